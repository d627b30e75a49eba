"""Tables for Neo4j's bulk import: a folder of nodes and edges as CSV, with the headers that tell their types.

neo4j-admin database import full --nodes=graph.neo4j/nodes.csv --relationships=graph.neo4j/edges.csv
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import networkx as nx

from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.formats.folders import graph_folder
from claimgraph.graphs.formats.hidden import NOT_IN_ROWS, hidden
from claimgraph.graphs.formats.rows import rows_of
from claimgraph.graphs.formats.values import plain, written
from claimgraph.graphs.schema import Attribute, Kind

_TYPES: dict[Kind, str] = {
    "string": "string",
    "json": "string",
    "long": "long",
    "double": "double",
    "boolean": "boolean",
    "list": "string[]",
}
_BETWEEN = ";"  # Neo4j's own sign between the items of a list; in an item it is hidden
_NOT_IN_ITEMS = re.compile(f"{_BETWEEN}|{NOT_IN_ROWS.pattern}")
_NOT_IN_NAMES = re.compile("[^A-Za-z0-9_]")


def write_neo4j_csv(source: nx.DiGraph[Any] | ClaimStore, path: Path | str) -> None:
    """Write a directed graph, or a store's, as `nodes.csv` and `edges.csv` in a folder.

    A node's label is its entity type, an edge's type its predicate in capitals. Line ends and other controls
    are written as in `hidden`. Raises `GraphFormatError`.
    """
    with rows_of(source) as rows, graph_folder(path, ("nodes.csv", "edges.csv")) as folder:
        with (folder / "nodes.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerow(["key:ID", ":LABEL", *_headers(rows.node_columns)])
            for name, values in rows.nodes():
                table.writerow(
                    [_shown(name), _name(values, "type", "Node"), *_cells(values, rows.node_columns)]
                )
        with (folder / "edges.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerow([":START_ID", ":END_ID", ":TYPE", "key", *_headers(rows.edge_columns)])
            for start, end, key, values in rows.edges():
                kind = _name(values, "predicate", "RELATED_TO").upper()
                cells = _cells(values, rows.edge_columns)
                table.writerow([_shown(start), _shown(end), kind, _shown(key), *cells])


def _headers(columns: Iterable[Attribute]) -> list[str]:
    """Property and type of each column; "key" is the one that we add, and names are Neo4j's."""
    names = [_NOT_IN_NAMES.sub("_", column.name) for column in columns]
    taken = {"key"}
    headers = []
    for name, column in zip(names, columns, strict=True):
        free = name
        while free in taken:
            free += "_"
        taken.add(free)
        headers.append(f"{free}:{_TYPES[column.kind]}")
    return headers


def _cells(values: Mapping[str, Any], columns: Sequence[Attribute]) -> list[str]:
    named = {str(name): value for name, value in values.items()}
    cells = []
    for column in columns:
        given = plain(named.get(column.name), name=column.name)
        if given is None:
            cells.append("")
        elif column.kind == "list" and isinstance(given[1], list):
            cells.append(_BETWEEN.join(hidden(item, _NOT_IN_ITEMS) for item in given[1]))
        else:
            cells.append(_shown(written(given[1], column.kind)))
    return cells


def _name(values: Mapping[str, Any], attribute: str, otherwise: str) -> str:
    value = values.get(attribute)
    return (_NOT_IN_NAMES.sub("_", value) if isinstance(value, str) else "") or otherwise


def _shown(text: str) -> str:
    return hidden(text, NOT_IN_ROWS)
