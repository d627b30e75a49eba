"""Sentences: sets where each begins, by rules on the text, before the parser, which keeps to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
from spacy.language import Language

from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.doc_text import text_of
from claimgraph.extract.sentence_boundaries import sentence_starts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from spacy.tokens import Doc
    from thinc.types import Ints2d

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
        if len(doc) == 0:
            return doc
        starts = sentence_starts(text_of(doc), fixed=_section_starts(doc._.document))
        layout = doc.to_array(["IDX", "IS_SPACE"])
        words = np.flatnonzero(layout[:, 1] == 0)
        first = np.searchsorted(layout[words, 0], np.asarray(starts, dtype=np.uint64))
        flags = np.full(len(doc), -1, dtype=np.int64)  # spaCy's way to say that no sentence begins here
        flags[words[first[first < len(words)]]] = 1
        flags[0] = 1
        return doc.from_array(["SENT_START"], cast("Ints2d", flags.astype(np.uint64)))

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
