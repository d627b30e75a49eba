"""What can be asked: a claim store, and with the same answers a networkx graph of claims."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeAlias

import networkx as nx

from claimgraph.extract.statement import Node, Support
from claimgraph.extract.store_find import Hit, Wanted
from claimgraph.extract.store_names import Found
from claimgraph.extract.store_statements import CountedStatement
from claimgraph.graphs.graph_claims import GraphClaims


class ClaimSource(Protocol):
    """Something that answers as a `ClaimStore` does; each method is told there."""

    def snapshot(self) -> AbstractContextManager[None]: ...
    def find_concept(self, name: str) -> list[Found]: ...
    def concepts(self, types: Collection[str]) -> list[str]: ...
    def names(self, start: str, *, limit: int = ...) -> dict[str, str]: ...
    def suggest(self, name: str, *, limit: int = ...) -> tuple[str, ...]: ...
    def most_claimed(self, kind: str, *, limit: int) -> list[Node]: ...
    def find_claims(self, wanted: Wanted) -> Iterator[Hit]: ...
    def disputed(
        self, questions: Mapping[str, str], *, nodes: Collection[str] | None = None
    ) -> Iterator[list[int]]: ...
    def nodes(self, keys: Collection[str] | None = None) -> Iterator[Node]: ...
    def statements(self, rows: Collection[int] | None = None) -> Iterator[CountedStatement]: ...
    def support(self, row: int, claims: Collection[int] | None = None) -> list[Support]: ...
    def years(self, documents: Collection[int | str]) -> dict[int | str, int]: ...
    def n_documents(self) -> int: ...


Asked: TypeAlias = "ClaimSource | nx.MultiDiGraph[Any]"


def asked(source: Asked) -> ClaimSource:
    """Give what answers for a store or a graph.

    A graph is read whole at each call: who asks it more than once makes `GraphClaims(graph)` once and asks
    that. Raises `QueryError` for a graph that is not of claims.
    """
    return GraphClaims(source) if isinstance(source, nx.MultiDiGraph) else source
