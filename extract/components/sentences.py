"""Sentences: sets where each begins, by rules on the text, before the parser, which keeps to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.sentence_boundaries import sentence_starts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from spacy.tokens import Doc

    from claimgraph.corpus.document import Document

declare_attributes()


@Language.factory("claimgraph_sentences", assigns=["token.is_sent_start", "doc.sents"])
def make_sentences(nlp: Language, name: str) -> Sentences:
    """Make the component; it has no options and needs nothing of the pipeline before it."""
    return Sentences(name=name)


class Sentences:
    """Sets `token.is_sent_start` of every token; a start that falls into a token moves to the next one.

    Where `doc._.document` is set, its title and its sections begin sentences.
    """

    def __init__(self, *, name: str = "claimgraph_sentences") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Set the sentence starts of a document."""
        starts = iter(sentence_starts(doc.text, fixed=_section_starts(doc._.document)))
        start = next(starts, None)
        for token in doc:
            begins = False
            if not token.is_space:
                while start is not None and start <= token.idx:
                    begins = True
                    start = next(starts, None)
            token.is_sent_start = begins or token.i == 0
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Nothing to write: the rules are part of the package."""

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Sentences:
        """Nothing to read."""
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Nothing to write."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Sentences:
        """Nothing to read."""
        return self


def _section_starts(document: Document | None) -> list[int]:
    """Where a document's sections begin, and its abstract after the title."""
    if document is None:
        return []
    starts = [section.start for section in document.sections]
    if document.title and document.text.startswith(document.title + "\n"):
        starts.append(len(document.title) + 1)
    return starts
