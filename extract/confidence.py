"""How probable a grounding is: the share of like groundings that were right on the train parts of corpora."""

from __future__ import annotations

from functools import cache

from claimgraph.extract.word_list import read_rows

_GAPS = ((0.03, "close"), (0.1, "clear"))  # distance to the next best concept, below which it is so
_WEIGHT = 20  # how many cases a coarser class counts for in a finer one
_ENOUGH = 20  # cases that tell something of a type
_SHORTENED = 0.8  # factor for what was found without a part of the name


def gap_class(gap: float) -> str:
    """close, clear or far: how much better a concept fits than the next."""
    return next((name for limit, name in _GAPS if gap < limit), "far")


def confidence(type_: str, kind: str, *, exact: bool, sort: str, gap: float) -> float:
    """Probability that a concept of that type, found so, is the right one."""
    key = (type_, kind, "exact" if exact else "other", sort, gap_class(gap))
    known = _table().get(key)
    return round(_prior(type_, kind, sort), 3) if known is None else known


@cache
def _prior(type_: str, kind: str, sort: str) -> float:
    """What a class not seen, or seldom, is taken for: the share of its type and kind, else of its kind."""
    rows = [row for row in read_rows("grounding_confidence.tsv") if row[1] == kind]
    own = [row for row in rows if row[0] == type_]
    used = own if sum(int(row[6]) for row in own) >= _ENOUGH else rows
    share = (sum(int(row[5]) for row in used) + 1) / (sum(int(row[6]) for row in used) + 2)
    return share * _SHORTENED if sort == "shortened" else share


@cache
def _table() -> dict[tuple[str, ...], float]:
    found = {}
    for *key, right, total in read_rows("grounding_confidence.tsv"):
        prior = _prior(key[0], key[1], key[3])
        found[tuple(key)] = round((int(right) + _WEIGHT * prior) / (int(total) + _WEIGHT), 3)
    return found
