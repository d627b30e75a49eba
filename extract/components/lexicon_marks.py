"""Mark, before the encoder reads them, the tokens that stand in a term of the lexicon.

Each place takes the longest term that starts there, up to seven tokens; its tokens get a number that says which
entity types the term can have and whether the token begins the term. The encoder embeds that number.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy
from spacy.language import Language

from claimgraph.extract.attributes import declare_attributes
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
        text = doc.text
        words = [(token.idx, token.text) for token in doc]
        ends = [place + len(word) for place, word in words]
        can_open = [word.isalnum() or any(c.isalnum() for c in word) for _, word in words]
        separated = [is_separator(text[end : end + 1]) for end in ends]
        start = 0
        while start < len(doc):
            longest, types = start + 1, 0
            if can_open[start]:
                for end in range(start + 1, min(start + LONGEST_TERM, len(doc)) + 1):
                    last = end - 1
                    found, goes_on = self._probe(text[words[start][0] : ends[last]])
                    if found and (can_open[last] or words[last][1][-1] == "+"):
                        longest, types = end, found
                    # within a word, what follows can still change the normal form of what was read
                    if not goes_on and separated[last]:
                        break
            if types:
                yield start, longest, types
            start = longest

    def _look_up(self, text: str) -> tuple[int, bool]:
        """The types that a term can have, and whether a longer term begins with it."""
        term = normalize_term(text)
        return self.lexicon.types(term, text), self.lexicon.has_prefix(term)
