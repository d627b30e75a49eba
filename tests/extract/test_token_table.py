"""Tokens and sentences as plain lists."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from claimgraph.extract.token_table import sentence_spans, token_table

VOCAB = spacy.blank("en").vocab


def test_tokens_with_places_and_tags() -> None:
    doc = Doc(VOCAB, words=["IL-2", "works", "."], spaces=[True, False, False], tags=["NN", "VBZ", "."])
    assert token_table(doc) == ([0, 5, 10], [4, 10, 11], ["NN", "VBZ", "."])
    assert token_table(Doc(VOCAB)) == ([], [], [])


def test_sentences_without_white_space_around_them() -> None:
    words = ["One", ".", "\n", "Two", ".", "  "]
    doc = Doc(VOCAB, words=words, spaces=[False] * 6, sent_starts=[1, -1, 1, -1, -1, 1])
    assert [doc.text[slice(*span)] for span in sentence_spans(doc)] == ["One.", "Two."]
    first = Doc(VOCAB, words=[" ", "One"], spaces=[False, False], sent_starts=[None, None])
    assert sentence_spans(first) == [(1, 4)]
    assert sentence_spans(Doc(VOCAB)) == []
    assert sentence_spans(Doc(VOCAB, words=[" "], spaces=[False])) == []
