"""`claimgraph import`: a store from a graph, or none."""

from __future__ import annotations

from pathlib import Path

from command_line import Command


def test_a_graph_is_imported_into_a_new_store(command: Command, store: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.db"
    for name in ("graph.graphml", "graph.json", "graph.kgx", "graph.kgx-jsonl"):
        assert command("export", store, tmp_path / name).code == 0
        said = command("import", tmp_path / name, "--store", again)
        assert said.err == f"{again}: 9 claims of 2 documents\n"
        for question in (("relations", "IL-2"), ("relations", "compound X9", "--json")):
            assert command("query", again, *question).out == command("query", store, *question).out
        assert command("import", tmp_path / name, "--store", again).code == 2  # it is there
        again.unlink()


def test_a_bad_graph_leaves_no_store(command: Command, tmp_path: Path) -> None:
    (tmp_path / "bomb.graphml").write_text('<!DOCTYPE g [<!ENTITY a "a">]><g>&a;</g>', encoding="utf-8")
    said = command("import", tmp_path / "bomb.graphml", "--store", tmp_path / "new.db")
    assert said.code == 1
    assert "DOCTYPE" in said.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bomb.graphml"]


def test_a_store_on_a_server_is_made_of_a_file(command: Command, store: Path, tmp_path: Path) -> None:
    assert command("export", store, tmp_path / "graph.json").code == 0
    said = command("import", tmp_path / "graph.json", "--store", "postgresql://ann:secret@db.lab/claims")
    assert said.code == 2
    assert "import into a file, then merge it there" in " ".join(said.err.replace("│", " ").split())
    assert "secret" not in said.err
