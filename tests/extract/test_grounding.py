"""Grounding of single mentions against the shipped lexicon."""

from __future__ import annotations

import pytest

from claimgraph.extract.annotated_names import read_usage
from claimgraph.extract.claim import Mention
from claimgraph.extract.composites import members
from claimgraph.extract.grounding import Grounding, ground
from claimgraph.extract.knowledge import Knowledge
from claimgraph.extract.organisms import Organism, TextOrganisms, named_organism
from claimgraph.extract.ranking import read_weights
from claimgraph.extract.readings import Reading, variants
from claimgraph.models.lexicon import Lexicon

GENE = "GeneOrGeneProduct"
HUMAN = Organism("human", 1.0)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge(Lexicon.open(), read_weights(), read_usage())


def grounded(knowledge: Knowledge, text: str, type_: str, *, about: str = "") -> Mention:
    mention = Mention(start=0, end=len(text), text=text, type=type_)
    organisms = TextOrganisms(f"{text}: {about}", {(0, len(text)): text})
    return ground(type_, [Reading(text)], organisms.of(text), knowledge=knowledge).of(mention)


def identifier(mention: Mention | Grounding) -> str | None:
    return None if mention.concept is None else mention.concept.id


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("IL-2", GENE, "HGNC:6001"),
        ("IL-2", "Chemical", "HGNC:6001"),
        ("high-dose IL-2", GENE, "HGNC:6001"),
        ("recombinant interleukin-2", GENE, "HGNC:6001"),
        ("hDaxx", GENE, "HGNC:2681"),
        ("PD-1", GENE, "HGNC:8760"),
        ("CD25", GENE, "HGNC:6008"),
        ("TGF-β", GENE, "FPLX:TGFB"),
        ("aldesleukin", "Chemical", "MESH:C082598"),
        ("T regulatory cells", "CellType", "CL:0000815"),
        ("CD4+CD25+ T cells", "CellType", "CL:0000792"),
        ("tumor-specific CD8+ T cells", "CellType", "CL:0000625"),
        ("B16 melanoma", "Disease", "MONDO:0005105"),
        ("B16 melanoma", "CellLine", "CVCL:F936"),
        ("metastatic renal cell carcinoma", "Disease", "MONDO:0005086"),
        ("hypotensive", "Disease", "MONDO:0005468"),
        ("renal", "Anatomy", "UBERON:0002113"),
        ("H1299", "CellLine", "CVCL:0060"),
        ("HeLa cells", "CellLine", "CVCL:0030"),
        ("murine", "Organism", "NCBITaxon:10090"),
        ("RCC", "Disease", "MONDO:0005086"),
        ("SCLC", "Disease", "MONDO:0008433"),
        ("PD1", GENE, "HGNC:8760"),
        ("CEA", GENE, "HGNC:1817"),
        ("RORγt", GENE, "HGNC:10260"),
    ],
)
def test_name_has_its_concept(knowledge: Knowledge, text: str, type_: str, expected: str) -> None:
    assert identifier(grounded(knowledge, text, type_)) == expected


@pytest.mark.parametrize(
    ("text", "type_"),
    [("AS", "Disease"), ("TIL", GENE), ("PG", "Chemical"), ("CP", "Disease"), ("V", "CellLine")],
)
def test_undefined_short_form_that_fits_several_is_left_open(
    knowledge: Knowledge, text: str, type_: str
) -> None:
    mention = grounded(knowledge, text, type_)
    assert mention.concept is None
    assert mention.score == 0.0
    assert mention.reason


def test_what_was_open_is_what_the_text_names_elsewhere(knowledge: Knowledge) -> None:
    named = frozenset({"MONDO:0009061"})
    found = ground("Disease", [Reading("CF")], HUMAN, knowledge=knowledge, elsewhere=named)
    assert identifier(found) == "MONDO:0009061"
    assert "elsewhere" in found.reason


def test_two_letters_are_likelier_what_the_text_names_elsewhere(knowledge: Knowledge) -> None:
    def share(elsewhere: frozenset[str]) -> float:
        found = ground("Disease", [Reading("CP")], HUMAN, knowledge=knowledge, elsewhere=elsewhere)
        if identifier(found) == "MONDO:0006497":
            return found.score
        return next(one.score for one in found.alternatives if one.id == "MONDO:0006497")

    assert share(frozenset()) < share(frozenset({"MONDO:0006497"}))


@pytest.mark.parametrize(
    ("text", "type_", "wrong"),
    [
        ("superoxide dismutase mimetic", "Chemical", "HGNC:11179"),
        ("IgM", GENE, "HGNC:11935"),
        ("TIL", GENE, "HGNC:11847"),
        ("aldesleukin", "Chemical", "HGNC:6001"),
        ("CD25", GENE, "HGNC:6130"),
        ("PD-1", GENE, "HGNC:11138"),
    ],
)
def test_notorious_mistakes_are_not_made(knowledge: Knowledge, text: str, type_: str, wrong: str) -> None:
    assert identifier(grounded(knowledge, text, type_)) != wrong


def test_alternatives_of_an_open_mention_share_one(knowledge: Knowledge) -> None:
    mention = grounded(knowledge, "LCH", "Disease")
    assert "MONDO:0018310" in {candidate.id for candidate in mention.alternatives}
    assert 0.9 < sum(candidate.score for candidate in mention.alternatives) <= 1.001


