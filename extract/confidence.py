"""How probable a grounding is: the share of like groundings that were right on the train parts of corpora."""

from __future__ import annotations

from functools import cache

from claimgraph.extract.word_list import read_rows

_GAPS = ((0.03, "close"), (0.1, "clear"))  # distance to the next best concept, below which it is so
_PRIOR = 20  # how many cases a coarser class counts for in a finer one


def gap_class(gap: float) -> str:
    """close, clear or far: how much better a concept fits than the next."""
    return next((name for limit, name in _GAPS if gap < limit), "far")


def confidence(type_: str, kind: str, *, exact: bool, sort: str, gap: float) -> float:
    """Probability that a concept of that type, found so, is the right one."""
    return _table().get((type_, kind, "exact" if exact else "other", sort, gap_class(gap))) or _coarse(
        kind, sort
    )


@cache
def _coarse(kind: str, sort: str) -> float:
    """For what the table does not hold: the share over all types."""
    rows = [row for row in read_rows("grounding_confidence.tsv") if row[1] == kind and row[3] == sort]
    right = sum(int(row[5]) for row in rows)
    total = sum(int(row[6]) for row in rows)
    return round((right + 1) / (total + 2), 3)


@cache
def _table() -> dict[tuple[str, ...], float]:
    found = {}
    for *key, right, total in read_rows("grounding_confidence.tsv"):
        prior = _coarse(key[1], key[3])
        found[tuple(key)] = round((int(right) + _PRIOR * prior) / (int(total) + _PRIOR), 3)
    return found
