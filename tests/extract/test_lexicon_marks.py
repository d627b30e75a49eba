"""Marks of the shipped lexicon's terms on tokens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from claimgraph.extract.components.lexicon_marks import LONGEST_TERM, LexiconMarks
from claimgraph.extract.components.tokenizer import biomedical_tokenizer
from claimgraph.models.lexicon import TYPE_BITS, Lexicon
from claimgraph.models.normalize_term import normalize_term

TOKENIZE = biomedical_tokenizer(spacy.blank("en"))


@pytest.fixture(scope="module")
def component() -> LexiconMarks:
    return LexiconMarks(Lexicon.open())


def terms(component: LexiconMarks, text: str) -> dict[str, set[str]]:
    doc = TOKENIZE(text)
    return {
        doc[start:end].text: {name for name, bit in TYPE_BITS.items() if types & bit}
        for start, end, types in component.terms(doc)
    }


def test_the_longest_term_counts(component: LexiconMarks) -> None:
    found = terms(component, "Renal cell carcinoma and melanoma respond to IL-2 here.")
    assert "Disease" in found["Renal cell carcinoma"]
    assert "carcinoma" not in found
    assert "Disease" in found["melanoma"]
    assert "GeneOrGeneProduct" in found["IL-2"]
    assert not {"and", "to", "here", "."} & found.keys()


def test_a_mark_tells_types_and_the_first_token(component: LexiconMarks) -> None:
    doc = component(TOKENIZE("We saw renal cell carcinoma."))
    marks = [int(mark) for mark in doc._.lexicon_marks]
    assert marks[0] == marks[1] == marks[5] == 0
    assert marks[2] == marks[3] + 1 == marks[4] + 1
    assert marks[3] // 2 & TYPE_BITS["Disease"]
    assert doc._.lexicon_marks.dtype == "uint64"


def test_a_term_may_end_with_a_plus_but_not_with_other_marks(component: LexiconMarks) -> None:
    assert "Ca2+" in terms(component, "Free Ca2+ rose.")
    assert not any(term[-1] in ".,)(" for term in terms(component, "Melanoma. (Melanoma), melanoma."))


def test_symbols_spelt_like_words_need_their_case(component: LexiconMarks) -> None:
    assert "was" not in terms(component, "It was seen.")
    assert "WAS" in terms(component, "Mutated WAS was seen.")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "\x00", "((("])
def test_texts_without_terms_have_no_marks(component: LexiconMarks, text: str) -> None:
    doc = component(TOKENIZE(text))
    assert doc._.lexicon_marks.tolist() == [0] * len(doc)


def test_a_doc_without_tokens(component: LexiconMarks) -> None:
    assert len(component.marks(Doc(spacy.blank("en").vocab))) == 0


WORDS = (
    "interleukin 2 receptor alpha chain renal cell carcinoma type I II diabetes mellitus CD4 + T cells IL -2 of the "
    "antibodies positive CD25 V617F JAK2 mice Alzheimer 's disease , ( ) / TGF-β growth factor 1 . 5"
)
WRITTEN = st.lists(st.sampled_from(WORDS.split()), max_size=14)


@given(WRITTEN, st.lists(st.booleans(), min_size=14, max_size=14))
def test_no_term_is_missed_for_the_sake_of_speed(
    component: LexiconMarks, words: list[str], spaced: list[bool]
) -> None:
    text = "".join(word + " " * space for word, space in zip(words, spaced, strict=False))
    doc = TOKENIZE(text)
    assert list(component.terms(doc)) == list(all_tried(component.lexicon, doc))


def all_tried(lexicon: Lexicon, doc: Doc) -> Iterator[tuple[int, int, int]]:
    start = 0
    while start < len(doc):
        after = start + 1
        for end in range(min(start + LONGEST_TERM, len(doc)), start, -1):
            opens = any(c.isalnum() for c in doc[start].text)
            closes = any(c.isalnum() for c in doc[end - 1].text) or doc[end - 1].text[-1] == "+"
            term = doc[start:end].text
            types = lexicon.types(normalize_term(term), term)
            whole = all(term.count(one) == term.count(other) for one, other in ("()", "[]"))
            if opens and closes and whole and types:
                yield start, end, types
                after = end
                break
        start = after
