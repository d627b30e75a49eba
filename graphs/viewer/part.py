"""The part of a store or graph that a page holds: the most claimed of it, or what lies around an entity."""

from __future__ import annotations

import msgspec
import networkx as nx

from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.viewer.graph_part import graph_part
from claimgraph.graphs.viewer.store_part import store_part


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Some concepts of a graph and the claims between them; `n_concepts` and `n_claims` count the whole graph's.

    `about` are the nodes that it lies around, none where it is of the whole graph; `distances` tells how many
    steps from them each node is.
    """

    graph: nx.MultiDiGraph[str]
    n_concepts: int
    n_claims: int
    about: tuple[str, ...] = ()
    distances: dict[str, int] = {}


def part_of(
    source: nx.MultiDiGraph[str] | ClaimStore,
    *,
    about: str | None = None,
    depth: int = 2,
    concepts: int,
    claims: int,
) -> Part:
    """Give at most so many concepts and distinct claims between them.

    They are the most claimed, or, around the entity `about` (name, synonym or identifier), those that the fewest
    steps lead to, at most `depth`. A store is read in one state. Raises `UnknownEntity`.
    """
    if isinstance(source, ClaimStore):
        with source.snapshot():
            counts = source.counts()
            graph, meant, distances = store_part(source, about, depth, concepts, claims)
        n_concepts, n_claims = counts["nodes"], counts["statements"]
    else:
        graph, meant, distances = graph_part(source, about, depth, concepts, claims)
        n_concepts, n_claims = source.number_of_nodes(), source.number_of_edges()
    return Part(graph=graph, n_concepts=n_concepts, n_claims=n_claims, about=meant, distances=distances)
