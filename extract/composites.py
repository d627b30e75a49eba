"""Mentions that name several things at once: "renal and hepatic failure", "IL-2 and -15", "TGF-β1/2"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_AND = re.compile(r"\s*(?:,\s*(?:and/or|and|or)\s+|,\s+|\s+(?:and/or|and|or|&)\s+|/)\s*")
_GREEK = r"(?:alpha|beta|gamma|delta|[α-ω])\d{0,2}"
_REST = re.compile(rf"[-–]?({_GREEK}|[A-Z]?\d{{1,2}}[A-Za-z]?|[A-Z])")
# The last part of the first member that the others replace, the longest first.
_STEMS = tuple(
    re.compile(rf"(.*\S[-–\s]?)({tail})")
    for tail in (_GREEK, r"(?<![A-Za-z0-9])[A-Z]?\d{1,2}[A-Za-z]?", r"\d{1,2}", r"(?<![a-z])[A-Z]")
)
_LONGEST = 8  # members


class Member(NamedTuple):
    """One of the things: its place in the mention's text, and the ways to read it, the likeliest first."""

    start: int
    end: int
    readings: tuple[str, ...]


def members(text: str) -> tuple[Member, ...]:
    """What a mention lists, in order; empty where it lists nothing.

    Each member is read with the words that it shares with its neighbours, as many as can be first, and in the
    end alone. Whether a reading is a name, only a lexicon tells.
    """
    places = list(_places(text))
    if not 2 <= len(places) <= _LONGEST:
        return ()
    return _numbered(text, places) or _sharing(text, places)


def choose(listed: tuple[Member, ...], is_name: Callable[[str], bool]) -> tuple[tuple[Member, str], ...]:
    """Each member with its first reading that is a name; empty if one member has none."""
    chosen = []
    for member in listed:
        reading = next((reading for reading in member.readings if is_name(reading)), None)
        if reading is None:
            return ()
        chosen.append((member, reading))
    return tuple(chosen)


def _places(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _AND.finditer(text):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _numbered(text: str, places: list[tuple[int, int]]) -> tuple[Member, ...]:
    """Members that differ in their last letter or number: "IL-2 and -15"."""
    rests = [_REST.fullmatch(text[start:end]) for start, end in places[1:]]
    tails = [rest.group(1) for rest in rests if rest is not None]
    if len(tails) < len(rests):
        return ()
    first = text[slice(*places[0])]
    for pattern in _STEMS:
        match = pattern.fullmatch(first)
        if match is not None and all(_shape(tail) == _shape(match.group(2)) for tail in tails):
            others = zip(places[1:], tails, strict=True)
            return (
                Member(*places[0], (first,)),
                *(Member(start, end, (match.group(1) + tail,)) for (start, end), tail in others),
            )
    return ()


def _shape(tail: str) -> str:
    """0 for digits, a for letters: what members that differ in their last part have in common."""
    return "".join(dict.fromkeys("0" if sign.isdigit() else "a" for sign in tail))


def _sharing(text: str, places: list[tuple[int, int]]) -> tuple[Member, ...]:
    """Members that share the last words ("renal and hepatic failure") or the first ("cleft lip and palate")."""
    pieces = [text[start:end] for start, end in places]
    last = pieces[-1].split()
    first = pieces[0].split()
    found = []
    for number, (piece, (start, end)) in enumerate(zip(pieces, places, strict=True)):
        bare = piece.rstrip("-–")
        readings = [piece]
        if number < len(pieces) - 1:
            ends = [" ".join(last[place:]) for place in range(1, len(last))]
            readings = [f"{bare}{'' if bare != piece else ' '}{rest}" for rest in ends] + [piece]
            readings += [f"{bare} {rest}" for rest in ends if bare != piece]
        elif len(last) == 1:
            readings += [" ".join([*first[:place], piece]) for place in range(len(first) - 1, 0, -1)]
        found.append(Member(start, end, tuple(readings)))
    return tuple(found)
