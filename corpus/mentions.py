"""Putting a source's mentions where their words stand, since some sources count offsets differently."""

from __future__ import annotations

import re

import msgspec

from claimgraph.corpus.assemble import RawMention

_BETWEEN_IDS = re.compile(r"[;,|]")
_NO_ID = frozenset({"", "-", "-1", "None"})
_NEAR = 400  # characters; a count in bytes or with doubled blanks drifts no further in an abstract


def concept_ids(*values: str) -> tuple[str, ...]:
    """The identifiers in a source's id fields, each once; several may stand in one field, or a mark for none."""
    parts = (part.strip() for value in values for part in _BETWEEN_IDS.split(value))
    return tuple(dict.fromkeys(part for part in parts if part not in _NO_ID))


def place(mention: RawMention, text: str) -> RawMention | None:
    """The mention with offsets at which `text` has its words; None if it has them nowhere near.

    Sources that count bytes, or count a line end twice, are off by a few characters: the nearest place
    where the very words stand is taken. A mention whose words are not known is left as it is.
    """
    words = mention.text
    if not 0 <= mention.start < mention.end:
        return None
    if not words or text[mention.start : mention.end] == words:
        return mention if mention.end <= len(text) else None
    low = max(mention.start - _NEAR, 0)
    window = text[low : mention.start + _NEAR + len(words)]
    starts = []
    at = window.find(words)
    while at >= 0:
        starts.append(low + at)
        at = window.find(words, at + 1)
    if not starts:
        return None
    start = min(starts, key=lambda place: (abs(place - mention.start), place))
    return msgspec.structs.replace(mention, start=start, end=start + len(words))
