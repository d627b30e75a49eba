"""The text of a doc, without joining its tokens anew at every call, as spaCy does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from claimgraph.corpus.document import Document


def text_of(doc: Doc) -> str:
    """The text that a doc's tokens make up; where it was read from a document, that is the document's own."""
    document: Document | None = doc._.document
    if document is None or not len(doc) or len(document.text) != doc[-1].idx + len(doc[-1].text_with_ws):
        return doc.text
    return document.text
