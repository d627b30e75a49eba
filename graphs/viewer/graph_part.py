"""Part of a claim graph in memory, chosen as that of a store is."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator
from typing import Any

import networkx as nx

from claimgraph.errors import GraphFormatError, UnknownEntity
from claimgraph.extract.lookup_key import lookup_key
from claimgraph.graphs.viewer.known_attributes import count_of, edge_known, node_known
from claimgraph.graphs.viewer.reach import heaviest, reached


def graph_part(
    source: nx.MultiDiGraph[str], about: str | None, depth: int, concepts: int, claims: int
) -> tuple[nx.MultiDiGraph[str], tuple[str, ...], dict[str, int]]:
    """The graph of at most so many concepts and claims, the nodes that `about` means, and distances from them.

    Raises `GraphFormatError` for what is no claim graph.
    """
    if not (
        source.is_directed() and source.is_multigraph() and all(isinstance(node, str) for node in source)
    ):
        raise GraphFormatError(
            "a page shows claim graphs: directed, with parallel edges, their nodes strings"
        )
    meant: tuple[str, ...] = ()
    distances: dict[str, int] = {}
    if about is None:
        chosen = set(heaviest({node: _claims(source, node) for node in source}, concepts))
    else:
        meant = named_nodes(source, about)

        def pairs(keys: Collection[str]) -> Iterator[tuple[str, str]]:
            for one, other, data in _edges_at(source, set(keys)):
                for _ in range(count_of(data.get("n_claims"), 1)):
                    yield one, other

        distances = reached(meant, depth=depth, limit=concepts, pairs=pairs)
        chosen = set(distances)
    inside = [edge for edge in source.edges(keys=True) if edge[0] in chosen and edge[1] in chosen]

    def worth(edge: tuple[str, str, str]) -> tuple[int, str, str, str, str]:
        data = source.edges[edge]
        return (
            -count_of(data.get("n_documents"), 1),
            edge[0],
            edge[1],
            str(data.get("predicate")),
            str(edge[2]),
        )

    kept = heapq.nsmallest(claims, inside, key=worth)
    used = {node for edge in kept for node in edge[:2]} | set(meant)
    return _copied(source, used, kept), meant, distances


def named_nodes(graph: nx.MultiDiGraph[str], name: str) -> tuple[str, ...]:
    """The nodes of a graph whose key, name or cross-reference this is, most claimed first; raises `UnknownEntity`."""
    if name in graph:
        return (name,)
    wanted = lookup_key(name)
    found = [
        node
        for node, data in graph.nodes(data=True)
        if lookup_key(str(data.get("name", node))) == wanted
        or name in node_known(node, data).get("xrefs", ())
    ]
    if not found:
        raise UnknownEntity(name)
    return tuple(sorted(found, key=lambda node: (-_claims(graph, node), node)))


def _edges_at(graph: nx.MultiDiGraph[str], nodes: set[str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each edge that touches one of some nodes, once."""
    yield from graph.out_edges(nodes, data=True)
    yield from (edge for edge in graph.in_edges(nodes, data=True) if edge[0] not in nodes)


def _claims(graph: nx.MultiDiGraph[str], node: str) -> int:
    return count_of(graph.nodes[node].get("n_claims"), graph.degree(node))


def _copied(
    source: nx.MultiDiGraph[str], nodes: Collection[str], edges: Collection[tuple[str, str, str]]
) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in sorted(nodes):
        graph.add_node(node, **node_known(node, source.nodes[node]))
    for one, other, key in sorted(edges, key=lambda edge: tuple(map(str, edge))):
        graph.add_edge(one, other, key=key, **edge_known((one, other, key), source.edges[one, other, key]))
    return graph
