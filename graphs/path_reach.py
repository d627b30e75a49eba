"""Reads the steps that the best paths between two sets of nodes may take, and no more than these need."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping
from itertools import islice

import msgspec

from claimgraph.extract.belief import SYSTEMATIC
from claimgraph.extract.store_find import Role, Wanted
from claimgraph.extract.vocabulary import SYMMETRIC_PREDICATES
from claimgraph.graphs.claim_source import ClaimSource
from claimgraph.graphs.found import find_statements
from claimgraph.graphs.path_search import Costs, best_paths

_LEAST_COST = -math.log(1.0 - SYSTEMATIC)  # of a step: nothing is believed more (`belief.strength`)
_SLACK = 1e-9


def steps_to_search(
    source: ClaimSource,
    wanted: Wanted,
    ends: tuple[Collection[str], Collection[str]],
    *,
    max_length: int,
    limit: int,
    least_belief: float | None,
) -> Costs:
    """Give the cost, -log of the belief, of every step that one of the `limit` best paths may take, and of others.

    Read is from both ends, one step further at a time. The worst of the best paths that are known by then bounds
    what is left to read: a step is passed by if the least that it costs to reach, with it and with the least that
    must still come, is more (as in best-first search). As long as there are too few paths, all is read: of the
    steps between, all but one touch a node that was reached by then, and are read from the side that has fewer
    new nodes; the one in the middle joins a new node of one side to a new node of the other.
    """
    sides = (_Side(ends[0], "subject"), _Side(ends[1], "object"))
    steps = _Steps(source, wanted, least_belief)
    if max_length == 1:
        steps.read(sides[0], sides[0].nodes, others=sides[1].nodes)
        return steps.costs
    for side in sides:
        steps.read(side, side.nodes)
        side.depth = 1
    for length in range(3, max_length + 1):
        known = list(islice(best_paths(steps.costs, *ends, max_length=length - 1), limit))
        bound = known[-1][0] + _SLACK if len(known) == limit > 0 else math.inf
        if length > 3:
            _widen(steps, sides, bound)
        _join(steps, sides, bound)
    return steps.costs


class _Side:
    """One end of the paths: its nodes, how many steps around are read, and down to which belief of each node."""

    def __init__(self, nodes: Collection[str], role: Role) -> None:
        self.nodes = set(nodes)
        self.role: Role = role
        self.depth = 0
        self.floors: dict[str, float] = {}


class _Steps:
    """The steps that are read, and what they cost."""

    def __init__(self, source: ClaimSource, wanted: Wanted, least_belief: float | None) -> None:
        self._source = source
        self._wanted = wanted
        self._least = least_belief or 0.0
        self.costs: dict[str, dict[str, float]] = defaultdict(dict)
        self._back: dict[str, dict[str, float]] = defaultdict(dict)

    def read(
        self,
        side: _Side,
        nodes: Collection[str],
        *,
        others: Collection[str] | None = None,
        floor: float = 0.0,
    ) -> None:
        """Read what is claimed of nodes that are reached from a side, to `others` if given, from a belief on."""
        if not nodes or (others is not None and not others):
            return
        question = msgspec.structs.replace(
            self._wanted,
            nodes=tuple(nodes),
            others=None if others is None else tuple(others),
            role=None if self._wanted.role is None else side.role,
        )
        for found in find_statements(self._source, question, least_belief=max(floor, self._least)).values():
            if found.belief <= 0.0 or found.subject == found.object:
                continue
            cost = -math.log(found.belief)
            both = self._wanted.role is None or found.predicate in SYMMETRIC_PREDICATES
            for one, other in ((found.subject, found.object), (found.object, found.subject))[: 1 + both]:
                if cost < self.costs[one].get(other, math.inf):
                    self.costs[one][other] = self._back[other][one] = cost
        if others is None:
            side.floors.update(dict.fromkeys(nodes, floor))

    def reached(self, side: _Side, hops: int) -> dict[str, float]:
        """The nodes that a side reaches in so many hops, each with the least that it costs."""
        ways: Mapping[str, Mapping[str, float]] = self.costs if side.role == "subject" else self._back
        least = dict.fromkeys(side.nodes, 0.0)
        fresh = set(side.nodes)
        for _ in range(hops):
            before, fresh_now = dict(least), set()
            for node in fresh:
                for other, cost in ways.get(node, {}).items():
                    if before[node] + cost < least.get(other, math.inf):
                        least[other] = before[node] + cost
                        fresh_now.add(other)
            fresh = fresh_now
        return least


def _widen(steps: _Steps, sides: tuple[_Side, _Side], bound: float) -> None:
    """Read one side a step further, the one with fewer nodes, and both as far as a bound now asks for."""
    near = min(sides, key=lambda side: len(steps.reached(side, side.depth)))
    near.depth += 1
    for side, other in (sides, sides[::-1]):
        after = min(_first_costs(steps, other), default=math.inf)
        while True:
            floors = {
                node: 0.0 if math.isinf(bound) else math.exp(min(0.0, cost + after - bound))
                for node, cost in steps.reached(side, side.depth - 1).items()
                if cost + _LEAST_COST + after <= bound
            }
            unread = {node for node, floor in floors.items() if floor < side.floors.get(node, 1.0)}
            if not unread:
                break
            steps.read(side, unread, floor=min(floors[node] for node in unread))


def _join(steps: _Steps, sides: tuple[_Side, _Side], bound: float) -> None:
    """Read the steps from where one side has come to where the other has."""
    reached = [steps.reached(side, side.depth) for side in sides]
    if math.isinf(bound):
        open_ = [
            reached[place].keys() - steps.reached(side, side.depth - 1).keys()
            for place, side in enumerate(sides)
        ]
        floor = 0.0
    else:
        least = [
            min((cost for node, cost in reach.items() if node not in side.nodes), default=math.inf)
            for reach, side in zip(reached, sides, strict=True)
        ]
        open_ = [
            {node for node, cost in reached[here].items() if cost + _LEAST_COST + least[1 - here] <= bound}
            - sides[here].nodes
            for here in (0, 1)
        ]
        floor = math.exp(min(0.0, sum(least) - bound))
    near = 0 if len(open_[0]) <= len(open_[1]) else 1
    steps.read(sides[near], open_[near], others=open_[1 - near], floor=floor)


def _first_costs(steps: _Steps, side: _Side) -> list[float]:
    """What the steps that touch a side cost."""
    return [cost for node, cost in steps.reached(side, 1).items() if node not in side.nodes]
