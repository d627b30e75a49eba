"""Abbreviations: finds the short forms that a document defines, with the long forms it gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from claimgraph.extract.abbreviation_pairs import find_pairs
from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.claim import Abbreviation
from claimgraph.extract.doc_text import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from spacy.tokens import Doc

declare_attributes()


@Language.factory("claimgraph_abbreviations", assigns=["doc._.abbreviations"])
def make_abbreviations(nlp: Language, name: str) -> Abbreviations:
    """Make the component; it has no options and needs nothing of the pipeline before it."""
    return Abbreviations(name=name)


class Abbreviations:
    """Sets `doc._.abbreviations`: a tuple of `Abbreviation` by place in `doc.text`.

    Where sentence starts are set, no definition reaches over one.
    """

    def __init__(self, *, name: str = "claimgraph_abbreviations") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Find the document's definitions."""
        layout = doc.to_array(["IDX", "SENT_START"])
        starts: list[int] = layout[layout[:, 1] == 1, 0].tolist()
        pairs = find_pairs(text_of(doc), sentence_starts=starts)
        doc._.abbreviations = tuple(Abbreviation(short=pair.short, long=pair.long) for pair in pairs)
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Nothing to write: the rules are part of the package."""

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Abbreviations:
        """Nothing to read."""
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Nothing to write."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Abbreviations:
        """Nothing to read."""
        return self
