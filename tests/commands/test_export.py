"""`claimgraph export`: the graph in a file, and never over the store."""

from __future__ import annotations

from pathlib import Path

from command_line import Command

from claimgraph.graphs.formats.graphml_read import read_graphml


def test_export_never_writes_over_the_store(command: Command, store: Path) -> None:
    before = store.read_bytes()
    for output in (store, Path(f"{store}-wal")):
        said = command("export", store, output)
        assert said.code == 2
        assert "is the store itself" in said.err
    assert store.read_bytes() == before


def test_export_writes_standard_output(command: Command, store: Path, tmp_path: Path) -> None:
    assert command("export", store, tmp_path / "graph.graphml").code == 0
    written = (tmp_path / "graph.graphml").read_text(encoding="utf-8")
    assert command("export", store, "-").out == written
    assert sorted(path.name for path in tmp_path.iterdir()) == ["claims.db", "graph.graphml"]


def test_export_writes_the_graph(command: Command, store: Path, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    said = command("export", store, path)
    graph = read_graphml(path)
    assert said.err == f"{path}: {len(graph)} nodes, {graph.number_of_edges()} edges\n"
    assert graph.has_edge("HGNC:6001", "MONDO:0005105")


def test_graphml_options_are_for_graphml(command: Command, store: Path, tmp_path: Path) -> None:
    path = tmp_path / "claims.graphml"
    said = command("export", store, path, "--edges", "claims", "--evidence", "apart", "--yed")
    assert said.err == f"{path}: 8 nodes, 9 edges\n"
    assert (tmp_path / "claims.evidence.jsonl").is_file()
    assert "is for GraphML" in command("export", store, tmp_path / "g.cx2", "--yed").err
    assert command("export", store, tmp_path / "g.any", "--format", "cx2").code == 0
