"""What each line of a copied PubMed page is, by the patterns in `patterns/page.tsv`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from claimgraph.corpus.tables import table
from claimgraph.corpus.whole_text import lines_of

_SPACES = re.compile(r"[\s\u200b\ufeff]+")


class PageLine(NamedTuple):
    """One line that is not blank: its bounds in the page, its text with single spaces, and what it is."""

    start: int
    end: int
    text: str
    after_blank: bool
    roles: dict[str, re.Match[str]]


def page_lines(text: str) -> Iterator[PageLine]:
    """The lines of a page with their roles; prose has none."""
    last = 0
    for found in lines_of(text):
        line = _SPACES.sub(" ", found[0]).strip()
        if not line:
            continue
        gap = text[last : found.start()].replace("\r\n", "\n")
        after_blank = last == 0 or len(_SPACES.sub("", gap)) > 0 or gap.count("\n") + gap.count("\r") != 1
        last = found.end()
        begin = found.start() + len(found[0]) - len(found[0].lstrip())
        yield PageLine(begin, begin + len(found[0].strip()), line, after_blank, _roles(line))


def page_weight(text: str) -> int:
    """How much speaks for a copied PubMed page: the weights of the different patterns that match."""
    seen: set[str] = set()
    weight = 0
    for line in page_lines(text):
        for _, points, pattern in _patterns():
            if points and pattern.pattern not in seen and pattern.fullmatch(line.text):
                seen.add(pattern.pattern)
                weight += points
    return weight


def _roles(line: str) -> dict[str, re.Match[str]]:
    roles: dict[str, re.Match[str]] = {}
    for role, _, pattern in _patterns():
        if role not in roles and (found := pattern.fullmatch(line)):
            roles[role] = found
    return roles


@cache
def _patterns() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    return tuple(
        (row["role"], int(row["weight"]), re.compile(row["pattern"], re.IGNORECASE)) for row in table("page")
    )
