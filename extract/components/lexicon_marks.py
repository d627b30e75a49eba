"""Mark, before the encoder reads them, the tokens that stand in a term of the lexicon.

Each place takes the longest term that starts there, up to seven tokens; its tokens get a number that says which
entity types the term can have and whether the token begins the term. The encoder embeds that number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy
from spacy.language import Language

from claimgraph.extract.attributes import declare_attributes
from claimgraph.models.lexicon import Lexicon
from claimgraph.models.normalize_term import normalize_term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from spacy.tokens import Doc

LONGEST_TERM = 7  # tokens


@Language.factory("claimgraph_lexicon_marks", assigns=["doc._.lexicon_marks"])
def make_lexicon_marks(nlp: Language, name: str) -> LexiconMarks:
    """Make the component on the shipped lexicon."""
    return LexiconMarks(Lexicon.open())


class LexiconMarks:
    """Sets `doc._.lexicon_marks`, uint64 (tokens,): 2 x type mask + 1 at a term's first token, 0 outside terms."""

    def __init__(self, lexicon: Lexicon) -> None:
        declare_attributes()
        self.lexicon = lexicon

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
        starts = [token.idx for token in doc]
        ends = [token.idx + len(token) for token in doc]
        can_open = [any(c.isalnum() for c in token.text) for token in doc]
        start = 0
        while start < len(doc):
            found = 0
            if can_open[start]:
                for end in range(min(start + LONGEST_TERM, len(doc)), start, -1):
                    if not (can_open[end - 1] or text[ends[end - 1] - 1] == "+"):
                        continue
                    term = text[starts[start] : ends[end - 1]]
                    found = self.lexicon.types(normalize_term(term), term)
                    if found:
                        yield start, end, found
                        start = end
                        break
            if not found:
                start += 1
