"""Finds the abbreviations that a text defines.

Found are "interleukin-2 (IL-2)", "IL-6 (interleukin-6)", "(odds ratio, OR)" and "(odds ratio [OR], 2.1)".

An inner bracket, "interleukin (IL)-2", defines what it holds: IL is interleukin. What follows it is the
same in both forms, so that `short_forms.spelled_out` reads a later "IL-2" as "interleukin-2".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from claimgraph.extract.abbreviation_alignment import align, could_align
from claimgraph.extract.abbreviation_letters import letters_of, reorderings
from claimgraph.extract.brackets import bracket_pairs
from claimgraph.extract.word_list import read_rows, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NEAREST = 60  # characters before a bracket in which a long form may begin,
_FARTHER = 16  # and how many more for each character of the short form
_WIDEST = 300  # characters of a bracket that is looked into
_REORDERED = 0.7  # share of the limit that a short form in another order may cost
_SMALL = 0.4  # share of the limit for one without capitals and digits
_LONGEST = 10  # letters and digits of a short form
_LIMITS = {int(n): (float(usual), float(turned)) for n, usual, turned in read_rows("abbreviation_limits.tsv")}
_NEVER = frozenset(read_words("never_short_forms.txt"))
_LEAD_INS = sorted(read_words("abbreviation_lead_ins.txt"), key=len, reverse=True)

_LEAD_IN = re.compile(rf"(?:{'|'.join(map(re.escape, _LEAD_INS))})[\s,:]+", re.I)
_SENTENCE_END = re.compile(
    r"[.?!\n](?:(?<=\n)|(?:(?<=[^\W\d_]{3}.)|(?<=[\d)\]%\"”].))[\"”)]*\s+(?=[\[(]?[A-Z0-9]))"
)
_CHARACTER = r"(?:[^\s,;:=<>]|(?<=\d),(?=\d))"
_SHORT = re.compile(rf"[\[(.]*[^\W_](?:{_CHARACTER}*[^\s,;:=<>.!?])?(?: {_CHARACTER}+){{0,2}}\.?")
_STATISTIC = re.compile(r"[=<>≤≥%±]|^\d[\d.,\s-]*$|^\d+(?:\.\d+)?\s?[a-zµμ]+$")
_SMALL_WORD = re.compile(r"[a-zα-ω]{3}")
_WORD = re.compile(r"\S+")
_JOINING = frozenset({"and", "or", "vs", "to", "of", "in", "the"})


class Pair(NamedTuple):
    """A short form and its long form, as (start, end) characters each."""

    short: tuple[int, int]
    long: tuple[int, int]


def find_pairs(text: str, *, sentence_starts: Sequence[int] = ()) -> tuple[Pair, ...]:
    """Every definition in the text, in the order of the text; none reaches over one of `sentence_starts`."""
    breaks = [0, *sentence_starts, *(match.end() for match in _SENTENCE_END.finditer(text))]
    breaks.sort()
    pairs: list[Pair] = []
    for opening, closing, outer in bracket_pairs(text):
        if closing - opening > _WIDEST:
            continue
        floor = max(outer + 1, breaks[bisect_right(breaks, opening) - 1])
        pair = _defined_by_bracket(text, opening, closing, floor)
        if pair is not None and pair not in pairs:
            pairs.append(pair)
    return tuple(sorted(pairs))


def _defined_by_bracket(text: str, opening: int, closing: int, floor: int) -> Pair | None:
    """The definition that a bracket makes with what stands before it or inside it."""
    inside = text[opening + 1 : closing]
    if not inside.strip() or text[opening - 1 : opening] == "\n":
        return None
    start = opening + 1
    lead_in = _LEAD_IN.match(inside)
    if lead_in is not None:
        start += lead_in.end()
    short = _short_form(text, start, closing)
    if short is not None:
        pair = _usual(text, floor, opening, short)
        if pair is not None:
            return pair
    pair = _both_inside(text, opening, closing)
    if pair is not None:
        return pair
    return _turned(text, floor, opening, closing)


def _short_form(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The short form at the beginning of a bracket: all of it, or what stands before a comma or the like."""
    while start < end and text[start] in " \"'“‘":
        start += 1
    match = _SHORT.match(text, start, end)
    if match is None:
        return None
    rest = text[match.end() : end].lstrip(" \"'”’")
    if rest and rest[0] not in ",;:":
        return None
    stop = match.end()
    while text[stop - 1] in "\"'”’":
        stop -= 1
    return (start, stop) if is_short_form(text[start:stop]) else None


