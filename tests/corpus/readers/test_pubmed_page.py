"""Copied PubMed pages of several forms, and PubMed's text format."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.corpus.document import Document
from claimgraph.corpus.formats import read
from claimgraph.corpus.normalize import source_offset
from claimgraph.settings import shared_folder

FIXTURES = Path(__file__).parents[1] / "fixtures"


def page(name: str) -> Document:
    (document,) = read(FIXTURES / name)
    assert document.source.format == "pubmed_page"
    return document


def shown(document: Document) -> list[tuple[str, str | None, str]]:
    return [(s.label, s.heading, document.text[s.start : s.end]) for s in document.sections]


def test_page_of_2019() -> None:
    document = page("page_2019.txt")
    assert shown(document) == [
        ("TITLE", None, "Low-dose interleukin-15 restores natural killer cells in ageing ferrets"),
        (
            "BACKGROUND",
            "Background",
            "Natural killer (NK) cells decline with age. Interleukin-15 (IL-15) keeps them alive.",
        ),
        ("METHODS", "Methods", "Forty ferrets received IL-15 (5 mg/kg) or saline for 12 weeks."),
        (
            "RESULTS",
            "Results",
            "IL-15 increased NK cell numbers by 2.5 × 10^6 cells/ml (p<0.05). It did not change T cell numbers.",
        ),
        ("CONCLUSIONS", "Conclusions", "IL-15 restores NK cells in ageing ferrets."),
    ]
    source = document.source
    assert (document.id, source.pmid) == ("DOI:10.9999/jfi.2011.0007", None)
    assert (source.journal, source.year) == ("J Fict Immunol", 2011)
    assert source.authors == ("Ada M Quillfeather",)
    assert source.publication_types == ("Randomized Controlled Trial",)
    assert "\nMethods: Forty" in document.text


def test_page_of_today() -> None:
    document = page("page_present.txt")
    assert document.id == "PMID:99123456"
    title, abstract = document.text.split("\n")
    assert title == "TGF-β and regulatory T cells in renal cell carcinoma: friends or foes?"
    assert abstract.startswith("Transforming growth factor-β")
    assert abstract.endswith("prolongs survival.")
    source = document.source
    assert (source.pmcid, source.doi) == ("PMC9912345", "10.9999/jfo.2023.442")
    assert (source.journal, source.year) == ("J Fict Oncol", 2023)
    assert source.authors == (
        "Bartholomew Ó Fiachna",
        "Ming-Hua van der Zee",
        "Xu Li",
        "Consortium for Imaginary Kidneys",
    )


def test_page_of_2014() -> None:
    document = page("page_legacy.txt")
    assert document.id == "PMID:99000003"
    assert shown(document) == [
        ("TITLE", None, "Vemurafenib raises the hair of mice with BRAF-mutant melanoma."),
        (
            "OBJECTIVE",
            "BACKGROUND AND AIM",
            "Vemurafenib inhibits BRAF(V600E). Its effect on hair is unknown.",
        ),
        ("RESULTS", "RESULTS", "Hair grew in 7 of 9 mice. Weight did not change."),
        ("CONCLUSIONS", "CONCLUSION", "Vemurafenib makes hair grow in mice."),
    ]
    assert document.source.authors == ("Doe JA", "Roe R", "Poe EA")
    assert (document.source.journal, document.source.year) == ("J Fict Dermatol", 2014)


def test_page_from_its_title_down() -> None:
    document = page("page_bare.txt")
    assert (document.id, document.source.doi) == ("PMID:99000004", "10.9999/goose.1")
    title, abstract = document.text.split("\n")
    assert title == "Curcumin protects the liver of geese from cadmium"
    assert abstract.endswith("in cadmium-treated geese.")


def test_page_without_abstract() -> None:
    document = page("page_no_abstract.txt")
    assert (document.id, document.text) == ("PMID:99000005", "IL-2 for the common cold")
    assert (document.source.journal, document.source.year) == ("J Fict Med", 1988)


def test_text_format() -> None:
    first, second, third = read(FIXTURES / "pubmed_text.txt")
    assert [label for label, *_ in shown(first)] == [
        "TITLE",
        "BACKGROUND",
        "METHODS",
        "RESULTS",
        "CONCLUSIONS",
    ]
    assert first.title == (
        "Blockade of interleukin-6 with tocilizumab lowers C-reactive protein in imaginary patients with giant "
        "cell arteritis."
    )
    assert (
        shown(first)[2][2]
        == "We gave tocilizumab (8 mg/kg) to 50 imaginary patients and placebo to 50 others."
    )
    assert first.source.authors == ("Doe JA", "Van der Poe E", "O'Roe RB")
    assert (first.source.pmid, first.source.pmcid, first.source.doi) == (
        "99000006",
        "PMC9900006",
        "10.9999/jfi.2019.11",
    )
    assert (second.id, second.text) == ("PMID:99000007", "Aspirin and owls.")
    assert third.id == "PMID:99000008"
    assert third.text.split("\n")[1].startswith("Noncoding RNA KNOT1 binds p53")
    assert third.text.endswith("remains unknown.")


def test_several_pages_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "pages.txt"
    names = ("page_2019.txt", "page_no_abstract.txt", "page_present.txt")
    path.write_text("\n".join((FIXTURES / name).read_text() for name in names))
    together = list(read(path))
    assert [document.text for document in together] == [page(name).text for name in names]


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_other_line_ends(tmp_path: Path, newline: str) -> None:
    for fixture in FIXTURES.glob("*.txt"):
        path = tmp_path / fixture.name
        path.write_bytes(fixture.read_text().replace("\n", newline).encode())
        assert [document.text for document in read(path)] == [document.text for document in read(fixture)]


def test_runs_lead_back_into_the_file() -> None:
    for fixture in FIXTURES.glob("*.txt"):
        raw = fixture.read_text()
        for document in read(fixture):
            for offset, character in enumerate(document.text):
                if not character.isspace():
                    assert raw[source_offset(document.runs, offset)] == character


FURNITURE = ("official website", "Federal government", "https", "Disclaimer", "doi:", "Affiliation", "et al.")


@pytest.mark.shared
def test_real_page() -> None:
    path = shared_folder() / "seed" / "pubmed_page.txt"
    if not path.exists():
        pytest.skip(f"no real page at {path} (CLAIMGRAPH_SHARED)")
    (document,) = read(path)
    assert [section.label for section in document.sections] == [
        "TITLE",
        "OBJECTIVE",
        "RESULTS",
        "CONCLUSIONS",
    ]
    assert [section.heading for section in document.sections[1:]] == [
        "Purpose of review",
        "Recent findings",
        "Summary",
    ]
    assert len(document.text.split("\n")) == 4
    assert not [words for words in FURNITURE if words in document.text]
    source = document.source
    assert (source.journal, source.year, source.pmid) == ("Curr Opin Oncol", 2004, None)
    assert (source.doi or "").startswith("10.1097/")
    assert len(source.authors) == 1


@pytest.mark.parametrize(
    ("name", "title", "abstract", "authors"),
    [
        (
            "page_addresses.txt",
            "Nivolumab plus Ipilimumab, Axitinib, and Bevacizumab in Imaginary Kidneys",
            ("Purpose: To see", "by Poe, p. 1234."),
            ("Jane Doe", "John Q Public", "Xi Ng"),
        ),
        (
            "page_retracted.txt",
            "Retracted: Wonder drug cures all",
            ("The wonder", "all mice."),
            ("A Fraud", "B Fake"),
        ),
        (
            "page_translated.txt",
            "[Vasculitis after ipilimumab]",
            ("Ipilimumab caused", "with melanoma."),
            ("J Dupont",),
        ),
    ],
)
def test_further_forms(name: str, title: str, abstract: tuple[str, str], authors: tuple[str, ...]) -> None:
    document = page(name)
    assert document.title == title
    start, end = abstract
    rest = document.text.removeprefix(title).strip()
    assert rest.startswith(start)
    assert rest.endswith(end)
    assert document.source.authors == authors
    assert document.source.retracted == (name == "page_retracted.txt")
    assert document.id.startswith("PMID:990001")
