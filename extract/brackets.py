"""Pairs of brackets in a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BRACKET = re.compile(r"[()\[\]\n]")


def bracket_pairs(text: str) -> Iterator[tuple[int, int, int]]:
    """Brackets that close in their own line: their opening, their closing, the opening around them or -1."""
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        sign, place = match.group(), match.start()
        if sign == "\n":
            opened.clear()
        elif sign in "([":
            opened.append(place)
        elif opened:
            opening = opened.pop()
            yield opening, place, opened[-1] if opened else -1
