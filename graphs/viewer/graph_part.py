"""Part of a claim graph in memory, chosen as that of a store is."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator

import networkx as nx

from claimgraph.errors import UnknownEntity
from claimgraph.extract.lookup_key import lookup_key
from claimgraph.graphs.viewer.reach import heaviest, reached


def graph_part(
    source: nx.MultiDiGraph[str], about: str | None, depth: int, concepts: int, claims: int
) -> tuple[nx.MultiDiGraph[str], tuple[str, ...], dict[str, int]]:
    """The graph of at most so many concepts and claims, the nodes that `about` means, and distances from them."""
    meant: tuple[str, ...] = ()
    distances: dict[str, int] = {}
    if about is None:
        chosen = set(heaviest({node: _claims(source, node) for node in source}, concepts))
    else:
        meant = named_nodes(source, about)

        def pairs(keys: Collection[str]) -> Iterator[tuple[str, str]]:
            for one, other, data in _edges_at(source, set(keys)):
                for _ in range(data.get("n_claims", 1)):
                    yield one, other

        distances = reached(meant, depth=depth, limit=concepts, pairs=pairs)
        chosen = set(distances)
    inside = [edge for edge in source.edges(keys=True) if edge[0] in chosen and edge[1] in chosen]

    def worth(edge: tuple[str, str, str]) -> tuple[int, str, str, str, str]:
        data = source.edges[edge]
        return -data.get("n_documents", 1), edge[0], edge[1], data.get("predicate", ""), edge[2]

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
        if lookup_key(data.get("name", node)) == wanted or name in data.get("xrefs", ())
    ]
    if not found:
        raise UnknownEntity(name)
    return tuple(sorted(found, key=lambda node: (-_claims(graph, node), node)))


def _edges_at(graph: nx.MultiDiGraph[str], nodes: set[str]) -> Iterator[tuple[str, str, dict[str, int]]]:
    """Each edge that touches one of some nodes, once."""
    yield from graph.out_edges(nodes, data=True)
    yield from (edge for edge in graph.in_edges(nodes, data=True) if edge[0] not in nodes)


def _claims(graph: nx.MultiDiGraph[str], node: str) -> int:
    return int(graph.nodes[node].get("n_claims", graph.degree(node)))


def _copied(
    source: nx.MultiDiGraph[str], nodes: Collection[str], edges: Collection[tuple[str, str, str]]
) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from((node, source.nodes[node]) for node in sorted(nodes))
    for one, other, key in sorted(edges):
        graph.add_edge(one, other, key=key, **source.edges[one, other, key])
    return graph
