"""Writes GraphML as a stream, so that a store becomes a file without a graph in memory.

The file opens in networkx, igraph, rustworkx, Gephi and Cytoscape: every edge has an id of its own, every
attribute one type (see `values`), and labels stand where those programs look for them. yEd shows the labels of
its own kind that `yed` adds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO, Literal, get_args

import networkx as nx

from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.formats.evidence_apart import evidence_beside, kept_apart
from claimgraph.graphs.formats.graphml_rows import RowWriter, data_elements, escape
from claimgraph.graphs.formats.rows import EdgeRow, EdgeUnit, Rows, columns_of, rows_of
from claimgraph.graphs.schema import Attribute, Kind
from claimgraph.whole_file import open_whole

EvidencePlace = Literal["inside", "apart", "none"]

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
YED_NAMESPACE = "http://www.yworks.com/xml/graphml"
DESCRIPTIONS: dict[Kind, str] = {"list": "list, joined by |", "json": "JSON"}
EVIDENCE_NAMES = frozenset({"evidence", "sentence", "cues", "context"})  # what is not inside when it is apart
_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="{NAMESPACE}" xmlns:y="{YED_NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="{NAMESPACE} {NAMESPACE}/1.0/graphml.xsd">
"""
_YED_KEYS = """<key id="yn" for="node" attr.name="nodegraphics" attr.type="string" yfiles.type="nodegraphics"/>
<key id="ye" for="edge" attr.name="edgegraphics" attr.type="string" yfiles.type="edgegraphics"/>
"""


def write_graphml(
    source: nx.DiGraph[Any] | ClaimStore,
    path: Path | str,
    *,
    edges: EdgeUnit = "statements",
    evidence: EvidencePlace = "inside",
    yed: bool = False,
) -> None:
    """Write a directed graph, or a store's whole graph, to a file that appears whole or not at all.

    A name that ends in ".gz" is compressed, "-" is standard output. An edge is a distinct claim, or with
    edges="claims" one claim. Evidence is on its edge, apart in a file of JSON lines beside (`evidence_beside`),
    or left out. Raises `GraphFormatError`.
    """
    if evidence not in get_args(EvidencePlace):
        raise ValueError(f"evidence is {', '.join(get_args(EvidencePlace))}, not {evidence!r}")
    with rows_of(source, unit=edges) as rows, ExitStack() as files:
        stream = files.enter_context(open_whole(path))
        edge_rows = rows.edges()
        if evidence == "apart":
            edge_rows = kept_apart(edge_rows, files.enter_context(open_whole(evidence_beside(path))))
        _write(stream, rows, edge_rows, inside=evidence == "inside", yed=yed)
    if evidence != "apart" and str(path) != "-":  # what lies there tells of the graph that was there before
        evidence_beside(path).unlink(missing_ok=True)


def _write(stream: BinaryIO, rows: Rows, edges: Iterable[EdgeRow], *, inside: bool, yed: bool) -> None:
    def put(text: str) -> None:
        stream.write(text.encode("utf-8"))

    put(_HEAD)
    columns: dict[str, dict[str, tuple[str, Kind]]] = {}
    edge_columns = [column for column in rows.edge_columns if inside or column.name not in EVIDENCE_NAMES]
    schemas: Iterator[tuple[str, Iterable[Attribute]]] = iter(
        (("graph", columns_of([rows.graph])), ("node", rows.node_columns), ("edge", edge_columns))
    )
    for domain, attributes in schemas:
        columns[domain] = {}
        for number, attribute in enumerate(attributes):
            columns[domain][attribute.name] = (f"{domain[0]}{number}", attribute.kind)
            put(_key(f"{domain[0]}{number}", domain, attribute))
    if yed:
        put(_YED_KEYS)
    put('<graph edgedefault="directed">\n')
    put(data_elements(rows.graph, columns["graph"]))
    nodes = RowWriter(stream, "node", ("id",), columns["node"], _drawn_node if yed else None)
    for name, values in rows.nodes():
        nodes.put((name,), values)
    nodes.flush()
    lines = RowWriter(
        stream, "edge", ("id", "source", "target"), columns["edge"], _drawn_edge if yed else None
    )
    for source, target, name, values in edges:
        lines.put((name, source, target), values)
    lines.flush()
    put("</graph>\n</graphml>\n")


def _key(name: str, domain: str, attribute: Attribute) -> str:
    described = DESCRIPTIONS.get(attribute.kind)
    kind = "string" if described else attribute.kind
    title = escape(attribute.name, attribute=True)
    body = f"><desc>{described}</desc></key>" if described else "/>"
    return f'<key id="{name}" for="{domain}" attr.name="{title}" attr.type="{kind}"{body}\n'


def _drawn_node(values: Mapping[str, Any]) -> str:
    return _yed_label(values, "yn", "ShapeNode", "NodeLabel")


def _drawn_edge(values: Mapping[str, Any]) -> str:
    return _yed_label(values, "ye", "PolyLineEdge", "EdgeLabel")


def _yed_label(values: Mapping[str, Any], key: str, shape: str, label: str) -> str:
    """The label once more, where yEd looks for it; a denial is a dashed line."""
    text = escape(str(values.get("label") or ""))
    line = '<y:LineStyle type="dashed"/>' if values.get("negated") else ""
    return f'<data key="{key}"><y:{shape}>{line}<y:{label}>{text}</y:{label}></y:{shape}></data>'
