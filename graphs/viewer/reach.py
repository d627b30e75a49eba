"""Which nodes lie within some steps of others, the most often claimed first where there are too many."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping

Pairs = Callable[
    [Collection[str]], Iterable[tuple[str, str]]
]  # of some nodes: the ends of each of their claims


def reached(start: Collection[str], *, depth: int, limit: int, pairs: Pairs) -> dict[str, int]:
    """Give each node within `depth` steps of `start` its distance, at most `limit` of them.

    >>> claims = [("a", "b"), ("b", "c"), ("b", "c"), ("b", "d")]
    >>> near = lambda nodes: [pair for pair in claims if not set(nodes).isdisjoint(pair)]
    >>> reached(["a"], depth=2, limit=3, pairs=near)
    {'a': 0, 'b': 1, 'c': 2}
    """
    distances = dict.fromkeys(start, 0)
    fresh: Collection[str] = tuple(start)
    for step in range(1, depth + 1):
        found = Counter(node for pair in pairs(fresh) for node in set(pair) if node not in distances)
        fresh = heaviest(found, limit - len(distances))
        if not fresh:
            break
        distances.update(dict.fromkeys(fresh, step))
    return distances


def heaviest(weights: Mapping[str, float], limit: int) -> list[str]:
    """At most so many keys, the weightiest first, ties by key."""
    return heapq.nsmallest(max(limit, 0), weights, key=lambda key: (-weights[key], key))
