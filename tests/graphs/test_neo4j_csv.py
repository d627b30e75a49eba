"""Tables for Neo4j: headers with types, and cells that its import takes."""

from __future__ import annotations

import csv
from pathlib import Path

import networkx as nx
from claim_samples import review, trial

from claimgraph.extract.records import claims_of
from claimgraph.graphs.build import assemble
from claimgraph.graphs.formats.neo4j_csv import write_neo4j_csv


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_headers_tell_ids_labels_and_types(tmp_path: Path) -> None:
    write_neo4j_csv(assemble([*claims_of(trial()), *claims_of(review())]), tmp_path / "g")
    nodes = {row["key:ID"]: row for row in rows(tmp_path / "g" / "nodes.csv")}
    il2 = nodes["HGNC:6001"]
    assert (il2[":LABEL"], il2["xrefs:string[]"], il2["n_claims:long"]) == (
        "GeneOrGeneProduct",
        "NCBIGene:3558;UniProt:P60568",
        "6",
    )
    edges = rows(tmp_path / "g" / "edges.csv")
    assert {edge[":TYPE"] for edge in edges} >= {"TREATS", "ASSOCIATED_WITH"}
    assert {edge[end] for edge in edges for end in (":START_ID", ":END_ID")} <= set(nodes)
    (denied,) = [edge for edge in edges if edge["negated:boolean"] == "true"]
    assert (denied[":TYPE"], denied["polarity:string"]) == ("TREATS", "negated")


def test_columns_never_clash_and_items_keep_apart(tmp_path: Path) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", **{"key": 1, "size of it": 2, "size:of:it": 3, "tags": ["x;y", "z"]})
    write_neo4j_csv(graph, tmp_path / "g")
    (row,) = rows(tmp_path / "g" / "nodes.csv")
    assert row == {
        **{
            "key:ID": "a",
            ":LABEL": "Node",
            "key_:long": "1",
            "size_of_it:long": "2",
            "size_of_it_:long": "3",
        },
        "tags:string[]": "x_x003B_y;z",
    }
