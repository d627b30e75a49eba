"""The text of a doc, which spaCy joins anew, token by token, at every call."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


def text_of(doc: Doc) -> str:
    """`doc.text`, taken from the document where the doc was read from one."""
    document = doc._.document
    text: str = doc.text if document is None else document.text
    return text
