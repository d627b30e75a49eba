"""Short forms that a text uses without defining them, matched to its long forms by their initials."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimgraph.extract.candidates import COMPATIBLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimgraph.extract.claim import Mention

_SHORT = re.compile(r"(?P<letters>[A-Z]{3,6})s?")
_WORD = re.compile(r"[A-Za-z]+")
_SMALL_WORDS = frozenset({"of", "the", "and", "to", "in", "with", "for"})


def long_form_of(mention: Mention, others: Iterable[Mention]) -> Mention | None:
    """The grounded mention of a type that fits whose words begin with the letters of this one, if just one does."""
    short = _SHORT.fullmatch(mention.text)
    if short is None:
        return None
    letters = short["letters"].lower()
    types = COMPATIBLE.get(mention.type, (mention.type,))
    found = {}
    for other in others:
        if other.concept is not None and other.type in types and _initials(other.text) == letters:
            found[other.concept.id] = other
    return next(iter(found.values())) if len(found) == 1 else None


def _initials(text: str) -> str:
    words = [word for word in _WORD.findall(text.lower()) if word not in _SMALL_WORDS]
    return "".join(word[0] for word in words)
