"""Reads a claim graph as a store is read: its nodes, its statements with their claims, and what a name means."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import msgspec
import networkx as nx

from claimgraph.errors import GraphFormatError
from claimgraph.extract.lookup_key import lookup_key
from claimgraph.extract.statement import Node, Statement, Support
from claimgraph.extract.store_find import Found

_LIKENESS = 0.6


class StatedGraph:
    """The nodes and statements of a graph that `claimgraph.graph` made or `read_graphml` read."""

    def __init__(self, graph: nx.MultiDiGraph[Any]) -> None:
        self._graph = graph

    def nodes(self, keys: Collection[str] | None = None) -> Iterator[Node]:
        """Yield the nodes by key, or those of `keys`."""
        chosen = self._graph if keys is None else [key for key in keys if key in self._graph]
        for key in sorted(chosen):
            yield self._node(key)

    def statements(self, nodes: Collection[str] | None = None) -> Iterator[tuple[Statement, list[Support]]]:
        """Yield the statements with their claims, or those that touch one of `nodes`."""
        edges: Iterable[tuple[Any, Any, dict[str, Any]]] = self._graph.edges(data=True)
        if nodes is not None:
            there = self._graph.out_edges(nodes, data=True), self._graph.in_edges(nodes, data=True)
            edges = [*there[0], *(edge for edge in there[1] if edge[0] not in set(nodes))]
        for subject, target, data in edges:
            if "evidence" not in data:
                raise GraphFormatError(
                    f"an edge from {subject} to {target} has no evidence: no graph of claims"
                )
            yield (
                Statement(
                    subject,
                    data["predicate"],
                    target,
                    data.get("direction"),
                    data.get("aspect"),
                    data["polarity"],
                ),
                msgspec.convert(data["evidence"], list[Support]),
            )

    def find_concept(self, name: str) -> list[Found]:
        """Give the nodes that an identifier or a preferred name means, the most claimed of first.

        What texts call a node besides is not in the graph.
        """
        asked = name.strip()
        if ":" in asked:
            tries = (
                ("id", [key for key in self._graph if key.casefold() == asked.casefold()]),
                ("xref", [key for key, xrefs in self._graph.nodes(data="xrefs") if asked in (xrefs or ())]),
            )
            for reason, keys in tries:
                if keys:
                    return self._found(keys, reason)
        wanted = lookup_key(name)
        called = {node.key: lookup_key(node.name) for node in self.nodes()}
        for name_key in (wanted, f"{wanted}s", wanted.removesuffix("s")):
            if named := [node for node, own in called.items() if own == name_key]:
                return self._found(named, "name")
        return []

    def concepts(self, types: Collection[str]) -> list[str]:
        """Give the keys of the concepts of these types, those of names that were not grounded left out."""
        return [node.key for node in self.nodes() if node.id is not None and node.type in types]

    def suggest(self, name: str, *, limit: int = 3) -> tuple[str, ...]:
        """Give names in the graph that look like `name`."""
        names = {lookup_key(node.name): node.name for node in self.nodes()}
        close = difflib.get_close_matches(lookup_key(name), names, n=limit, cutoff=_LIKENESS)
        return tuple(dict.fromkeys(names[key] for key in close))

    def _node(self, key: str) -> Node:
        data = self._graph.nodes[key]
        return Node(
            key=key,
            id=data.get("id"),
            name=data["name"],
            type=data["type"],
            xrefs=tuple(data.get("xrefs", ())),
            n_claims=data["n_claims"],
            n_documents=data["n_documents"],
        )

    def _found(self, keys: Collection[str], reason: str) -> list[Found]:
        found = [Found(node, reason, node.n_claims) for node in self.nodes(keys)]
        return sorted(found, key=lambda one: (-one.n_mentions, one.node.key))
