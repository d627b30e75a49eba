"""Part of a claim store as a graph, read without ever building the whole graph."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import permutations

import networkx as nx

from claimgraph.extract.store import ClaimStore
from claimgraph.extract.store_find import Wanted
from claimgraph.graphs.entities import resolve
from claimgraph.graphs.schema import edge_attributes, node_attributes
from claimgraph.graphs.viewer.reach import heaviest, reached


def store_part(
    store: ClaimStore, about: str | None, depth: int, concepts: int, claims: int
) -> tuple[nx.MultiDiGraph[str], tuple[str, ...], dict[str, int]]:
    """The graph of at most so many concepts and claims, the nodes that `about` means, and distances from them."""
    meant: tuple[str, ...] = ()
    distances: dict[str, int] = {}
    if about is None:
        chosen = heaviest(_claimed(store), concepts)
    else:
        meant = resolve(store, about).keys

        def pairs(keys: Collection[str]) -> Iterator[tuple[str, str]]:
            return ((hit.subject, hit.object) for hit in store.find_claims(Wanted(nodes=tuple(keys))))

        distances = reached(meant, depth=depth, limit=concepts, pairs=pairs)
        chosen = list(distances)
    documents: dict[int, set[int | str]] = {}
    stands: dict[int, tuple[str, str, str]] = {}  # what decides among claims of as many documents
    sides: dict[tuple[str, ...], dict[str, int]] = {}  # rows by polarity of what affirm or deny the same
    for hit in store.find_claims(Wanted(nodes=tuple(chosen), others=tuple(chosen))):
        documents.setdefault(hit.row, set()).add(hit.document)
        stands[hit.row] = (hit.subject, hit.object, hit.predicate)
        sides.setdefault(hit.asked, {})[hit.polarity] = hit.row
    denials = {row: other for rows in sides.values() for row, other in permutations(rows.values(), 2)}
    rows = heapq.nsmallest(claims, documents, key=lambda row: (-len(documents[row]), stands[row], row))
    stated = list(store.statements(rows))
    used = {key for one in stated for key in (one.statement.subject, one.statement.object)} | set(meant)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from((node.key, node_attributes(node)) for node in store.nodes(used))
    for one in stated:
        opposing = store.support(denials[one.row]) if one.row in denials else ()
        attributes = edge_attributes(one.statement, store.support(one.row), opposing)
        graph.add_edge(one.statement.subject, one.statement.object, key=one.statement.key, **attributes)
    return graph, meant, distances


def _claimed(store: ClaimStore) -> Counter[str]:
    """How many claims each node is in."""
    weights: Counter[str] = Counter()
    for counted in store.statements():
        for key in {counted.statement.subject, counted.statement.object}:
            weights[key] += counted.n_claims
    return weights
