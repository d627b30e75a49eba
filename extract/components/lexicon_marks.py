"""Mark, before the encoder reads them, the tokens that stand in a term of the lexicon.

Each place takes the longest term that starts there, up to seven tokens; its tokens get a number that says which
entity types the term can have and whether the token begins the term. The encoder embeds that number.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy
from spacy.attrs import IDX, LENGTH
from spacy.language import Language

from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.doc_text import text_of
from claimgraph.models.lexicon import Lexicon
from claimgraph.models.normalize_term import is_separator, normalize_term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from spacy.tokens import Doc

LONGEST_TERM = 7  # tokens
HELD_TERMS = 1 << 16


@Language.factory("claimgraph_lexicon_marks", assigns=["doc._.lexicon_marks"])
def make_lexicon_marks(nlp: Language, name: str) -> LexiconMarks:
    """Make the component on the shipped lexicon."""
    return LexiconMarks(Lexicon.open())


class LexiconMarks:
    """Sets `doc._.lexicon_marks`, uint64 (tokens,): 2 x type mask + 1 at a term's first token, 0 outside terms."""

    def __init__(self, lexicon: Lexicon) -> None:
        declare_attributes()
        self.lexicon = lexicon
        self._probe = lru_cache(maxsize=HELD_TERMS)(self._look_up)

    def __call__(self, doc: Doc) -> Doc:
        """Mark one doc."""
        doc._.lexicon_marks = self.marks(doc)
        return doc

    def marks(self, doc: Doc) -> NDArray[numpy.uint64]:
        """The marks of a doc's tokens."""
        marks = numpy.zeros(len(doc), dtype="uint64")
        for start, end, types in self.terms(doc):
            marks[start:end] = 2 * types
            marks[start] += 1
        return marks

    def terms(self, doc: Doc) -> Iterator[tuple[int, int, int]]:
        """The longest term at each place, left to right: (start, end, type mask), in tokens."""
        text = text_of(doc)
        layout = doc.to_array([IDX, LENGTH])
        begins: list[int] = layout[:, 0].tolist()
        ends: list[int] = layout.sum(axis=1).tolist()
        has_letters = [_has_letters(text[begin:end]) for begin, end in zip(begins, ends, strict=True)]
        start = 0
        while start < len(ends):
            longest, types = start + 1, 0
            if has_letters[start]:
                begin = begins[start]
                for last in range(start, min(start + LONGEST_TERM, len(ends))):
                    end = ends[last]
                    found, goes_on = self._probe(text[begin:end])
                    if found and (has_letters[last] or text[end - 1] == "+"):
                        longest, types = last + 1, found
                    # within a word, what follows can still change the normal form of what was read
                    if not goes_on and is_separator(text[end : end + 1]):
                        break
            if types:
                yield start, longest, types
            start = longest

    def _look_up(self, text: str) -> tuple[int, bool]:
        """The types that a term can have, and whether a longer term begins with it."""
        term = normalize_term(text)
        goes_on = self.lexicon.has_prefix(term)
        return self.lexicon.types(term, text) if goes_on else 0, goes_on


@lru_cache(maxsize=HELD_TERMS)
def _has_letters(word: str) -> bool:
    """Whether a term may begin or end with this word: one with a letter or digit."""
    return any(map(str.isalnum, word))
