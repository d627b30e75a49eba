"""What a section is for, by its heading, and headings that stand inside running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from claimgraph.corpus.tables import table

TITLE = "TITLE"
OTHER = "OTHER"
LABELS = frozenset({TITLE, "BACKGROUND", "OBJECTIVE", "METHODS", "RESULTS", "CONCLUSIONS", OTHER})

_NOT_WORDS = re.compile(r"[^\w]+|_+")
_NUMBERING = re.compile(
    r"^\s*(?:(?:section\s+)?[0-9]+(?:\.[0-9]+)*|[ivxIVX]+)[.):]\s+|^\s*[0-9]+(?:\.[0-9]+)*\s+"
)
# A heading in running text stands at the start, after a line's end or after the end of a sentence, and
# begins with a capital.
_PLACE = re.compile(r"\A|(?:\n|[.?!)\]][\"\u201d)]?\s)(?=[^\W\d_a-z])")
_WITH_COLON = re.compile(r"(?P<heading>[^\W\d_][^:.;\n]{2,70}?(?:\([sS]\))?) ?[:\u2236](?=\s)\s*")
_WITH_STOP = re.compile(r"(?P<heading>[A-Z][A-Za-z]+(?:,? [A-Za-z/]+){0,5})\.(?=\s)\s*")
_BARE = re.compile(r"(?P<heading>[A-Z][A-Za-z]+(?: and [A-Za-z]+| [A-Z][a-z]+)?)(?= [A-Z0-9][\w-]*[ ,])\s*")


class Stretch(NamedTuple):
    """A part of a text under one heading; the heading, where it stands in the text, is before `start`."""

    label: str
    heading: str | None
    start: int
    end: int


def label_of(heading: str | None, *, category: str | None = None, default: str = OTHER) -> str:
    """Role of a section by the source's own category or else by its heading; `default` if neither tells."""
    if category in LABELS:
        return str(category)
    if not heading:
        return default
    key = _key(heading)
    whole = _whole().get(key)
    if whole is not None:
        return whole
    words = set(key.split())
    return next((label for word, label in _words() if word in words), default)


def stretches(text: str) -> Iterator[Stretch]:
    """Cut a text at the headings that stand in it ("RESULTS: ..."); without any, it is one stretch.

    A colon after a known heading is enough; without a colon ("Methods. We ...", "Methods We ...") there
    must be two or three different ones, since such words also begin sentences.
    """
    places = [found.end() for found in _PLACE.finditer(text)]
    cuts = (
        _colon_cuts(text, places)
        or _cuts(text, places, _WITH_STOP, at_least=2)
        or _cuts(text, places, _BARE, at_least=3)
    )
    if not cuts or cuts[0][0] > 0:
        yield from _stretch(OTHER, None, text, 0, cuts[0][0] if cuts else len(text))
    for position, (_, start, heading, label) in enumerate(cuts):
        end = cuts[position + 1][0] if position + 1 < len(cuts) else len(text)
        yield from _stretch(label, heading, text, start, end)


_Cut = tuple[int, int, str, str]  # start of the heading, start of what follows, heading, label


def _colon_cuts(text: str, places: list[int]) -> list[_Cut]:
    cuts: list[_Cut] = []
    for found in _matches(_WITH_COLON, text, places):
        heading = found["heading"].strip()
        label = _inline().get(_key(heading))
        if label is None and heading.isupper() and (cuts or found.start() == 0) and len(heading) > 4:
            label = label_of(heading)  # SPECIMEN COLLECTION: unknown, but set like the headings before it
        if label is not None and heading[0].isupper():
            cuts.append((found.start(), found.end(), heading, label))
    if any(_key(cut[2]) in _whole() for cut in cuts):
        return cuts
    return []


def _cuts(text: str, places: list[int], pattern: re.Pattern[str], *, at_least: int) -> list[_Cut]:
    cuts = [
        (found.start(), found.end(), found["heading"], label)
        for found in _matches(pattern, text, places)
        if (label := _inline().get(_key(found["heading"]))) is not None
    ]
    return cuts if len({label for *_, label in cuts}) >= at_least else []


def _matches(pattern: re.Pattern[str], text: str, places: list[int]) -> Iterator[re.Match[str]]:
    return (found for place in places if (found := pattern.match(text, place)) is not None)


def _stretch(label: str, heading: str | None, text: str, start: int, end: int) -> Iterator[Stretch]:
    inner = text[start:end]
    begin = start + len(inner) - len(inner.lstrip())
    stop = start + len(inner.rstrip())
    if begin < stop:
        yield Stretch(label, heading, begin, stop)


def _key(heading: str) -> str:
    plain = _NUMBERING.sub("", heading).replace("&", " and ")
    return _NOT_WORDS.sub(" ", plain).strip().casefold()


@cache
def _whole() -> dict[str, str]:
    return {row["heading"]: row["label"] for row in table("headings") if row["kind"] == "whole"}


@cache
def _inline() -> dict[str, str]:
    rows = table("headings")
    return {row["heading"]: row["label"] for row in rows if row["kind"] == "whole" and row["inline"] == "yes"}


@cache
def _words() -> tuple[tuple[str, str], ...]:
    return tuple((row["heading"], row["label"]) for row in table("headings") if row["kind"] == "word")


@cache
def _empty() -> frozenset[str]:
    return frozenset(row["heading"] for row in table("headings") if row["kind"] == "empty")


def says_nothing(heading: str) -> bool:
    """Whether a heading stands over a text without telling what it is for ("Abstract")."""
    return _key(heading) in _empty()


def is_heading_line(line: str) -> bool:
    """Whether a line is nothing but a known heading, with or without a colon."""
    stripped = _NUMBERING.sub("", line).strip()
    return len(stripped) <= 80 and stripped[:1].isupper() and _key(stripped) in _whole()


def starts_with_heading(line: str) -> bool:
    """Whether a line begins with a known heading and a colon."""
    found = _WITH_COLON.match(line.lstrip())
    return found is not None and _key(found["heading"]) in _inline()
