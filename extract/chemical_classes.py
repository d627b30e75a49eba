"""Chemicals that are named by what they act on: "COX-2 inhibitors", "anti-PD-1 antibody"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from claimgraph.extract.claim import Mention
from claimgraph.extract.word_list import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TARGETS = frozenset({"GeneOrGeneProduct", "Chemical"})
_ANTI = re.compile(r"\b[Aa]nti(?:[-‐‑–]|\s)(?:(?:human|mouse|murine|rat)[\s-])?$")
_LONGEST_ANTI = len("anti-murine ") + 1  # with the sign before it, which tells whether a word begins
_JOINING = r"\s*(?:/|\+|,|,?\s(?:and/or|and|or|plus)\s)\s*"
_JOINED = re.compile(_JOINING)
_SYMBOL = r"(?=[\w‐‑–-]*[A-Z0-9])[^\W_]+(?:[-‐‑–][^\W_]+)*?"
_NEXT_ANTI = re.compile(rf"{_JOINING}[Aa]nti[-‐‑–](?P<name>{_SYMBOL})(?=[\s/+,])")


def with_chemical_classes(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, and the classes that are named by them; the nouns of a class are no mentions of their own.

    In "anti-CD3 and anti-CD28 antibodies" both are antibodies, in "anti-CD3/CD28 antibodies" it is one.
    """
    classes: list[Mention] = []
    nouns: list[Mention] = []
    targets = [mention for mention in mentions if mention.type in TARGETS]
    targets += _further_targets(text, targets)
    for target in sorted(targets, key=lambda m: m.start, reverse=True):
        anti = _anti_before(text, target)
        start = anti.start() if anti else target.start
        behind = _behind("anti" if anti else "").match(text, target.end)
        if behind is not None:
            end = behind.end()
            within = [m for m in mentions if behind.end("slashed") <= m.start < end]
            if any(m.end > end for m in within):
                continue
            nouns += within
        elif anti and classes and _JOINED.fullmatch(text, target.end, classes[-1].start):
            end = target.end
        else:
            continue
        classes.append(
            Mention(start=start, end=end, text=text[start:end], type="Chemical", score=target.score)
        )
    return [mention for mention in mentions if mention not in nouns] + classes


def _anti_before(text: str, target: Mention) -> re.Match[str] | None:
    return _ANTI.search(text, max(0, target.start - _LONGEST_ANTI), target.start)


def _further_targets(text: str, targets: Sequence[Mention]) -> Iterator[Mention]:
    """Symbols that no mention tells of, behind an "anti-" that is joined to that of a target."""
    ends = {target.end for target in targets}
    for target in targets:
        further = _NEXT_ANTI.match(text, target.end) if _anti_before(text, target) else None
        if further is not None and further.end("name") not in ends:
            start, end = further.span("name")
            yield Mention(start=start, end=end, text=text[start:end], type=target.type, score=target.score)


@cache
def _behind(before: str) -> re.Pattern[str]:
    """What makes a class of a name, with `before` in front of it."""
    slashed = rf"(?:/(?![Aa]nti){_SYMBOL})*?" if before else ""
    rows = [(row[0], row[1] if len(row) > 1 else "") for row in read_rows("chemical_heads.txt")]
    heads = "|".join(word for word, where in rows if where == before)
    between = "|".join(word for word, where in rows if where == "between")
    return re.compile(rf"(?P<slashed>{slashed})(?:[\s-](?:{between}))*[\s-](?:{heads})\b")
