"""Node-link JSON, written as a stream and read back: what networkx, D3 and many web libraries take.

The keys are networkx's own (`directed`, `multigraph`, `graph`, `nodes`, `edges`). A node's `id` is its key in the
graph; the attribute of that name is written as `curie`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import networkx as nx

from claimgraph.errors import GraphFormatError
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.formats.hidden import unhidden
from claimgraph.graphs.formats.json_text import packed_json, shown_json
from claimgraph.graphs.formats.reading import opened
from claimgraph.graphs.formats.rows import columns_of, rows_of
from claimgraph.graphs.formats.values import native_values
from claimgraph.graphs.schema import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Attribute
from claimgraph.whole_file import open_whole

_KEPT = {"node": ("curie",), "edge": ("source", "target", "key")}  # names that the format needs itself
_LISTS = {column.name for column in (*NODE_ATTRIBUTES, *EDGE_ATTRIBUTES) if column.kind == "list"}


class _NodeLink(msgspec.Struct):
    """The whole file; `links` is what networkx wrote before version 3.4."""

    directed: bool
    nodes: list[dict[str, Any]]
    graph: dict[str, Any] = {}
    edges: list[dict[str, Any]] | None = None
    links: list[dict[str, Any]] | None = None


_decoder = msgspec.json.Decoder(_NodeLink)


def write_node_link(source: nx.DiGraph[Any] | ClaimStore, path: Path | str) -> None:
    """Write a directed graph, or a store's whole graph, as node-link JSON; raises `GraphFormatError`.

    Lists and evidence stay lists and objects; other values are written as in `values`.
    """
    with rows_of(source) as rows, open_whole(path) as stream:
        node_columns, edge_columns = _columns(rows.node_columns, "node"), _columns(rows.edge_columns, "edge")
        graph = native_values(rows.graph, {column.name: column for column in columns_of([rows.graph])})
        stream.write(b'{"directed":true,"multigraph":true,"graph":%b,\n"nodes":[' % packed_json(graph))
        for number, (name, values) in enumerate(rows.nodes()):
            said = native_values(values, node_columns)
            if "id" in said:
                said["curie"] = said.pop("id")
            stream.write((b",\n" if number else b"\n") + packed_json({"id": name, **said}))
        stream.write(b'\n],\n"edges":[')
        for number, (subject, target, key, values) in enumerate(rows.edges()):
            ends = {"source": subject, "target": target, "key": key}
            said = native_values(values, edge_columns)
            stream.write((b",\n" if number else b"\n") + packed_json({**ends, **said}))
        stream.write(b"\n]}\n")


def read_node_link(path: Path | str) -> nx.MultiDiGraph[str]:
    """Read a directed graph in node-link JSON, plain or gzipped; raises `GraphFormatError`.

    What `write_node_link` wrote of a claim graph comes back equal.
    """
    with opened(path) as stream:
        try:
            read = _decoder.decode(stream.read())
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            raise GraphFormatError(f"is no node-link JSON: {error}") from None
        return _graph(read)


def _graph(read: _NodeLink) -> nx.MultiDiGraph[str]:
    edges = read.links if read.edges is None else read.edges
    if not read.directed:
        raise GraphFormatError("is undirected: claim graphs are directed")
    if edges is None:
        raise GraphFormatError("is no node-link JSON: it has no edges")
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph.update(_values(read.graph, ()))
    for number, node in enumerate(read.nodes):
        name, values = _text(node, "id", f"node {number}"), _values(node, ("id",))
        if "curie" in values:
            values["id"] = values.pop("curie")
        graph.add_node(name)
        graph.nodes[name].update(values)
    for number, edge in enumerate(edges):
        where = f"edge {number}"
        source, target = _text(edge, "source", where), _text(edge, "target", where)
        key = _text(edge, "key", where) if "key" in edge else f"e{number}"
        if graph.has_edge(source, target, key):
            raise GraphFormatError(f"{where}: two edges with the key {key!r}")
        graph.add_edge(source, target, key=key)
        graph.edges[source, target, key].update(_values(edge, _KEPT["edge"]))
    return graph


def _columns(columns: Iterable[Attribute], part: str) -> dict[str, Attribute]:
    for column in columns:
        if column.name in _KEPT[part]:
            raise GraphFormatError(f"the name {column.name!r} of a {part} attribute is node-link's own")
    return {column.name: column for column in columns}


def _values(given: Mapping[str, Any], kept: Iterable[str]) -> dict[str, Any]:
    return {
        name: tuple(value) if name in _LISTS and isinstance(value, list) else value
        for name, value in shown_json(dict(given)).items()
        if name not in kept
    }


def _text(given: Mapping[str, Any], name: str, where: str) -> str:
    if not isinstance(given.get(name), str):
        raise GraphFormatError(f"{where}: its {name} is missing or no text")
    return unhidden(given[name])
