"""MEDLINE tagged text."""

from __future__ import annotations

from claimgraph.errors import UnreadableRecord

RECORDS = """
PMID- 99000020
OWN - NLM
DP  - 2003 Sep 1
TI  - Blockade of interleukin-6 by imaginary antibodies in geese with
      hyperthermia.
LID - 10.9999/goose.20 [doi]
AB  - BACKGROUND: Interleukin-6 raises body temperature. METHODS: Geese got \r
      5 mg/kg of antibody. RESULTS: Temperature fell
      (p < 0.05).
CI  - Copyright Nobody.
FAU - Roe, Ada B
AU  - Roe AB
FAU - Poe, Carl
LA  - eng
PT  - Journal Article
PT  - Retracted Publication
TA  - J Imag Goose
JT  - Journal of the imaginary goose
MH  - *Interleukin-6/antagonists & inhibitors
MH  - Geese
PMC - PMC9900020

PMID- 99000021
TI  - Retraction.
ROF - J Imag Goose. 2003;1:1. PMID: 99000020
LR  - 20240517
EIN - J Imag Goose. 2004;1:1. PMID: 99000023
ECI - J Imag Goose. 2004;1:2. PMID: 99000024
PMID- 99000022
TI  - No blank line before me.
CRI - J Imag Goose. 2004;1:3. PMID: 99000025
CRF - J Imag Goose. 2001;1:3. PMID: 99000026
LR  - 2024
"""


def test_records(reading) -> None:
    first, notice, third = reading(RECORDS, name="geese.nbib")
    assert first.id == "PMID:99000020"
    assert first.text == (
        "Blockade of interleukin-6 by imaginary antibodies in geese with hyperthermia.\n"
        "BACKGROUND: Interleukin-6 raises body temperature. METHODS: Geese got 5 mg/kg of antibody. "
        "RESULTS: Temperature fell (p < 0.05)."
    )
    assert [(s.label, first.text[s.start : s.end]) for s in first.sections[1:]] == [
        ("BACKGROUND", "Interleukin-6 raises body temperature."),
        ("METHODS", "Geese got 5 mg/kg of antibody."),
        ("RESULTS", "Temperature fell (p < 0.05)."),
    ]
    source = first.source
    assert (source.pmcid, source.doi) == ("PMC9900020", "10.9999/goose.20")
    assert (source.journal, source.year, source.authors) == ("J Imag Goose", 2003, ("Ada B Roe", "Carl Poe"))
    assert source.mesh_terms == ("Interleukin-6", "Geese")
    assert source.retracted
    assert notice.source.retracts == ("PMID:99000020",)
    assert notice.source.corrected_by == ("PMID:99000023", "PMID:99000024")
    assert (notice.source.revised, third.source.revised) == ("2024-05-17", None)
    assert (third.source.retracted, third.source.retracts) == (True, ("PMID:99000026",))
    assert third.text == "No blank line before me."


def test_bad_records_cost_themselves(reading) -> None:
    items = reading(
        b"PMID- 1\nTI  - Good.\n\nPMID- 2\nTI  - Bad \xff.\n\nPMID- 3\nTI  - Good.\nnot a tag\n\n"
        b"PMID- 4\nOWN - NLM\n\nTI  - No PMID.\n",
        name="bad.nbib",
    )
    assert [
        str(item).split(": ", 1)[1] if isinstance(item, UnreadableRecord) else item.id.partition("#")[0]
        for item in items
    ] == [
        "PMID:1",
        "not UTF-8: byte 0xff at position 10",
        "neither a tag nor an indented line: 'not a tag'",
        "has neither title nor abstract",
        "bad.nbib",
    ]
    assert [(item.line, item.record) for item in items[1:4]] == [
        (5, "2 (PMID 2)"),
        (9, "3 (PMID 3)"),
        (11, "4 (PMID 4)"),
    ]


def test_a_group_is_an_author_beside_persons(reading) -> None:
    (document,) = reading(
        "PMID- 99000023\nTI  - Owls.\nFAU - Roe, Ada B\nAU  - Roe AB\nCN  - Owl Group, North\n"
    )
    assert document.source.authors == ("Ada B Roe", "Owl Group, North")
