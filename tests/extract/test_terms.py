"""Completion of mentions by terms of the lexicon and by defined short forms."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from claimgraph.extract.abbreviation_pairs import find_pairs
from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.claim import Abbreviation, Mention
from claimgraph.extract.components.lexicon_marks import LexiconMarks
from claimgraph.extract.components.terms import Terms
from claimgraph.models.lexicon import Lexicon

GENE = "GeneOrGeneProduct"
declare_attributes()
MARKS = LexiconMarks(Lexicon.open())
TERMS = Terms()
TOKENIZER = spacy.blank("en").tokenizer


def complete(text: str, *recognised: tuple[str, str]) -> list[tuple[str, str]]:
    """The mentions of a text with those given as recognised, as (text, type)."""
    doc: Doc = MARKS(TOKENIZER(text))
    doc._.abbreviations = tuple(Abbreviation(short=pair.short, long=pair.long) for pair in find_pairs(text))
    doc._.mentions = tuple(
        Mention(start=text.index(one), end=text.index(one) + len(one), text=one, type=type_, score=0.9)
        for one, type_ in recognised
    )
    return [(mention.text, mention.type) for mention in TERMS(doc)._.mentions]


def test_terms_of_the_lexicon_become_mentions() -> None:
    found = complete("Natural killer cells entered the kidney.")
    assert ("Natural killer cells", "CellType") in found
    assert ("kidney", "Anatomy") in found


def test_longer_term_takes_the_place_of_a_mention_of_its_type() -> None:
    found = complete("regulatory T cells rose", ("T cells", "CellType"))
    assert found == [("regulatory T cells", "CellType")]


def test_words_that_name_nothing_are_no_mentions() -> None:
    assert complete("patients", ("patients", "Organism")) == []


def test_short_form_has_the_type_of_its_definition() -> None:
    found = complete("renal cell carcinoma (RCC)", ("renal cell carcinoma", "Disease"), ("RCC", GENE))
    assert found == [("renal cell carcinoma", "Disease"), ("RCC", "Disease")]


def test_inhibitor_makes_a_chemical_of_its_target() -> None:
    found = complete("a superoxide dismutase mimetic", ("superoxide dismutase", GENE))
    assert found == [("superoxide dismutase mimetic", "Chemical"), ("superoxide dismutase", GENE)]


def test_no_term_reaches_over_the_end_of_a_sentence() -> None:
    # looked up without its signs, this would be cell death
    assert "cell . Death" not in [text for text, _ in complete("It killed the cell . Death followed.")]


def test_no_term_has_half_a_bracket() -> None:
    found = [text for text, _ in complete("(in the cell) death was seen")]
    assert not any(text.count("(") != text.count(")") for text in found)
