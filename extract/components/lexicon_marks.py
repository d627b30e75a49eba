"""Mark, before the encoder reads them, the tokens that stand in a term of the lexicon.

Each place takes the longest term that starts there, up to seven tokens; its tokens get a number that says which
entity types the term can have and whether the token begins the term. The encoder embeds that number.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import msgspec
import numpy
from spacy.attrs import IDX, LENGTH
from spacy.language import Language

from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.doc_text import text_of
from claimgraph.models.lexicon import Lexicon
from claimgraph.models.normalize_term import chunk_words, is_separator, normalize_term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from spacy.tokens import Doc

LONGEST_TERM = 7  # tokens
HELD_WORDS = 1 << 15
HELD_STARTS = 1 << 16  # beginnings of terms
LOOK_AHEAD = 2  # letters: behind a function word, most words are told from a term's by these


@Language.factory("claimgraph_lexicon_marks", assigns=["doc._.lexicon_marks"])
def make_lexicon_marks(nlp: Language, name: str) -> LexiconMarks:
    """Make the component on the shipped lexicon."""
    return LexiconMarks(Lexicon.open())


class TermIndex(Protocol):
    """What marking a text asks of a `Lexicon`."""

    def types(self, key: str, text: str | None = None) -> int:
        """The types that a normalised term can have, a bit each."""

    def has_prefix(self, key: str) -> bool:
        """Whether a normalised term begins like this."""


class LexiconMarks:
    """Sets `doc._.lexicon_marks`, uint64 (tokens,): 2 x type mask + 1 at a term's first token, 0 outside terms."""

    def __init__(self, lexicon: TermIndex) -> None:
        declare_attributes()
        self.lexicon = lexicon
        self._word = lru_cache(maxsize=HELD_WORDS)(self._read_word)
        self._has_prefix = lru_cache(maxsize=HELD_STARTS)(lexicon.has_prefix)

    def __reduce__(self) -> tuple[type[LexiconMarks], tuple[TermIndex]]:
        return (LexiconMarks, (self.lexicon,))

    def __call__(self, doc: Doc) -> Doc:
        """Mark one doc."""
        doc._.lexicon_marks = self.marks(doc)
        return doc

    def marks(self, doc: Doc) -> NDArray[numpy.uint64]:
        """The marks of a doc's tokens."""
        marks = [0] * len(doc)
        for start, end, types in self.terms(doc):
            marks[start:end] = [2 * types] * (end - start)
            marks[start] += 1
        return numpy.array(marks, dtype="uint64")

    def terms(self, doc: Doc) -> Iterator[tuple[int, int, int]]:
        """The longest term at each place, left to right: (start, end, type mask), in tokens."""
        text = text_of(doc)
        layout = doc.to_array([IDX, LENGTH])
        begins: list[int] = layout[:, 0].tolist()
        ends: list[int] = layout.sum(axis=1).tolist()
        words = [self._word(text[begin:end]) for begin, end in zip(begins, ends, strict=True)]
        start, count = 0, len(ends)
        while start < count:
            word = words[start]
            after, types = start + 1, word.types
            if word.may_border:
                if after == count:
                    more = False
                elif begins[after] == ends[start]:
                    more = word.goes_on or not is_separator(text[ends[start]])
                else:
                    more = word.goes_on and self._may_join(word, words[after], text, ends[after])
                if more:
                    after, types = self._longest(start, text, begins, ends, words)
                if types:
                    yield start, after, types
            start = after

    def _may_join(self, word: _Word, following: _Word, text: str, end: int) -> bool:
        """Whether a term can begin with a word, a space and the word that ends there."""
        if not (word.joins and following.joins and is_separator(text[end : end + 1])):
            return True  # not known yet
        stem = word.key + " " if word.ends_apart else word.key
        return self._begins_term(_joined(stem, following), len(stem))

    def _begins_term(self, key: str, known: int) -> bool:
        """Whether any term begins like this; its first `known` letters are those of words before the last."""
        if " " in key and not self._has_prefix(key[: known + LOOK_AHEAD]):
            return False
        return self._has_prefix(key)

    def _longest(
        self, start: int, text: str, begins: list[int], ends: list[int], words: list[_Word]
    ) -> tuple[int, int]:
        """The token after the longest term that starts there, and the types of that term; 0 if there is none."""
        begin = chunk_begin = begins[start]
        chunk = words[start]  # what is read of the text without white space that the last token belongs to
        key, stem, joins = chunk.key, "", True  # the stem: what comes before the chunk
        after, types = start + 1, chunk.types
        for last in range(after, min(start + LONGEST_TERM, len(ends))):
            end = ends[last]
            if begins[last] == ends[last - 1]:
                chunk = self._word(text[chunk_begin:end])
            else:
                if chunk.key:
                    stem = key + " " if chunk.ends_apart else key
                joins = joins and chunk.joins
                chunk_begin, chunk = begins[last], words[last]
            borders = words[last].may_border or text[end - 1] == "+"
            if chunk_begin == begin:
                key, goes_on = chunk.key, chunk.goes_on
                found = chunk.types if borders else 0
            else:
                key = _joined(stem, chunk) if joins and chunk.joins else normalize_term(text[begin:end])
                goes_on = self._begins_term(key, len(stem))
                is_term = goes_on and borders and _is_closed(text[begin:end])
                found = self.lexicon.types(key, text[begin:end]) if is_term else 0
            if found:
                after, types = last + 1, found
            # within a word, what follows can still change the normal form of what was read
            if not goes_on and is_separator(text[end : end + 1]):
                break
        return after, types

    def _read_word(self, form: str) -> _Word:
        words = chunk_words(form) if form.isalnum() or form.split() == [form] else ()
        key = words[0][0] if len(words) == 1 and "`" not in form else normalize_term(form)
        goes_on = self.lexicon.has_prefix(key)
        return _Word(
            key,
            self.lexicon.types(key, form) if goes_on and _is_closed(form) else 0,
            goes_on,
            form.isalnum() or any(map(str.isalnum, form)),
            "`" not in form and (words[0][0] != "positive" if words else not key),
            bool(words) and words[0][1],
            bool(words) and words[-1][1],
        )


def _is_closed(text: str) -> bool:
    """Whether each bracket is opened and closed: looked up without signs, "TILs (p" would be the gene TILP."""
    return text.count("(") == text.count(")") and text.count("[") == text.count("]")


def _joined(stem: str, word: _Word) -> str:
    """The normal form of a word behind others; the stem ends in a space where the last of them stands apart."""
    if not word.key:
        return stem.rstrip()
    if not stem or stem[-1] == " ":
        return stem + word.key
    if word.begins_apart:
        return f"{stem} {word.key}"
    if stem[-1].isdigit() and word.key[0].isdigit():
        return f"{stem}-{word.key}"
    return stem + word.key


class _Word(msgspec.Struct, frozen=True, gc=False):
    """What is known of a token by its form alone."""

    key: str  # its normal form
    types: int  # that it has as a term
    goes_on: bool  # whether a longer term begins with it
    may_border: bool  # whether a term may begin or end with it: has a letter or digit
    joins: bool  # whether the normal form of it beside another word follows from both normal forms
    begins_apart: bool  # with a function word, which a space parts from what is before it
    ends_apart: bool
