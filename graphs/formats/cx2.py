"""CX2, the exchange format of NDEx and Cytoscape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
import networkx as nx

from claimgraph.errors import GraphFormatError
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.formats.json_text import packed_json
from claimgraph.graphs.formats.rows import columns_of, rows_of
from claimgraph.graphs.formats.values import native_values
from claimgraph.graphs.schema import Attribute, Kind
from claimgraph.whole_file import open_whole

_TYPES: dict[Kind, str] = {
    "string": "string",
    "json": "string",
    "long": "long",
    "double": "double",
    "boolean": "boolean",
    "list": "list_of_string",
}
_KEY = "key"  # our own name of a node or edge: CX2 numbers them


def write_cx2(source: nx.DiGraph[Any] | ClaimStore, path: Path | str) -> None:
    """Write a directed graph, or a store's, as CX2; JSON becomes a string, a node's or edge's key `key`.

    The numbers of nodes are held in memory. Raises `GraphFormatError`.
    """
    with rows_of(source) as rows, open_whole(path) as stream:
        graph_columns = columns_of([rows.graph])
        node_columns, edge_columns = _flat(rows.node_columns), _flat(rows.edge_columns)
        declared = {
            "networkAttributes": _declared(_flat(graph_columns)),
            "nodes": {_KEY: {"d": "string"}} | _declared(node_columns),
            "edges": {_KEY: {"d": "string"}} | _declared(edge_columns),
        }
        counts = {
            "attributeDeclarations": 1,
            "networkAttributes": 1,
            "nodes": rows.n_nodes,
            "edges": rows.n_edges,
        }
        numbers: dict[str, int] = {}
        numbered = count()

        def nodes() -> Iterator[Any]:
            for key, values in rows.nodes():
                numbers[key] = next(numbered)
                yield {"id": numbers[key], "v": {_KEY: key} | native_values(values, node_columns)}

        def edges() -> Iterator[Any]:
            for number, (start, end, key, values) in enumerate(rows.edges()):
                said = {_KEY: key} | native_values(values, edge_columns)
                yield {"id": number, "s": numbers[start], "t": numbers[end], "v": said}

        stream.write(b'[{"CXVersion":"2.0","hasFragments":false}')
        parts: dict[str, Iterable[Any]] = {
            "metaData": [{"name": name, "elementCount": size} for name, size in counts.items()],
            "attributeDeclarations": [declared],
            "networkAttributes": [native_values(rows.graph, _flat(graph_columns))],
            "nodes": nodes(),
            "edges": edges(),
            "status": [{"success": True}],
        }
        for name, items in parts.items():
            stream.write(b',\n{"%b":[' % name.encode())
            for number, item in enumerate(items):
                stream.write((b",\n" if number else b"\n") + packed_json(item))
            stream.write(b"]}")
        stream.write(b"\n]\n")


def _flat(columns: Iterable[Attribute]) -> dict[str, Attribute]:
    """The columns as CX2 can hold them, by name."""
    flat = {}
    for column in columns:
        if column.name == _KEY:
            raise GraphFormatError(
                f"the name {_KEY!r} of an attribute is needed for the keys of nodes and edges"
            )
        kind: Kind = "string" if column.kind == "json" else column.kind
        flat[column.name] = msgspec.structs.replace(column, kind=kind)
    return flat


def _declared(columns: dict[str, Attribute]) -> dict[str, dict[str, str]]:
    return {name: {"d": _TYPES[column.kind]} for name, column in columns.items()}
