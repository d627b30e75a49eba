"""Statistics in a text (n, %, p, ratios with their intervals, means), found and brought to numbers."""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from claimgraph.extract.claim import Context, Statistic
from claimgraph.extract.word_list import read_rows, words_by_role

if TYPE_CHECKING:
    from collections.abc import Iterator

ROLE = "statistic"
_DEFINE = "define"
_MACRO = re.compile(r"@(\w+)@")
_GROUP = re.compile(r"\(\?P<(\w+)>")
_BRACKETS = (("(", ")"), ("[", "]"))
_CLOSING = ")]"
_MINUS = re.compile("[-−–‑]")
_POINT = re.compile("[·∙]")

_SIGNS = {printed: sign for sign, words in words_by_role("comparison_signs.tsv").items() for printed in words}
_NUMBERS = ("low", "high", "level", "spread")


def find_statistics(text: str, start: int, end: int) -> Iterator[Context]:
    """The statistics of `text[start:end]`, those that overlap included."""
    for _, signs, pattern in _patterns():
        if all(text.find(sign, start, end) < 0 for sign in signs):
            continue
        for match in pattern.finditer(text, start, end):
            begin, stop = match.span()
            opens = any(match.group().count(one) > match.group().count(other) for one, other in _BRACKETS)
            if opens and text[stop : stop + 1] in _CLOSING and stop < end:
                stop += 1
            said = text[begin:stop]
            yield Context(ROLE, begin, stop, said, statistic=read_statistic(said))


def read_statistic(text: str) -> Statistic | None:
    """What a statistic says in numbers; None where a text is none.

    >>> said = read_statistic("HR 0.72 (95% CI 0.6-0.9)")
    >>> said.measure, said.value, said.low, said.high, said.level
    ('hazard_ratio', 0.72, 0.6, 0.9, 95.0)
    """
    for measure, _, pattern in _patterns():
        match = pattern.fullmatch(text) or pattern.fullmatch(text.rstrip(_CLOSING))
        if match is not None:
            said = {name.partition("__")[0]: given for name, given in match.groupdict().items() if given}
            return _statistic(measure, said)
    return None


def _statistic(measure: str, said: dict[str, str]) -> Statistic:
    value = said.get("value")
    power = said.get("power")
    sign = re.sub(r"\s+", "", said.get("op") or "=")
    low, high, level, spread = (_number(given) if (given := said.get(name)) else None for name in _NUMBERS)
    return Statistic(
        measure=measure,
        value=None if value is None else _number(value if power is None else f"{value}e{power}"),
        comparison=_SIGNS.get(sign, "="),
        count=_count(said.get("count")),
        total=_count(said.get("total")),
        low=low,
        high=high,
        level=level,
        spread=spread,
    )


def _count(printed: str | None) -> int | None:
    return None if printed is None else int(printed)


def _number(printed: str) -> float:
    plain = _POINT.sub(".", _MINUS.sub("-", printed)).replace(",", "")
    return float(re.sub(r"\s", "", plain))


@cache
def _patterns() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    defined: dict[str, str] = {}

    def whole(pattern: str) -> str:
        return _MACRO.sub(lambda match: defined[match.group(1)], pattern)

    found = []
    for row in read_rows("statistic_patterns.tsv"):
        if row[0] == _DEFINE:
            defined[row[1]] = whole(row[2])
        else:
            pattern = re.compile(_with_single_names(whole(row[2])))
            found.append((row[0], tuple(row[1].split("|")), pattern))
    return tuple(found)


def _with_single_names(pattern: str) -> str:
    """A pattern whose groups have numbers behind their names: a name may stand once."""
    numbers = count()
    return _GROUP.sub(lambda match: f"(?P<{match.group(1)}__{next(numbers)}>", pattern)
