"""Writes GraphML as a stream, so that a store becomes a file without a graph in memory.

The file opens in networkx, Gephi and Cytoscape: every edge has an id of its own, every attribute one type
(see `graphml_values`), and labels stand where those programs look for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import networkx as nx

from claimgraph.errors import GraphFormatError
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.build import stated
from claimgraph.graphs.formats.graphml_values import common_kind, escape, fits_double, plain, written
from claimgraph.graphs.schema import (
    EDGE_ATTRIBUTES,
    NODE_ATTRIBUTES,
    Attribute,
    Kind,
    edge_attributes,
    node_attributes,
)
from claimgraph.whole_file import open_whole

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
DESCRIPTIONS: dict[Kind, str] = {"list": "list, joined by |", "json": "JSON"}
_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="{NAMESPACE} {NAMESPACE}/1.0/graphml.xsd">
"""

Columns = Mapping[str, tuple[str, Kind]]  # attribute name: (id of its <key>, kind)
NodeRow = tuple[str, Mapping[str, Any]]
EdgeRow = tuple[str, str, str, Mapping[str, Any]]  # source, target, id, attributes


def write_graphml(source: nx.DiGraph[Any] | ClaimStore, path: Path | str) -> None:
    """Write a directed graph, or a store's whole graph, to a file that appears whole or not at all.

    A name that ends in ".gz" is compressed, "-" is standard output. Edge keys become edge ids where they are
    strings, no two alike and none a number; else edges are called e0, e1, … . A store is written in one
    state, whatever is written into it meanwhile. Raises `GraphFormatError`.
    """
    with open_whole(path) as stream:
        if isinstance(source, ClaimStore):
            with source.snapshot():
                nodes = ((node.key, node_attributes(node)) for node in source.nodes())
                edges = (
                    (
                        statement.subject,
                        statement.object,
                        statement.key,
                        edge_attributes(statement, supports, opposing),
                    )
                    for statement, supports, opposing in stated(source)
                )
                _write(stream, nodes, edges, NODE_ATTRIBUTES, EDGE_ATTRIBUTES)
            return
        if not source.is_directed():
            raise GraphFormatError("claim graphs are directed: this graph is not")
        names = _node_ids(source)
        node_columns = _columns(data for _, data in source.nodes(data=True))
        edge_columns = _columns(data for *_, data in source.edges(data=True))
        if _keeps_to(NODE_ATTRIBUTES, node_columns) and _keeps_to(EDGE_ATTRIBUTES, edge_columns):
            node_columns, edge_columns = NODE_ATTRIBUTES, EDGE_ATTRIBUTES  # the store's file, byte for byte
        _write(
            stream,
            ((names[node], data) for node, data in source.nodes(data=True)),
            _edge_rows(source, names),
            node_columns,
            edge_columns,
            graph_attributes=_columns([source.graph]),
            graph_data=source.graph,
        )


def _write(
    stream: BinaryIO,
    nodes: Iterable[NodeRow],
    edges: Iterable[EdgeRow],
    node_attributes_: Iterable[Attribute],
    edge_attributes_: Iterable[Attribute],
    *,
    graph_attributes: Iterable[Attribute] = (),
    graph_data: Mapping[str, Any] | None = None,
) -> None:
    def put(text: str) -> None:
        stream.write(text.encode("utf-8"))

    put(_HEAD)
    columns: dict[str, dict[str, tuple[str, Kind]]] = {}
    schemas = (("graph", graph_attributes), ("node", node_attributes_), ("edge", edge_attributes_))
    for domain, attributes in schemas:
        columns[domain] = {}
        for number, attribute in enumerate(attributes):
            columns[domain][attribute.name] = (f"{domain[0]}{number}", attribute.kind)
            put(_key(f"{domain[0]}{number}", domain, attribute))
    put('<graph edgedefault="directed">\n')
    put(_data(graph_data or {}, columns["graph"]))
    for name, values in nodes:
        put(f'<node id="{escape(name, attribute=True)}">{_data(values, columns["node"])}</node>\n')
    for source, target, name, values in edges:
        ends = f'source="{escape(source, attribute=True)}" target="{escape(target, attribute=True)}"'
        data = _data(values, columns["edge"])
        put(f'<edge id="{escape(name, attribute=True)}" {ends}>{data}</edge>\n')
    put("</graph>\n</graphml>\n")


def _key(name: str, domain: str, attribute: Attribute) -> str:
    described = DESCRIPTIONS.get(attribute.kind)
    kind = "string" if described else attribute.kind
    title = escape(attribute.name, attribute=True)
    body = f"><desc>{described}</desc></key>" if described else "/>"
    return f'<key id="{name}" for="{domain}" attr.name="{title}" attr.type="{kind}"{body}\n'


def _data(values: Mapping[str, Any], columns: Columns) -> str:
    parts = []
    for name, value in values.items():
        given = plain(value, name=str(name))
        if given is not None:
            key, kind = columns[str(name)]
            parts.append(f'<data key="{key}">{escape(written(given[1], kind))}</data>')
    return "".join(parts)


def _columns(rows: Iterable[Mapping[str, Any]]) -> tuple[Attribute, ...]:
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
