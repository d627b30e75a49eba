"""Evidence as the page shows it: places in JavaScript's units, links that are safe, the surest first."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.claim import Cue
from claimgraph.graphs.viewer import labels, reach
from claimgraph.graphs.viewer.evidence import Said, Shelf, best_said


def in_javascript(text: str, start: int, end: int) -> str:
    """What `text.slice(start, end)` gives there."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


@given(st.text(max_size=12), st.text(min_size=1, max_size=6), st.text(max_size=6), st.integers(0, 1000))
def test_marks_hold_the_words_whatever_the_alphabet(before: str, words: str, after: str, start: int) -> None:
    sentence = before + words + after
    place = (start + len(before), start + len(before) + len(words))
    said = Said(document="PMID:1", sentence=sentence, start=start, subject=place)
    ((role, begin, end),) = said.marks()
    assert (role, in_javascript(sentence, begin, end)) == ("subject", words)


@pytest.mark.parametrize("place", [(0, 3), (9, 12), (5, 5), (6, 5), (-2, 3), (18, 30)])
def test_what_lies_outside_the_sentence_is_not_marked(place: tuple[int, int]) -> None:
    said = Said(
        document="PMID:1",
        sentence="IL-2 helps",
        start=10,
        object=place,
        cues=(Cue("trigger", 15, 20, "helps"),),
    )
    assert list(said.marks()) == [("trigger", 5, 10)]


def test_the_surest_sentences_come_first() -> None:
    evidence = [
        {"document": "PMID:1", "sentence": "a", "certainty": "possible", "score": 0.9},
        {"document": "PMID:2", "sentence": "b", "certainty": "certain", "score": 0.5},
        {"document": "PMID:3", "sentence": "c", "certainty": "certain", "score": 0.8},
    ]
    assert [one.sentence for one in best_said(evidence, "e")] == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ({"document": "PMID:12", "pmid": "12"}, "https://pubmed.ncbi.nlm.nih.gov/12/"),
        ({"document": "PMID:1/../x", "pmid": "1/../x"}, None),
        ({"document": "PMC12"}, "https://pmc.ncbi.nlm.nih.gov/articles/PMC12/"),
        ({"document": "DOI:10.1/a<b>"}, "https://doi.org/10.1/a%3Cb%3E"),
        ({"document": "notes.txt", "doi": "10.1/x"}, "https://doi.org/10.1/x"),
        ({"document": "javascript:alert(1)"}, None),
    ],
)
def test_documents_link_to_where_they_can_be_read(given: dict[str, str], url: str | None) -> None:
    shelf = Shelf()
    shelf.put([Said(sentence="x", **given)])
    assert [document.url for document in shelf.documents] == [url]


def test_sentences_and_documents_stand_once() -> None:
    shelf = Shelf()
    put = shelf.put([Said(document="PMID:1", sentence="x"), Said(document="PMID:1", sentence="x", score=0.5)])
    assert (len(shelf.sentences), len(shelf.documents)) == (1, 1)
    assert [(one.document, one.sentence) for one in put] == [(0, 0), (0, 0)]


@pytest.mark.parametrize("module", [labels, reach])
def test_examples_hold(module: object) -> None:
    outcome = doctest.testmod(module)  # type: ignore[arg-type]
    assert outcome.attempted > 0
    assert outcome.failed == 0
