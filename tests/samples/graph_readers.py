"""Reads what each format wrote with the tool that it is for: the names of its nodes, as that tool gives them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import rdflib
import rustworkx

from claimgraph.graphs.formats.catalog import read_graph

csv.field_size_limit(1 << 30)


def by_networkx(path: Path) -> list[str]:
    graph = nx.read_graphml(path, force_multigraph=True)
    return [data["name"] for _, data in graph.nodes(data=True)]


def by_igraph(path: Path) -> list[str]:
    graph = igraph.Graph.Read_GraphML(str(path))
    assert graph.is_directed()
    return list(graph.vs["name"])


def by_rustworkx(path: Path) -> list[str]:
    (graph,) = rustworkx.read_graphml(str(path))
    return [data["name"] for data in graph.nodes()]


def by_node_link(path: Path) -> list[str]:
    said = json.loads(path.read_text(encoding="utf-8"), parse_constant=_refuse)
    graph = nx.node_link_graph(said, edges="edges")
    assert isinstance(graph, nx.MultiDiGraph)
    return [data["name"] for _, data in graph.nodes(data=True)]


def by_claimgraph(path: Path) -> list[str]:
    return [data["name"] for _, data in read_graph(path).nodes(data=True)]


def by_csv(path: Path) -> list[str]:
    """Neo4j takes a record a line, unless told otherwise; each has as many cells as the header."""
    names = []
    for part in ("nodes", "edges"):
        lines = (path / f"{part}.csv").read_text(encoding="utf-8").split("\n")[:-1]
        header, *rows = [next(csv.reader([line])) for line in lines]
        assert {len(row) for row in rows} <= {len(header)}
        if part == "nodes":
            names = [row[header.index("name:string")] for row in rows]
    return names


def by_duckdb(path: Path) -> list[str]:
    import duckdb  # noqa: PLC0415 - an extra

    with duckdb.connect() as connection:
        nodes, edges = f"'{path}/nodes.parquet'", f"'{path}/edges.parquet'"
        rows = connection.execute(f"SELECT name FROM {nodes}").fetchall()
        lost = f"SELECT count(*) FROM {edges} WHERE source NOT IN (SELECT key FROM {nodes})"
        assert connection.execute(lost).fetchone() == (0,)
    return [name for (name,) in rows]


def by_cx2(path: Path) -> list[str]:
    parts = json.loads(path.read_text(encoding="utf-8"), parse_constant=_refuse)
    (nodes,) = [part["nodes"] for part in parts if "nodes" in part]
    return [node["v"]["name"] for node in nodes]


def by_rdflib(path: Path) -> list[str]:
    graph = rdflib.Dataset(default_union=True)
    graph.parse(path, format="trig")
    associations = set(
        graph.subjects(rdflib.RDF.type, rdflib.URIRef("https://w3id.org/biolink/vocab/Association"))
    )
    return [str(name) for node, name in graph.subject_objects(rdflib.RDFS.label) if node not in associations]


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


READERS: dict[str, tuple[str, Callable[[Path], list[str]]]] = {
    "networkx": ("g.graphml", by_networkx),
    "igraph": ("g.graphml", by_igraph),
    "rustworkx": ("g.graphml", by_rustworkx),
    "node-link": ("g.json", by_node_link),
    "kgx": ("g.kgx", by_claimgraph),
    "kgx-jsonl": ("g.kgx-jsonl", by_claimgraph),
    "neo4j": ("g.neo4j", by_csv),
    "parquet": ("g.parquet", by_duckdb),
    "cx2": ("g.cx2", by_cx2),
    "turtle": ("g.ttl", by_rdflib),
    "trig": ("g.trig", by_rdflib),
}
