"""Author lines of a copied page: "John W Eklund 1, Timothy M Kuzel", "Eklund JW(1), Kuzel TM.", "… et al. …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

# A name: capitalised words, initials, particles and hyphens; then marks that point to addresses.
_MARKS = (
    r"(?:\s*(?:\(\d+(?:\)\(\d+)*\)|[\d\u00b9\u00b2\u00b3\u2070-\u2079*#\u2020\u2021\u00a7]+(?:[ ,]\s*\d+)*))*"
)
_WORD = r"(?:[^\W\d_][\w'\u2019.\u2010-]*)"
_NAME = rf"{_WORD}(?: {_WORD}){{0,5}}"
_AUTHOR = re.compile(rf"\s*({_NAME}){_MARKS}\s*")
_ET_AL = re.compile(rf"({_NAME}) et al\.?(?: |$)")
_PARTICLES = frozenset("al and bin da de del den der di dos du el la le ten ter van von y".split())
_SPLIT = re.compile(r"[,;](?!\s*\d)|\s\u2022\s")


def is_author_line(line: str) -> bool:
    """Whether a line is a list of names: at least one comma, or marks to addresses, and nothing but names."""
    if _ET_AL.match(line):
        return True
    return bool(_names(line))


def author_names(page: Sequence[str]) -> tuple[str, ...]:
    """Names of the first author line, else the one before "et al."."""
    for line in page:
        names = _names(line)
        if names:
            return names
    for line in page:
        found = _ET_AL.match(line)
        if found is not None and _is_name(found[1]):
            return (found[1],)
    return ()


def _names(line: str) -> tuple[str, ...]:
    pieces = [piece for piece in _SPLIT.split(line.strip().rstrip(".;,")) if piece.strip()]
    names: list[str] = []
    marked = bool(re.search(r"[^\W\d_] ?(?:\(\d+\)|\d+)\s*$", pieces[0])) if pieces else False
    for piece in pieces:
        found = _AUTHOR.fullmatch(piece.removeprefix(" and "))
        if found is None or not _is_name(found[1]):
            return ()
        names.append(found[1].strip())
    if len(names) > 1 or (names and marked):
        return tuple(names)
    return ()


def _is_name(words: str) -> bool:
    """Capitalised but for particles, at least two words, none of them longer than a name is."""
    parts = words.split()
    if not 2 <= len(parts) <= 6:
        return False
    return all(part[0].isupper() or part.lower() in _PARTICLES for part in parts)
