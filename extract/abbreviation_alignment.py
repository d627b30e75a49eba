"""Aligns the letters of a short form with the words before it, and tells what the best alignment costs.

The idea is that of Schwartz and Hearst (2003) and of Ab3P (Sohn et al., BMC Bioinformatics 2008, 9:402): a
short form takes letters from its long form in order, best of all the first letters of its words. Ab3P tries a
ladder of strategies, each with its own precision; here one dynamic programme takes the cheapest way, where
each departure from "first letter of every word" (letters from inside words, words left out) has its cost in
`abbreviation_costs.tsv`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from claimgraph.extract.abbreviation_letters import GREEK, Piece, letters_of, pieces_of
from claimgraph.extract.word_list import read_rows, read_words

_COST = {name: float(cost) for name, cost in read_rows("abbreviation_costs.tsv")}
_COST[""] = 0.0
_EQUIVALENTS: dict[str, list[str]] = {}
_SAME: set[tuple[str, str]] = set()
for _letter, _word, _kind in read_rows("abbreviation_equivalents.tsv"):
    if _kind == "same":
        _SAME.add((_letter, _word))
    else:
        _EQUIVALENTS.setdefault(_letter, []).append(_word)
_LOCANTS = frozenset(read_words("locants.txt"))

_NAME = re.compile(r"[^\W\d_]{3,}")
_PLURAL_ENDINGS = ("s", "ae", "i", "a", "ice", "men", "eth")


class Alignment(NamedTuple):
    """Where the long form begins in the window, and what the alignment costs (0 is best)."""

    start: int
    cost: float


def could_align(short: str, window: str) -> bool:
    """Whether the letters of a short form stand in the window in order: a quick look before `align`."""
    lowered = window.lower()
    place = len(lowered)
    for letter in reversed(letters_of(short)):
        if letter in _EQUIVALENTS:
            continue
        before = lowered.rfind(letter, 0, place)
        if before < 0:
            return letter == "s"
        place = before
    return True


def align(short: str, window: str, *, limit: float, whole: bool = False) -> Alignment | None:
    """Cheapest way to read `window` (the text up to a bracket) as ending in the long form of `short`.

    None where it costs more than `limit`. With `whole`, the long form must begin at the window's first word.
    """
    letters = letters_of(short)
    pieces = pieces_of(window)
    if not letters or not pieces:
        return None
    if whole:  # in a list of names, each with its letter, the commas cost nothing
        pieces = [piece._replace(gap="") for piece in pieces]
    found = _cheapest(letters, pieces, window, limit=limit, whole=whole)
    if _is_plural(short):
        plural = window.rstrip(" \"')]").lower().endswith(_PLURAL_ENDINGS)
        extra = 0.0 if plural else _COST["singular_plural"]
        single = _cheapest(letters[:-1], pieces, window, limit=limit - extra, whole=whole)
        if single is not None and (found is None or single.cost + extra < found.cost):
            found = Alignment(single.start, single.cost + extra)
    return found


def _is_plural(short: str) -> bool:
    return len(short) > 2 and short[-1] == "s" and short[-2] != "s" and not short.islower()


def _cheapest(
    letters: str, pieces: list[Piece], window: str, *, limit: float, whole: bool
) -> Alignment | None:
    """Dynamic programme from the last piece to the first; a state is how many letters are still to place."""
    best: Alignment | None = None
    states = {len(letters): 0.0}
    for piece in reversed(pieces):
        following: dict[int, float] = {}
        for left, cost in states.items():
            gap = _COST[piece.gap]
            _offer(following, left, cost + _skip(piece, trailing=left == len(letters)) + gap, limit)
            for rest in range(left - 1, -1, -1) if piece.kind != "bracket" else ():
                place = _place(letters[rest:left], piece, first=rest == 0)
                if place is None:
                    continue
                _offer(following, rest, cost + place + (gap if rest else 0.0), limit)
                if rest > 1 and letters[rest - 1].isdigit():  # the 2 of N2O
                    _offer(following, rest - 1, cost + place + gap + _COST["digit_dropped"], limit)
        if 0 in following:
            start, extra = _long_start(piece, window)
            cost = following.pop(0) + extra
            if cost <= limit and not (whole and start > pieces[0].start):
                best = Alignment(start, cost)
                limit = cost - 0.001  # only what is cheaper is of interest from here on
                following = {left: cost for left, cost in following.items() if cost <= limit}
        if not following:
            break
        states = following
    return best


def _offer(states: dict[int, float], left: int, cost: float, limit: float) -> None:
    if cost <= limit and cost < states.get(left, limit + 1):
        states[left] = cost


def _skip(piece: Piece, *, trailing: bool) -> float:
    """Cost of leaving a piece out, inside the long form or (trailing) after its last letter."""
    name = piece.kind
    if trailing:
        if name in {"link", "break"}:
            name = "link"
        elif name == "number" or len(piece.text) == 1:
            name = "number"
        elif name != "part":
            name = "word"
        return _COST["trail_" + name]
    if piece.attached:
        if piece.role == "part":
            name = "link"
        elif len(piece.text) == 1:
            name = "number"
    return _COST["skip_" + name]


def _place(segment: str, piece: Piece, *, first: bool) -> float | None:
    """Cost of taking a segment of the short form out of one piece, None where that can't be."""
    text = piece.text
    if segment == text or (segment, text) in _SAME:
        return 0.0
    if piece.kind == "number":
        return None
    found = _first_letter(segment[0], text, first=first)
    if found is None:
        return None
    at, cost = found
    for letter in segment[1:]:
        place = -1 if letter.isdigit() else text.find(letter, at + 1)
        if place < 0:
            return None
        cost += _COST["adjacent_letter" if place == at + 1 else "later_letter"]
        at = place
    return cost


def _first_letter(letter: str, text: str, *, first: bool) -> tuple[int, float] | None:
    """Where a piece has the first letter of a segment, and its cost; the `first` of all begins it."""
    if text[0] == letter:
        return 0, 0.0
    if len(text) == 1 and not text.isascii():  # a for α
        return (0, 0.0) if any(name.startswith(letter) for name in _EQUIVALENTS.get(text, ())) else None
    for word in _EQUIVALENTS.get(letter, ()):
        if text.startswith(word):
            return len(word) - 1, 0.0
    if first or letter.isdigit():
        return None
    place = text.find(letter, 1)
    return (place, _COST["inside_word"]) if place > 0 else None


def _long_start(piece: Piece, window: str) -> tuple[int, float]:
    """Where a long form begins whose first letter is this piece's (locants belong to it), and its cost."""
    if not piece.attached and piece.role in {"never_first", "break"}:
        return piece.start, _COST["first_is_link"]
    if not piece.attached and piece.role == "link":
        return piece.start, _COST["first_is_preposition"]
    start = piece.start
    while start and not window[start - 1].isspace() and window[start - 1] not in '"“‘':
        start -= 1
    if _opened(window[start:]) > 0 and window[start] in "([":
        start += 1
    torn = _opened(window[start:]) != 0
    if not piece.attached:
        return piece.start if torn else start, 0.0
    prefix = window[start : piece.start]
    if prefix[-1:] == "/":
        return piece.start, _COST["part_start"] / 4
    names = [word.lower() for word in _NAME.findall(prefix)]
    if torn or prefix[-1:].isalpha() or any(name not in GREEK and name not in _LOCANTS for name in names):
        return piece.start, _COST["part_start"]
    return start, 0.0


def _opened(text: str) -> int:
    return text.count("(") + text.count("[") - text.count(")") - text.count("]")
