"""Author lines of a copied page: "Ada B Roe 1, Carl Poe", "Roe AB(1), Poe C.", "Ada B Roe et al. …"."""

from __future__ import annotations

import re
from functools import cache

from claimgraph.corpus.tables import table

# After a name: marks that point to addresses, as digits, superscripts or in brackets.
_MARKS = re.compile(r"(?:\s*(?:\(\d+\)|[\d\u00b9\u00b2\u00b3\u2070-\u2079*#\u2020\u2021\u00a7]+))+$")
_NAME = re.compile(r"[^\W\d_][^\W\d_'\u2019.\u2010-]*(?:['\u2019.\u2010-]+[^\W\d_]*)*")
_ET_AL = re.compile(r"(.{3,60}?) et al\b")
_BETWEEN = re.compile(r"[,;](?!\s*\d)|\s\u2022\s")


def is_author_line(line: str) -> bool:
    """Whether a line lists names: two or more, or one that is marked, abbreviated or followed by "et al."."""
    return bool(author_names(line))


def author_names(line: str) -> tuple[str, ...]:
    """The names in a line of authors; a collective among them stays, a line of other things gives none."""
    found = _ET_AL.match(line)
    if found is not None and _is_name(found[1]):
        return (found[1],)
    pieces = [piece.strip() for piece in _BETWEEN.split(line.strip().rstrip(".;,")) if piece.strip()]
    names = [_MARKS.sub("", piece.removeprefix("and ")).strip() for piece in pieces]
    persons = sum(map(_is_name, names))
    if len(names) == 1:
        # A title may look like one name, so a lone one must have its initials behind or carry a mark.
        lone = persons and (names != pieces or re.search(r" [A-Z]{1,3}$", names[0]))
        return tuple(names) if lone else ()
    return tuple(names) if persons >= 2 and 2 * persons >= len(names) else ()


def _is_name(words: str) -> bool:
    """Two to six words, capitalised but for particles, made of letters."""
    parts = words.split()
    if not 2 <= len(parts) <= 6 or not all(map(_NAME.fullmatch, parts)):
        return False
    return all(part[0].isupper() or part.lower() in _particles() for part in parts)


@cache
def _particles() -> frozenset[str]:
    return frozenset(row["particle"] for row in table("name_particles"))