def is_short_form(short: str) -> bool:
    """Whether something could be a short form by its looks alone."""
    if short in _NEVER or (short.istitle() and len(short) > 1 and short.lower() in _NEVER):
        return False
    letters = letters_of(short)
    if not 1 <= len(letters) <= _LONGEST or not any(c.isalpha() for c in letters):
        return False
    if _STATISTIC.search(short):
        return False
    words = short.split()
    if len(words) == 1:
        return len(short) > 1 or short.isupper()
    return (
        _JOINING.isdisjoint(words)
        and any(c.isupper() for c in short)
        and all(len(letters_of(word)) <= 6 for word in words)
    )


def _limit(short: str, *, turned: bool) -> float:
    """Highest believable cost of a pair with this short form; words in small letters are rarely one."""
    limit = _LIMITS[len(letters_of(short))][turned]
    return limit if any(c.isupper() or c.isdigit() for c in short) else limit * _SMALL


def _usual(text: str, floor: int, opening: int, short: tuple[int, int]) -> Pair | None:
    """Long form (SF)."""
    end = opening
    while end > floor and text[end - 1] in " \"'“”‘’,.":
        end -= 1
    form = text[short[0] : short[1]]
    nearest = end - _NEAREST - _FARTHER * len(form)
    if nearest > floor:
        floor = text.find(" ", nearest, end) + 1 or nearest
    window = text[floor:end]
    limit = _limit(form, turned=False)
    best = align(form, window, limit=limit) if could_align(form, window) else None
    for other in reorderings(form):
        alignment = align(other, window, limit=limit * _REORDERED)
        if alignment is not None and (best is None or alignment.cost < best.cost):
            best = alignment
    if best is None:
        return None
    return _checked(text, short, (floor + best.start, end))


def _both_inside(text: str, opening: int, closing: int) -> Pair | None:
    """(long form, SF), (long form; SF)."""
    comma = max(text.rfind(", ", opening, closing), text.rfind("; ", opening, closing))
    if comma < 0:
        return None
    short = _short_form(text, comma + 2, closing)
    if short is None or short[1] < closing or short[1] - short[0] < 3:
        return None
    form = text[short[0] : short[1]]
    if not any(c.isupper() for c in form):
        return None
    alignment = align(form, text[opening + 1 : comma], limit=_limit(form, turned=True), whole=True)
    if alignment is None:
        return None
    return _checked(text, short, (opening + 1 + alignment.start, comma))


def _turned(text: str, floor: int, opening: int, closing: int) -> Pair | None:
    """SF (long form)."""
    if closing - opening < 5 or not text[opening - 1].isspace():
        return None
    for start, stop in _forms_before(text, floor, opening):
        form = text[start:stop]
        if stop < opening - 1 and len(letters_of(form)) < 4:
            continue
        for end in _ends(text, opening, closing):
            inside = text[opening + 1 : end]
            if form.lower() in inside.lower() or not _SMALL_WORD.search(inside):
                continue
            alignment = align(form, inside, limit=_limit(form, turned=True), whole=True)
            if alignment is not None:
                pair = _checked(text, (start, stop), (opening + 1 + alignment.start, end))
                if pair is not None:
                    return pair
    return None


def _forms_before(text: str, floor: int, opening: int) -> Iterator[tuple[int, int]]:
    """What a bracket may explain: the last one, two or three words, or the last but one (EMLA cream)."""
    words = [match.span() for match in _WORD.finditer(text, max(floor, opening - _NEAREST), opening)][-3:]
    for first, last in ((-1, -1), (-2, -1), (-3, -1), (-2, -2)):
        if -first > len(words):
            continue
        start, stop = words[first][0], words[last][1]
        while start < stop and not text[start].isalnum():
            start += 1
        form = text[start:stop]
        looks = sum(c.isupper() for c in form) > 1 or any(c.isdigit() for c in form)
        if looks and (form[-1].isalnum() or form[-1] in "+-") and is_short_form(form):
            yield start, stop


def _ends(text: str, opening: int, closing: int) -> Iterator[int]:
    yield closing
    for sign in ("; ", ", "):
        place = text.find(sign, opening, closing)
        if place > 0:
            yield place


def _checked(text: str, short: tuple[int, int], long: tuple[int, int]) -> Pair | None:
    """The pair, unless the long form is no longer than the short one or holds it as a word."""
    form, name = text[short[0] : short[1]], text[long[0] : long[1]]
    if len(letters_of(name)) <= len(letters_of(form)):
        return None
    if len(form) == 1 and (len(name) < 5 or _is_listed(text, form)):
        return None
    if form.lower() in (word.strip(",;:()[]").lower() for word in name.split()):
        return None
    return Pair(short, long)


def _is_listed(text: str, letter: str) -> bool:
    """Whether a letter in brackets numbers the members of a list: (A) one and (B) another."""
    return any(f"({other})" in text for other in (chr(ord(letter) - 1), chr(ord(letter) + 1)))
