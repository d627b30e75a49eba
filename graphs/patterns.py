"""Finds patterns: one to four claims that share entities, each entity and claim with conditions of its own."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

import msgspec

from claimgraph.errors import QueryError
from claimgraph.extract.statement import Node
from claimgraph.extract.store_find import FoundStatement
from claimgraph.extract.vocabulary import ENTITY_TYPES, SYMMETRIC_PREDICATES
from claimgraph.graphs.claim_source import Asked, ClaimSource, asked
from claimgraph.graphs.entities import Entity, resolve, under_any
from claimgraph.graphs.filters import Filters, among, wanted_by
from claimgraph.graphs.found import find_statements
from claimgraph.graphs.query import relations_of
from claimgraph.graphs.relation import Relation

_MOST_EDGES = 4
_DIGITS = 12


class Variable(msgspec.Struct, frozen=True):
    """An entity to be found, under a name of its own; of a type or several, or the very entity named.

    `general` also takes what stands under that entity in the lexicon.
    """

    name: str
    type: str | tuple[str, ...] | None = None
    entity: str | None = None
    general: bool = False


class Edge(msgspec.Struct, frozen=True):
    """A claim to be found, from a variable to another; `filters` narrow it as they do `relations`.

    Predicates that read both ways go both ways. What is denied does not count unless `polarity` is given.
    """

    subject: Variable
    object: Variable
    filters: Filters = {}


class Match(msgspec.Struct, frozen=True):
    """What fits a pattern: a node for each variable, and for each edge, in its order, the relations.

    `belief` is the product of each edge's best.
    """

    nodes: dict[str, Node]
    belief: float
    edges: tuple[tuple[Relation, ...], ...]


# For an edge: from subject to object to the statements that join them.
_Table = dict[str, dict[str, list[FoundStatement]]]


def find_patterns(
    source: Asked, edges: Sequence[Edge], *, limit: int = 20, evidence: int | None = 1
) -> list[Match]:
    """Give the best believed ways in which one to four edges can be filled, no entity standing twice.

    The edge that is known to have the fewest candidates is looked up first; each edge after it only for the
    entities that are left of its variables, so that a named entity narrows the whole pattern. Matches then
    come best first (best-first search: a match begun is worth its belief so far times the best of each edge
    left). Raises `UnknownEntity`, and `QueryError` for a pattern that can't be asked.

    >>> from claimgraph import ClaimStore, read_records
    >>> store = ClaimStore.open(":memory:", mode="write")
    >>> _ = store.insert(read_records("docs/example.jsonl"))
    >>> drug, cell = Variable("drug", entity="IL-2"), Variable("cell", type="CellType")
    >>> process = Variable("process", type="BiologicalProcess")
    >>> pattern = [Edge(drug, cell, {"predicate": "increases"}), Edge(cell, process)]
    >>> for match in find_patterns(store, pattern):
    ...     print({name: node.name for name, node in match.nodes.items()}, round(match.belief, 2))
    {'drug': 'IL2', 'cell': 'regulatory T cell', 'process': 'immune escape'} 0.64
    """
    if not 1 <= len(edges) <= _MOST_EDGES:
        raise QueryError(f"a pattern has 1 to {_MOST_EDGES} edges, not {len(edges)}")
    variables = _variables(edges)
    source = asked(source)
    with source.snapshot():
        meant = {
            name: resolve(source, one.entity, general=one.general)
            for name, one in variables.items()
            if one.entity is not None
        }
        tables = _tables(source, edges, variables, meant)
        under = under_any(meant.values())
        return [
            _match(source, edges, tables, found, belief, evidence, under)
            for belief, found in islice(_best(edges, tables), limit)
        ]


def _variables(edges: Sequence[Edge]) -> dict[str, Variable]:
    """The variables by name; one name may not mean two things, and the edges must hang together."""
    variables: dict[str, Variable] = {}
    for variable in (one for edge in edges for one in (edge.subject, edge.object)):
        if variables.setdefault(variable.name, variable) != variable:
            raise QueryError(f"the variable {variable.name!r} is described in two ways")
    reached = {edges[0].subject.name}
    for _ in edges:
        for edge in edges:
            ends = {edge.subject.name, edge.object.name}
            if len(ends) == 1:
                raise QueryError(f"an edge joins two variables, not {edge.subject.name!r} to itself")
            reached |= ends if ends & reached else set()
    if reached != variables.keys():
        raise QueryError("the edges of a pattern hang together: each shares a variable with another")
    return variables


def _tables(
    source: ClaimSource, edges: Sequence[Edge], variables: Iterable[str], meant: Mapping[str, Entity]
) -> list[_Table]:
    """What fits each edge, looked up from the most selective on."""
    known: dict[str, set[str] | None] = {
        name: set(meant[name].keys) if name in meant else None for name in variables
    }
    tables: list[_Table] = [{} for _ in edges]

    def candidates(place: int) -> tuple[float, float, int]:
        ends = sorted(
            math.inf if (keys := known[one.name]) is None else len(keys)
            for one in (edges[place].subject, edges[place].object)
        )
        return ends[0], ends[1], place

    left = set(range(len(edges)))
    while left:
        place = min(left, key=candidates)
        left.remove(place)
        edge = edges[place]
        tables[place] = _table(source, edge, known)
        known[edge.subject.name] = set(tables[place])
        known[edge.object.name] = {key for ways in tables[place].values() for key in ways}
    return tables


def _table(source: ClaimSource, edge: Edge, known: Mapping[str, set[str] | None]) -> _Table:
    filters: Filters = {"polarity": "affirmed", **edge.filters}
    subjects, objects = known[edge.subject.name], known[edge.object.name]
    wanted = msgspec.structs.replace(
        wanted_by(source, filters),
        nodes=None if subjects is None else tuple(subjects),
        others=None if objects is None else tuple(objects),
        types=among("type", edge.subject.type, ENTITY_TYPES),
        other_types=among("type", edge.object.type, ENTITY_TYPES),
        role="subject",
    )
    least = filters.get("least_belief")
    stated = list(find_statements(source, wanted, least_belief=least).values())
    turned = {found.object for found in stated} | {found.subject for found in stated}
    fits = _fits(source, turned, subjects, wanted.types), _fits(source, turned, objects, wanted.other_types)
    table: _Table = defaultdict(lambda: defaultdict(list))
    for found in stated:
        both = found.predicate in SYMMETRIC_PREDICATES
        for one, other in ((found.subject, found.object), (found.object, found.subject))[: 1 + both]:
            if one != other and one in fits[0] and other in fits[1]:
                table[one][other].append(found)
    return table


def _fits(
    source: ClaimSource, keys: set[str], known: set[str] | None, types: Collection[str] | None
) -> set[str]:
    """Those of some nodes that a variable may be."""
    left = keys if known is None else keys & known
    return left if types is None else {node.key for node in source.nodes(left) if node.type in types}


def _best(edges: Sequence[Edge], tables: Sequence[_Table]) -> Iterator[tuple[float, dict[str, str]]]:
    """Yield the ways to fill all variables, each with its belief, the best believed first."""
    costs = [
        {
            one: {other: -math.log(trust) for other, found in ways.items() if (trust := _trust(found)) > 0}
            for one, ways in table.items()
        }
        for table in tables
    ]
    least = [min((c for ways in table.values() for c in ways.values()), default=math.inf) for table in costs]
    order = _order(edges)
    left = [sum(least[place] for place in order[done:]) for done in range(len(order) + 1)]
    heap: list[tuple[float, tuple[tuple[str, str], ...], int, float]] = [(left[0], (), 0, 0.0)]
    while heap:
        worth, filled, done, cost = heapq.heappop(heap)
        if math.isinf(worth):
            return
        found = dict(filled)
        if done == len(order):
            yield round(math.exp(-cost), _DIGITS), found
            continue
        edge, table = edges[order[done]], costs[order[done]]
        one, other = edge.subject.name, edge.object.name
        for start in [found[one]] if one in found else table:
            ways = table.get(start, {})
            for end in [found[other]] if other in found else ways:
                taken = {*found.values()} - {found.get(one), found.get(other)}
                if end in ways and not {start, end} & taken:
                    now = cost + ways[end]
                    names = tuple(sorted({**found, one: start, other: end}.items()))
                    heapq.heappush(heap, (round(now + left[done + 1], _DIGITS), names, done + 1, now))


def _order(edges: Sequence[Edge]) -> list[int]:
    """An order in which each edge shares a variable with one before it."""
    order = [0]
    reached = {edges[0].subject.name, edges[0].object.name}
    while len(order) < len(edges):
        for place, edge in enumerate(edges):
            if place not in order and reached & (ends := {edge.subject.name, edge.object.name}):
                order.append(place)
                reached |= ends
                break
    return order


def _trust(found: Collection[FoundStatement]) -> float:
    return max((one.belief for one in found), default=0.0)


def _match(
    source: ClaimSource,
    edges: Sequence[Edge],
    tables: Sequence[_Table],
    found: Mapping[str, str],
    belief: float,
    evidence: int | None,
    under: Mapping[str, str],
) -> Match:
    nodes = {node.key: node for node in source.nodes(found.values())}
    told = []
    for edge, table in zip(edges, tables, strict=True):
        stated = table[found[edge.subject.name]][found[edge.object.name]]
        told.append(tuple(relations_of(source, stated, evidence=evidence, under=under)))
    variables = dict.fromkeys(name for edge in edges for name in (edge.subject.name, edge.object.name))
    return Match({name: nodes[found[name]] for name in variables}, belief, tuple(told))
