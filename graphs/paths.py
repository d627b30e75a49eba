"""Finds how two entities hang together: the best believed chains of claims between them."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice, pairwise

import msgspec

from claimgraph.errors import QueryError
from claimgraph.extract import vocabulary
from claimgraph.extract.statement import Node
from claimgraph.extract.store import ClaimStore
from claimgraph.extract.store_find import Hit, Wanted
from claimgraph.graphs.entities import resolve, under_any
from claimgraph.graphs.query import among, beliefs_of, matching
from claimgraph.graphs.relation import Relation

Costs = Mapping[str, Mapping[str, float]]  # from node to node: -log of the best belief between them

_LONGEST = 6
_DIGITS = 12  # sums of logarithms that differ less are equal, in whatever order they were added


class Hop(msgspec.Struct, frozen=True):
    """A step of a path, with what is claimed between its two nodes, the best believed first."""

    start: Node
    end: Node
    relations: tuple[Relation, ...]


class Path(msgspec.Struct, frozen=True):
    """A chain of claims; its belief is the product of each hop's best.

    `under` tells of its ends that a more general one was asked for, by their keys.
    """

    nodes: tuple[Node, ...]
    belief: float
    hops: tuple[Hop, ...]
    under: dict[str, str] = {}


def paths(
    store: ClaimStore,
    start: str,
    end: str,
    *,
    max_length: int = 3,
    limit: int = 10,
    directed: bool = False,
    predicate: str | Collection[str] | None = None,
    polarity: str | None = "affirmed",
    certainty: str | Collection[str] | None = None,
    general: bool = False,
    relations_per_hop: int = 3,
    evidence: int | None = 2,
) -> list[Path]:
    """Give up to `limit` paths of at most `max_length` hops (1 to 6), the best believed first.

    A path takes each hop either way, or, if `directed`, only from subject to object (predicates that read
    both ways go both ways). Entities are named by name, synonym or id. What is denied is left out unless
    `polarity` is None. `general` also starts and ends with what stands under the two in the lexicon. Raises
    `UnknownEntity`, and `QueryError` where both names mean the same node.
    """
    if not 1 <= max_length <= _LONGEST:
        raise QueryError(f"a path may have 1 to {_LONGEST} hops, not {max_length}")
    among("polarity", polarity, vocabulary.POLARITIES)
    wanted = Wanted(
        nodes=(),
        predicates=among("predicate", predicate, vocabulary.PREDICATES),
        polarity=polarity,
        certainties=among("certainty", certainty, vocabulary.CERTAINTIES),
        role="subject" if directed else None,
    )
    with store.snapshot():
        meant = [resolve(store, name, general=general) for name in (start, end)]
        starts, ends = (set(entity.keys) for entity in meant)
        if starts & ends:
            raise QueryError(f"{start!r} and {end!r} are the same: {', '.join(sorted(starts & ends))}")
        costs = _neighbourhood(store, wanted, starts, ends, max_length)
        chains = islice(best_paths(costs, starts, ends, max_length=max_length), limit)
        under = under_any(meant)
        return [_path(store, keys, cost, wanted, relations_per_hop, evidence, under) for cost, keys in chains]


def _path(
    store: ClaimStore,
    keys: Sequence[str],
    cost: float,
    wanted: Wanted,
    relations_per_hop: int,
    evidence: int | None,
    under: Mapping[str, str],
) -> Path:
    """A path with its nodes, and with what is claimed between each and the next."""
    nodes = {node.key: node for node in store.nodes(keys)}
    hops = []
    for one, other in pairwise(keys):
        between = msgspec.structs.replace(wanted, nodes=(one,), others=(other,))
        stated = matching(store, between, limit=relations_per_hop, evidence=evidence, under=under)
        hops.append(Hop(nodes[one], nodes[other], tuple(stated)))
    special = {key: under[key] for key in keys if key in under}
    return Path(tuple(nodes[key] for key in keys), round(math.exp(-cost), _DIGITS), tuple(hops), special)


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
            yield round(cost, _DIGITS), path
            continue
        hops_left = max_length - len(path)
        if hops_left < 0:
            continue
        for node, step in costs.get(path[-1], {}).items():
            if node in left[hops_left] and node not in path and node not in starts:
                worth = round(cost + step + left[hops_left][node], _DIGITS)
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


def _neighbourhood(
    store: ClaimStore, wanted: Wanted, starts: set[str], ends: set[str], max_length: int
) -> Costs:
    """Costs of the hops that a path of `max_length` hops may use.

    Its first hop touches the start and its last the end; of the hops between, each touches a node that was
    reached by then. So `max_length` - 2 further rounds are read, each from the side that has fewer new nodes.
    """
    hits: dict[int, dict[str, Hit]] = defaultdict(dict)
    # What is denied weighs against what is affirmed, whichever of them is asked for.
    polarity, wanted = wanted.polarity, msgspec.structs.replace(wanted, polarity=None)
    known = [set(starts), set(ends)]
    fresh = [set(starts), set(ends)]

    def read(side: int) -> None:
        role = None if wanted.role is None else ("subject", "object")[side]
        asked = msgspec.structs.replace(wanted, nodes=tuple(fresh[side]), role=role)
        reached = set()
        for hit in store.find_claims(asked):
            hits[hit.row][hit.claim] = hit
            if polarity in (None, hit.polarity):
                reached |= {hit.subject, hit.object}
        fresh[side] = reached - known[side]
        known[side] |= reached

    read(0)
    if max_length > 1:
        read(1)
    for _ in range(max_length - 2):
        side = 0 if len(fresh[0]) <= len(fresh[1]) else 1
        if not fresh[side]:
            break
        read(side)
    costs: dict[str, dict[str, float]] = defaultdict(dict)
    beliefs = beliefs_of({row: list(stated.values()) for row, stated in hits.items()})
    for row, stated in hits.items():
        hit = next(iter(stated.values()))
        if polarity not in (None, hit.polarity):
            continue
        trust = beliefs[row]
        both = wanted.role is None or hit.predicate in vocabulary.SYMMETRIC_PREDICATES
        for one, other in ((hit.subject, hit.object), (hit.object, hit.subject))[: 1 + both]:
            if trust > 0.0 and one != other:
                costs[one][other] = min(-math.log(trust), costs[one].get(other, math.inf))
    return costs
