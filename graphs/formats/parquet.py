"""Parquet for DuckDB, pandas, Polars and Spark: a folder of nodes, edges and, of a claim graph, its claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx

from claimgraph.errors import MissingExtra
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.formats.folders import graph_folder
from claimgraph.graphs.formats.hidden import NOT_UNICODE, hidden
from claimgraph.graphs.formats.rows import Rows, rows_of
from claimgraph.graphs.formats.values import plain, written
from claimgraph.graphs.schema import CLAIM_ATTRIBUTES, EDGE_ATTRIBUTES, Attribute, claim_attributes

if TYPE_CHECKING:
    import pyarrow

_BATCH = 10_000  # rows held at a time
_FILES = ("nodes.parquet", "edges.parquet", "claims.parquet")
_KEYS = {
    "nodes": [Attribute("key", "string")],
    "edges": [Attribute(name, "string") for name in ("key", "source", "target")],
    "claims": [Attribute(name, "string") for name in ("edge", "source", "target")],
}


def write_parquet(source: nx.DiGraph[Any] | ClaimStore, path: Path | str) -> None:
    """Write a directed graph, or a store's, as Parquet files in a folder.

    `edges.source` and `.target` are `nodes.key`. Of a claim graph the evidence is `claims.parquet`, a row a
    claim, `claims.edge` being `edges.key`; of other graphs there are only nodes and edges. JSON is a string.
    Raises `MissingExtra` without the extra "analysis", and `GraphFormatError`.
    """
    try:
        import pyarrow  # noqa: PLC0415
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError:
        raise MissingExtra("Parquet", extra="analysis") from None
    with rows_of(source) as rows, graph_folder(path, _FILES) as folder:
        for part, columns, values in _parts(rows):
            schema = pyarrow.schema([(_shown(column.name), _type(pyarrow, column)) for column in columns])
            with pyarrow.parquet.ParquetWriter(
                folder / f"{part}.parquet", schema, compression="zstd"
            ) as writer:
                while batch := list(islice(values, _BATCH)):
                    writer.write_table(pyarrow.Table.from_pylist(batch, schema=schema))


def _parts(rows: Rows) -> Iterator[tuple[str, list[Attribute], Iterator[dict[str, Any]]]]:
    of_claims = rows.edge_columns == EDGE_ATTRIBUTES
    columns = _with_keys("nodes", rows.node_columns)
    yield "nodes", columns, (_row([key], values, columns) for key, values in rows.nodes())
    told = [column for column in rows.edge_columns if not (of_claims and column.name == "evidence")]
    edge_columns = _with_keys("edges", told)
    yield (
        "edges",
        edge_columns,
        (_row([key, start, end], values, edge_columns) for start, end, key, values in rows.edges()),
    )
    if of_claims:
        claim_columns = _with_keys("claims", CLAIM_ATTRIBUTES)
        yield "claims", claim_columns, (_row(keys, v, claim_columns) for keys, v in _claims(rows))


def _with_keys(part: str, columns: Sequence[Attribute]) -> list[Attribute]:
    """The columns of a file, its keys first; an attribute of a key's name is left out."""
    keys = _KEYS[part]
    names = {key.name for key in keys}
    return [*keys, *(column for column in columns if _shown(column.name) not in names)]


def _claims(rows: Rows) -> Iterator[tuple[list[str], Mapping[str, Any]]]:
    for edge in rows.stated():
        keys = [edge.key, edge.statement.subject, edge.statement.object]
        for support in edge.supports:
            yield keys, claim_attributes(edge.statement, support)


def _row(keys: list[str], values: Mapping[str, Any], columns: Sequence[Attribute]) -> dict[str, Any]:
    named = {str(name): value for name, value in values.items()}
    row: dict[str, Any] = {column.name: _shown(key) for column, key in zip(columns, keys, strict=False)}
    for column in columns[len(keys) :]:
        given = plain(named.get(column.name), name=column.name)
        if given is not None:
            row[_shown(column.name)] = _cell(given[1], column)
    return row


def _cell(value: Any, column: Attribute) -> Any:
    match column.kind:
        case "list" if isinstance(value, list):
            return [_shown(item) for item in value]
        case "double":
            return float(value)
        case "long" | "boolean":
            return value
    return _shown(written(value, column.kind))


def _type(arrow: Any, column: Attribute) -> pyarrow.DataType:
    match column.kind:
        case "long":
            return arrow.int64()
        case "double":
            return arrow.float64()
        case "boolean":
            return arrow.bool_()
        case "list":
            return arrow.list_(arrow.string())
    return arrow.string()


def _shown(text: str) -> str:
    return hidden(text, NOT_UNICODE)
