"""How strongly some nodes of a claim graph are linked: what a layout goes by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import networkx as nx


def links_between(graph: nx.MultiDiGraph[str], nodes: Sequence[str]) -> nx.Graph[str]:
    """Which of some nodes have claims between them, and as weight how many."""
    links: nx.Graph[str] = nx.Graph()
    links.add_nodes_from(nodes)
    data: dict[str, Any]
    for one, other, data in graph.subgraph(nodes).edges(data=True):
        if one != other:
            weight = links.edges[one, other]["weight"] if links.has_edge(one, other) else 0
            links.add_edge(one, other, weight=weight + data.get("n_claims", 1))
    return links