@pytest.mark.parametrize(
    ("text", "about", "expected"),
    [
        ("TNF", "patients", "HGNC:11892"),
        ("Tnf", "mice mice", "MGI:104798"),
        ("Tnf", "rats rats rats", "RGD:3876"),
        ("TNF", "", "HGNC:11892"),
        ("TNF", "drosophila elegans", None),
    ],
)
def test_organism_chooses_among_orthologues(
    knowledge: Knowledge, text: str, about: str, expected: str | None
) -> None:
    assert identifier(grounded(knowledge, text, GENE, about=about)) == expected


def test_mouse_gene_names_the_human_one(knowledge: Knowledge) -> None:
    mention = grounded(knowledge, "Il2", GENE, about="mice mice mice")
    assert mention.concept is not None
    assert mention.concept.id == "MGI:96548"
    assert "HGNC:6001" in mention.concept.xrefs


def test_of_several_orthologues_that_of_the_same_symbol_is_meant(knowledge: Knowledge) -> None:
    assert identifier(grounded(knowledge, "CCL2", GENE, about="mice mice mice")) == "MGI:98259"


def test_a_short_symbol_is_no_designation_that_is_written_otherwise(knowledge: Knowledge) -> None:
    assert identifier(grounded(knowledge, "gp120", GENE)) is None  # GP120 designates ITIH4


def test_unknown_name_is_said_to_be_none(knowledge: Knowledge) -> None:
    mention = grounded(knowledge, "zzqx-foo", "Chemical")
    assert (mention.concept, mention.reason) == (None, "no such term")


def test_shortened_name_is_less_sure(knowledge: Knowledge) -> None:
    whole = grounded(knowledge, "melanoma", "Disease")
    shortened = grounded(knowledge, "B16 melanoma", "Disease")
    assert 0 < shortened.score < whole.score <= 1
    assert "without 'B16'" in shortened.reason


@pytest.mark.parametrize(
    ("definition", "names", "share"),
    [
        ("signal transducers and activators", ["stat", "signaltransducer"], 2 / 3),
        ("VEGF receptor 1", ["flt1", "fmsrelatedreceptortyrosinekinase", "vegfr1receptor"], 1),
        ("widget cell protein", ["wcp", "cellcycleprotein"], 0),  # what they share tells nothing
        ("widget cell protein", ["wcp", "wcp1"], 1),  # nothing is spelt out
    ],
)
def test_definition_and_names_share_telling_words(definition: str, names: list[str], share: float) -> None:
    assert Reading("X", definition=definition).shares_words(names) == pytest.approx(share)


def test_definition_rules_out_other_meanings(knowledge: Knowledge) -> None:
    as_it_stands = Reading("CIN", definition="contrast-induced nephropathy")
    found = ground("Disease", [as_it_stands], HUMAN, knowledge=knowledge)
    assert identifier(found) != "MESH:D043171"  # chromosomal instability


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TGF-β1/2", [("TGF-β1", "TGF-β1"), ("2", "TGF-β2")]),
        ("IL-2 and -15", [("IL-2", "IL-2"), ("-15", "IL-15")]),
        ("TGF-beta1 and -beta2", [("TGF-beta1", "TGF-beta1"), ("-beta2", "TGF-beta2")]),
        ("GalNAc-T1 and -T2", [("GalNAc-T1", "GalNAc-T1"), ("-T2", "GalNAc-T2")]),
        ("TIM-1 and 3", [("TIM-1", "TIM-1"), ("3", "TIM-3")]),
        ("CDKN2A/B", [("CDKN2A", "CDKN2A"), ("B", "CDKN2B")]),
        ("renal and hepatic failure", [("renal", "renal failure"), ("hepatic failure", "hepatic failure")]),
        ("cleft lip and palate", [("cleft lip", "cleft lip"), ("palate", "cleft palate")]),
    ],
)
def test_list_is_taken_apart(text: str, expected: list[tuple[str, str]]) -> None:
    found = members(text)
    assert [text[one.start : one.end] for one in found] == [piece for piece, _ in expected]
    for one, (_, reading) in zip(found, expected, strict=True):
        assert reading in one.readings


@pytest.mark.parametrize("text", ["interleukin-2", "renal cell carcinoma", "", "and"])
def test_what_lists_nothing_has_no_members(text: str) -> None:
    assert members(text) == ()


def test_variants_never_end_in_a_word_that_names_nothing() -> None:
    texts = [reading.text for reading in variants(Reading("inherited disorder"), "Disease")]
    assert "disorder" not in texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [("hDaxx", ("Daxx", "human")), ("mTNF", ("TNF", "mouse")), ("IL-2", None), ("hTR", None)],
)
def test_species_letter(text: str, expected: tuple[str, str] | None) -> None:
    assert named_organism(text) == expected


def test_of_two_concepts_that_fit_equally_well_none_is_given(knowledge: Knowledge) -> None:
    found = ground("Organism", [Reading("P. aeruginosa")], HUMAN, knowledge=knowledge)
    assert found.concept is None
    assert "equally" in found.reason
    assert len({one.id for one in found.alternatives}) > 1
