"""What lies around an entity, a few steps deep."""

from __future__ import annotations

from collections import defaultdict
from typing import Unpack

import msgspec

from claimgraph.errors import QueryError
from claimgraph.extract.statement import Node
from claimgraph.extract.store_find import Hit
from claimgraph.graphs.claim_source import Asked, asked
from claimgraph.graphs.entities import resolve
from claimgraph.graphs.filters import Filters, wanted_by
from claimgraph.graphs.query import Relation, belief_of, by_statement, relations_of

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
        distances = dict.fromkeys(resolve(source, entity).keys, 0)
        chosen: dict[int, list[Hit]] = {}
        fresh = set(distances)
        for step in range(1, depth + 1):
            question = msgspec.structs.replace(wanted, nodes=tuple(fresh))
            stated = by_statement(source.find_claims(question))
            best = _best(stated, fresh, width, least)
            chosen |= {row: stated[row] for row in best}
            reached = {key for row in best for key in (stated[row][0].subject, stated[row][0].object)}
            fresh = reached - distances.keys()
            distances |= dict.fromkeys(fresh, step)
        hits = [hit for stated_hits in chosen.values() for hit in stated_hits]
        relations = relations_of(source, hits, evidence=evidence)
        nodes = [Neighbour(node, distances[node.key]) for node in source.nodes(distances)]
    nodes.sort(key=lambda one: (one.distance, -one.node.n_claims, one.node.key))
    return Neighbourhood(tuple(nodes), tuple(relations))


def _best(stated: dict[int, list[Hit]], nodes: set[str], width: int, least: float | None) -> set[int]:
    """The best believed statements of each node, ties by what they state."""
    beliefs = {row: belief_of(hits) for row, hits in stated.items()}

    def rank(row: int) -> tuple[object, ...]:
        hit = stated[row][0]
        documents = len({one.document for one in stated[row]})
        says = (hit.subject, hit.object, hit.predicate, hit.direction, hit.aspect, hit.polarity)
        return (-beliefs[row], -documents, *says)

    around: dict[str, list[int]] = defaultdict(list)
    for row in sorted(stated, key=rank):
        if least is None or beliefs[row] >= least:
            for key in {stated[row][0].subject, stated[row][0].object} & nodes:
                around[key].append(row)
    return {row for rows in around.values() for row in rows[:width]}
