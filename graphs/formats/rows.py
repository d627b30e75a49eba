"""What every writer writes: the nodes and edges of a store or a graph, one after another, never all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Literal, get_args

import msgspec
import networkx as nx

from claimgraph.errors import GraphFormatError
from claimgraph.extract.belief import belief
from claimgraph.extract.statement import Node, Statement, Support
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.build import stated
from claimgraph.graphs.formats.claim_values import belief_in, node_in, statement_in, supports_in
from claimgraph.graphs.formats.values import common_kind, fits_double, plain
from claimgraph.graphs.schema import (
    CLAIM_ATTRIBUTES,
    EDGE_ATTRIBUTES,
    NODE_ATTRIBUTES,
    Attribute,
    Kind,
    claim_attributes,
    node_attributes,
    packed_edge_attributes,
)

NodeRow = tuple[str, Mapping[str, Any]]
EdgeRow = tuple[str, str, str, Mapping[str, Any]]  # source, target, id, attributes
EdgeUnit = Literal["statements", "claims"]


class StatedEdge(msgspec.Struct, frozen=True):
    """An edge of a claim graph: its id, what it states, the claims behind it, and how far it is believed."""

    key: str
    statement: Statement
    supports: list[Support]
    belief: float | None


class Rows(msgspec.Struct, frozen=True):
    """Nodes and edges, to be gone through as often as needed, with the attributes that some of them have.

    `concepts` and `stated` are the same of a claim graph as values; of any other they raise `GraphFormatError`.
    """

    nodes: Callable[[], Iterator[NodeRow]]
    edges: Callable[[], Iterator[EdgeRow]]
    concepts: Callable[[], Iterator[Node]]
    stated: Callable[[], Iterator[StatedEdge]]
    n_nodes: int
    n_edges: int
    node_columns: tuple[Attribute, ...] = NODE_ATTRIBUTES
    edge_columns: tuple[Attribute, ...] = EDGE_ATTRIBUTES
    graph: Mapping[str, Any] = {}


@contextmanager
def rows_of(source: nx.DiGraph[Any] | ClaimStore, *, unit: EdgeUnit = "statements") -> Iterator[Rows]:
    """Open a directed graph or a store, in one state whatever is written into it meanwhile, as rows.

    An edge is a distinct claim, or with the unit "claims" one claim. Edge keys become edge ids where they are
    strings, no two alike and none a number; else edges are called e0, e1, … . Raises `GraphFormatError`.
    """
    if unit not in get_args(EdgeUnit):
        raise ValueError(f"an edge is one of {', '.join(get_args(EdgeUnit))}, not {unit!r}")
    if isinstance(source, ClaimStore):
        with source.snapshot():
            rows = _rows_of_store(source)
            yield _by_claim(rows, source.counts()["claims"]) if unit == "claims" else rows
        return
    if not source.is_directed():
        raise GraphFormatError("claim graphs are directed: this graph is not")
    rows = _rows_of_graph(source)
    yield _by_claim(rows, None) if unit == "claims" else rows


def columns_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Attribute, ...]:
    """The attributes that some rows have, by name, each with the kind that holds all its values."""
    kinds: dict[str, list[tuple[Kind, Any]]] = {}
    for row in rows:
        if len({str(name) for name in row}) < len(row):
            raise GraphFormatError(f"attributes with the same name as text: {sorted(map(str, row))}")
        for name, value in row.items():
            given = plain(value, name=str(name))
            if given is not None:
                seen = kinds.setdefault(str(name), [])
                # One value of a kind tells as much as many, but for whole numbers too great for a double.
                if not fits_double(given) or all(kind != given[0] for kind, _ in seen):
                    seen.append(given)
    return tuple(Attribute(name, common_kind(kinds[name])) for name in sorted(kinds))


def _rows_of_store(store: ClaimStore) -> Rows:
    counts = store.counts()
    return Rows(
        nodes=lambda: ((node.key, node_attributes(node)) for node in store.nodes()),
        edges=lambda: (
            (
                statement.subject,
                statement.object,
                statement.key,
                packed_edge_attributes(statement, supports, opposing),
            )
            for statement, supports, opposing in stated(store)
        ),
        concepts=store.nodes,
        stated=lambda: (
            StatedEdge(statement.key, statement, supports, belief(supports, opposing))
            for statement, supports, opposing in stated(store)
        ),
        n_nodes=counts["nodes"],
        n_edges=counts["statements"],
    )


def _rows_of_graph(graph: nx.DiGraph[Any]) -> Rows:
    names = _node_ids(graph)
    node_columns = columns_of(data for _, data in graph.nodes(data=True))
    edge_columns = columns_of(data for *_, data in graph.edges(data=True))
    if _keeps_to(NODE_ATTRIBUTES, node_columns) and _keeps_to(EDGE_ATTRIBUTES, edge_columns):
        node_columns, edge_columns = NODE_ATTRIBUTES, EDGE_ATTRIBUTES  # the store's file, byte for byte
    return Rows(
        nodes=lambda: ((names[node], data) for node, data in graph.nodes(data=True)),
        edges=lambda: _edge_rows(graph, names),
        concepts=lambda: (node_in(names[node], data) for node, data in graph.nodes(data=True)),
        stated=lambda: (
            StatedEdge(key, statement_in(start, end, key, data), supports_in(key, data), belief_in(key, data))
            for start, end, key, data in _edge_rows(graph, names)
        ),
        n_nodes=graph.number_of_nodes(),
        n_edges=graph.number_of_edges(),
        node_columns=node_columns,
        edge_columns=edge_columns,
        graph=graph.graph,
    )


def _by_claim(rows: Rows, n_claims: int | None) -> Rows:
    """The same rows with an edge a claim."""

    def edges() -> Iterator[EdgeRow]:
        for edge in rows.stated():
            ends = edge.statement.subject, edge.statement.object
            for support in edge.supports:  # the "c" keeps the key from being taken for a number
                yield *ends, f"c{support.claim}", claim_attributes(edge.statement, support)

    return msgspec.structs.replace(
        rows,
        edges=edges,
        n_edges=sum(1 for _ in edges()) if n_claims is None else n_claims,
        edge_columns=CLAIM_ATTRIBUTES,
    )


def _keeps_to(schema: Iterable[Attribute], columns: Iterable[Attribute]) -> bool:
    known = {(attribute.name, attribute.kind) for attribute in schema}
    return all((column.name, column.kind) in known for column in columns)


def _node_ids(graph: nx.DiGraph[Any]) -> dict[Any, str]:
    names = {node: str(node) for node in graph}
    if len(set(names.values())) < len(names):
        raise GraphFormatError("two nodes of the graph have the same name as text")
    return names


def _edge_rows(graph: nx.DiGraph[Any], names: Mapping[Any, str]) -> Iterator[EdgeRow]:
    if isinstance(graph, nx.MultiDiGraph):
        edges = [(s, t, key, data) for s, t, key, data in graph.edges(keys=True, data=True)]
    else:
        edges = [(s, t, None, data) for s, t, data in graph.edges(data=True)]
    keys = [key for _, _, key, _ in edges]
    usable = all(isinstance(key, str) and key and not _numeric(key) for key in keys)
    if not usable or len(set(keys)) < len(keys):
        keys = [f"e{number}" for number in range(len(edges))]
    for (source, target, _, data), key in zip(edges, keys, strict=True):
        yield names[source], names[target], str(key), data


def _numeric(key: str) -> bool:
    """Whether networkx would read the key back as a number."""
    try:
        int(key)
    except ValueError:
        return False
    return True
