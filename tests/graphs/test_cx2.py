"""CX2: its parts in their order, and `ndex2` reads it where it is installed."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest
from claim_samples import review, trial

from claimgraph.errors import GraphFormatError
from claimgraph.extract.records import claims_of
from claimgraph.graphs.build import assemble
from claimgraph.graphs.formats.cx2 import write_cx2


def test_parts_stand_in_order_and_are_counted_and_declared(tmp_path: Path) -> None:
    graph = assemble([*claims_of(trial()), *claims_of(review())])
    write_cx2(graph, tmp_path / "g.cx2")
    first, *parts = json.loads((tmp_path / "g.cx2").read_text(encoding="utf-8"))
    assert first == {"CXVersion": "2.0", "hasFragments": False}
    held = {name: items for part in parts for name, items in part.items()}
    assert list(held) == [
        "metaData",
        "attributeDeclarations",
        "networkAttributes",
        "nodes",
        "edges",
        "status",
    ]
    assert {part["name"]: part["elementCount"] for part in held["metaData"]} == {
        name: len(held[name]) for name in ("attributeDeclarations", "networkAttributes", "nodes", "edges")
    }
    (declared,) = held["attributeDeclarations"]
    types = {"string": str, "long": int, "double": float, "boolean": bool, "list_of_string": list}
    for part in ("nodes", "edges"):
        for item in held[part]:
            assert all(type(value) is types[declared[part][name]["d"]] for name, value in item["v"].items())
    keys = {node["id"]: node["v"]["key"] for node in held["nodes"]}
    edges = {(keys[edge["s"]], keys[edge["t"]], edge["v"]["key"]) for edge in held["edges"]}
    assert edges == set(graph.edges(keys=True))


def test_ndex2_reads_it(tmp_path: Path) -> None:
    cx2 = pytest.importorskip("ndex2.cx2", reason="ndex2 is not installed")
    graph = assemble(claims_of(trial()))
    write_cx2(graph, tmp_path / "g.cx2")
    network = cx2.RawCX2NetworkFactory().get_cx2network(str(tmp_path / "g.cx2"))
    assert (len(network.get_nodes()), len(network.get_edges())) == (len(graph), graph.number_of_edges())


def test_the_name_of_our_key_is_taken(tmp_path: Path) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", key="b")
    with pytest.raises(GraphFormatError, match="'key'"):
        write_cx2(graph, tmp_path / "g.cx2")
