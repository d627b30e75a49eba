"""Which mentions of a document name the same thing: by concept, by spelling, or as short form and long form."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from claimgraph.extract.doc_text import text_of
from claimgraph.models.normalize_term import normalize_term

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from claimgraph.extract.claim import Mention

_HELD_NAMES = 1 << 14


class Things:
    """The things that a document's mentions name; a thing without identifier is known by its long form."""

    def __init__(self, doc: Doc) -> None:
        text = text_of(doc)
        self._long = {
            text[slice(*abbreviation.short)]: text[slice(*abbreviation.long)]
            for abbreviation in doc._.abbreviations
        }

    def key(self, mention: Mention) -> str:
        """The same for mentions that are taken to name the same thing."""
        if mention.concept is not None:
            return mention.concept.id
        return f"{mention.type} {self._name(mention)}"

    def are_same(self, one: Mention, other: Mention) -> bool:
        """Whether two mentions have one concept, or one name but for case, hyphens, plural and abbreviation."""
        return self.key(one) == self.key(other) or self._name(one) == self._name(other)

    def _name(self, mention: Mention) -> str:
        return _plain(self._long.get(mention.text, mention.text))


@lru_cache(maxsize=_HELD_NAMES)
def _plain(name: str) -> str:
    return normalize_term(name) or name
