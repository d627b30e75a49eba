"""What lies around an entity, a few steps deep."""

from __future__ import annotations

from collections import defaultdict
from typing import Unpack

import msgspec

from claimgraph.errors import QueryError
from claimgraph.extract.statement import Node
from claimgraph.extract.store_find import FoundStatement
from claimgraph.graphs.claim_source import Asked, asked
from claimgraph.graphs.entities import resolve
from claimgraph.graphs.filters import Filters, wanted_by
from claimgraph.graphs.found import find_statements
from claimgraph.graphs.query import relations_of
from claimgraph.graphs.relation import Relation

_DEEPEST = 5


class Neighbour(msgspec.Struct, frozen=True):
    """A node and how many steps it is away; what was asked for is 0 away."""

    node: Node
    distance: int


class Neighbourhood(msgspec.Struct, frozen=True):
    """The nodes within reach, the nearest first, and the relations by which they are reached."""

    nodes: tuple[Neighbour, ...]
    relations: tuple[Relation, ...]


def neighbourhood(
    source: Asked,
    entity: str,
    *,
    depth: int = 1,
    width: int = 25,
    evidence: int | None = 1,
    **filters: Unpack[Filters],
) -> Neighbourhood:
    """Give what is reached from an entity in `depth` steps (1 to 5), by the `width` best relations of each node.

    Steps go either way. `filters` are told in `Filters`. Raises `UnknownEntity` and `QueryError`.
    """
    if not 1 <= depth <= _DEEPEST:
        raise QueryError(f"a neighbourhood is 1 to {_DEEPEST} steps deep, not {depth}")
    if width < 1:
        raise QueryError(f"a neighbourhood takes 1 relation of each node or more, not {width}")
    source = asked(source)
    least = filters.get("least_belief")
    with source.snapshot():
        wanted = wanted_by(source, filters)
        meant = resolve(source, entity, general=filters.get("general", False))
        distances = dict.fromkeys(meant.keys, 0)
        chosen: dict[int, FoundStatement] = {}
        fresh = set(distances)
        for step in range(1, depth + 1):
            question = msgspec.structs.replace(wanted, nodes=tuple(fresh))
            best = _best(find_statements(source, question, least_belief=least, best=width), fresh, width)
            chosen |= best
            reached = {key for one in best.values() for key in (one.subject, one.object)}
            fresh = reached - distances.keys()
            distances |= dict.fromkeys(fresh, step)
        relations = relations_of(source, chosen.values(), evidence=evidence, under=meant.under)
        nodes = [Neighbour(node, distances[node.key]) for node in source.nodes(distances)]
    nodes.sort(key=lambda one: (one.distance, -one.node.n_claims, one.node.key))
    return Neighbourhood(tuple(nodes), tuple(relations))


def _best(stated: dict[int, FoundStatement], nodes: set[str], width: int) -> dict[int, FoundStatement]:
    """The best believed statements of each node, ties by what they state."""

    def rank(found: FoundStatement) -> tuple[object, ...]:
        says = (found.subject, found.object, found.predicate, found.direction, found.aspect, found.polarity)
        return (-found.belief, -found.n_documents, *says)

    around: dict[str, list[int]] = defaultdict(list)
    for found in sorted(stated.values(), key=rank):
        for key in {found.subject, found.object} & nodes:
            around[key].append(found.row)
    return {row: stated[row] for rows in around.values() for row in rows[:width]}
