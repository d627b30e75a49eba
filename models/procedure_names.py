"""Words that look like the name of a medical procedure: "biochemotherapy", "adjuvant therapy"."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import msgspec

from claimgraph.models.catalog import CONFIGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HELD_WORDS = 1 << 15
_FRONT = 3  # letters before the end that makes a word a name
_NAME, _HEAD, _BEFORE = "name", "head", "before"


class _Names(msgspec.Struct, frozen=True):
    ends: tuple[str, ...]
    words: frozenset[str]
    others: frozenset[str]
    heads: frozenset[str]
    before: frozenset[str]


def procedure_names(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where names stand among the words of a text: [first, last + 1)."""
    parts = list(map(_part, words))
    for place, part in enumerate(parts):
        if part is None:
            continue
        if part == _NAME:
            yield place, place + 1
        elif part == _HEAD:
            first = place
            while first and parts[first - 1] == _BEFORE:
                first -= 1
            if first < place:
                yield first, place + 1


@lru_cache(maxsize=_HELD_WORDS)
def _part(word: str) -> str | None:
    """What a word can be in a name."""
    names, small = _names(), word.lower()
    if small in names.heads:
        return _HEAD
    if small in names.before:
        return _BEFORE
    if small in names.words:
        return _NAME
    if small in names.others:
        return None
    end = next((end for end in names.ends if small.endswith(end)), "")
    front = small[: len(small) - len(end)]
    return _NAME if end and len(front) >= _FRONT and front[-_FRONT:].isalpha() else None


@cache
def _names() -> _Names:
    return msgspec.convert(
        tomllib.loads((CONFIGS / "procedure_names.toml").read_text(encoding="utf-8")), _Names
    )
