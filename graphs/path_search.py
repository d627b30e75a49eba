"""Searches the best paths between two sets of nodes, when each step has a cost."""

from __future__ import annotations

import heapq
import math
from collections.abc import Collection, Iterator, Mapping

Costs = Mapping[str, Mapping[str, float]]  # from node to node: -log of the best belief between them

DIGITS = 12  # sums of logarithms that differ less are equal, in whatever order they were added


def best_paths(
    costs: Costs, starts: Collection[str], ends: Collection[str], *, max_length: int
) -> Iterator[tuple[float, tuple[str, ...]]]:
    """Yield the simple paths from any of `starts` to any of `ends`, cheapest first, ties by their keys.

    Best-first search (A*): a path begun is worth what it has cost plus the least that reaching an end can
    still cost with the hops left, which a Bellman-Ford pass over hops gives exactly; so no path comes out
    before a cheaper one, and only beginnings that can still arrive are followed (Hart, Nilsson & Raphael
    1968, IEEE Trans SSC 4:100). Inner nodes are neither start nor end.

    >>> costs = {"a": {"b": 1.0, "c": 4.0}, "b": {"c": 1.0}}
    >>> list(best_paths(costs, ["a"], ["c"], max_length=2))
    [(2.0, ('a', 'b', 'c')), (4.0, ('a', 'c'))]
    """
    left = _least_costs(costs, ends, max_length)
    heap: list[tuple[float, tuple[str, ...], float]] = [
        (left[max_length][start], (start,), 0.0) for start in starts if start in left[max_length]
    ]
    heapq.heapify(heap)
    while heap:
        _, path, cost = heapq.heappop(heap)
        if path[-1] in ends:
            yield round(cost, DIGITS), path
            continue
        hops_left = max_length - len(path)
        if hops_left < 0:
            continue
        for node, step in costs.get(path[-1], {}).items():
            if node in left[hops_left] and node not in path and node not in starts:
                worth = round(cost + step + left[hops_left][node], DIGITS)
                heapq.heappush(heap, (worth, (*path, node), cost + step))


def _least_costs(costs: Costs, ends: Collection[str], max_length: int) -> list[dict[str, float]]:
    """For 0 to `max_length` hops: each node that can reach an end with so many, and the least it costs."""
    least = [dict.fromkeys(ends, 0.0)]
    for _ in range(max_length):
        reach = dict(least[-1])
        for node, steps in costs.items():
            ways = [step + least[-1][other] for other, step in steps.items() if other in least[-1]]
            if ways:
                reach[node] = min(*ways, reach.get(node, math.inf))
        least.append(reach)
    return least
