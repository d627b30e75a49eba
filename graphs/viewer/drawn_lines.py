"""Which of the claims between some concepts are drawn, where not all can be.

The page asks this again in the browser, whenever its filters change: `drawn` of picture.js is this rule, and
`test_drawn_lines` holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec


class Line(msgspec.Struct, frozen=True):
    """A claim as a line between two concepts; `sign` names how it ends."""

    number: int
    subject: str
    object: str
    sign: str
    denied: bool


def drawn(found: Sequence[Line], limit: int) -> list[Line]:
    """Give each concept's first line, then others in order, for each pair one of a sign and polarity, up to `limit`.

    >>> ends = ["ab", "ba", "bc"]
    >>> lines = [Line(number, *pair, "raises", False) for number, pair in enumerate(ends)]
    >>> [line.number for line in drawn(lines, 9)], [line.number for line in drawn(lines, 1)]
    ([0, 2], [0])
    """
    linked: set[str] = set()
    firsts: list[Line] = []
    proper = [line for line in found if line.subject != line.object]
    for line in proper:
        if not linked.issuperset((line.subject, line.object)):
            linked |= {line.subject, line.object}
            firsts.append(line)
    chosen: dict[tuple[frozenset[str], str, bool], Line] = {}
    for line in (*firsts, *proper):
        if len(chosen) < limit:
            chosen.setdefault((frozenset((line.subject, line.object)), line.sign, line.denied), line)
    return list(chosen.values())
