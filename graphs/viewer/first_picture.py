"""What a page draws at first: its most claimed or best believed concepts, and in which order claims come."""

from __future__ import annotations

from typing import Literal

import networkx as nx

from claimgraph.graphs.viewer.part import Part

Rank = Literal["claims", "belief"]
Edge = tuple[str, str, str]  # subject, object, key


def ranked_edges(graph: nx.MultiDiGraph[str], by: Rank) -> list[Edge]:
    """All edges, those of most documents or the best believed first."""

    def worth(edge: Edge) -> tuple[float, float, Edge]:
        data = graph.edges[edge]
        documents, belief = data.get("n_documents", 1), data.get("belief", 0.0)
        return (-documents, -belief, edge) if by == "claims" else (-belief, -documents, edge)

    return sorted(graph.edges(keys=True), key=worth)


def first_nodes(part: Part, *, limit: int, by: Rank) -> list[str]:
    """At most so many nodes, the nearest to what the page is about first, each with an edge to another of them."""
    weights: dict[str, float] = dict.fromkeys(part.graph, 0.0)
    for one, other, data in part.graph.edges(data=True):
        for node in {one, other}:
            weights[node] += data.get("n_claims", 1) if by == "claims" else data.get("belief", 0.0)
    best = sorted(weights, key=lambda node: (part.distances.get(node, 0), -weights[node], node))[:limit]
    chosen = part.graph.subgraph(best)
    linked = {node for one, other in chosen.edges() if one != other for node in (one, other)}
    return [node for node in best if node in linked or node in part.about]
