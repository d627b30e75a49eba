"""A wrong call ends with 2, an error with 1, and each says in a sentence what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Command


@pytest.mark.parametrize(
    "arguments",
    [
        ("extract", "notes.jsonl"),
        ("extract", "notes.jsonl", "--output", "a", "--store", "b"),
        ("extract", "notes.jsonl", "--output", "a", "--format", "papyrus"),
        ("extract", "notes.jsonl", "--output", "a", "--field", "text"),
        ("extract", "notes.jsonl", "--output", "a", "--field", "sound=body"),
        ("extract", "notes.jsonl", "--output", "a", "--workers", "-1"),
        ("extract", "notes.jsonl", "--output", "a", "--reread"),
        ("extract",),
        ("extract", "notes.jsonl", "--output", "a"),  # there is none
        ("query", "claims.db", "relations", "IL-2", "--role", "bystander"),
        ("query", "claims.db", "relations", "IL-2", "--predicate", "adores"),
        ("query", "claims.db", "relations", "IL-2", "--polarity", "no"),
        ("query", "claims.db", "relations", "IL-2", "--aspect", "colour"),
        ("query", "claims.db", "relations", "IL-2", "--direction", "up"),
        ("query", "claims.db", "relations", "IL-2", "--certainty", "sure"),
        ("query", "claims.db", "paths", "IL-2", "fever", "--predicate", "adores"),
        ("export", "claims.db", "claims.csv"),
        ("export", "claims.graphml", "claims.graphml"),
        ("train", "--pipeline", "none_such"),
        ("lexicon", "build", "work", "--tier", "bogus"),
        ("conjure",),
    ],
)
def test_a_wrong_call_ends_with_two_and_says_why(command: Command, arguments: tuple[str, ...]) -> None:
    said = command(*arguments)
    assert said.code == 2
    assert "Error: " in said.err
    assert said.out == ""


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("export", "none.db", "graph.graphml"), "none.db: no such claim store"),
        (("query", "none.db", "relations", "IL-2"), "none.db: no such claim store"),
        (("show", "none.txt"), "none.txt"),
        (("extract", "-", "--output", "a.jsonl", "--pipeline", "none_such"), "none_such"),
    ],
)
def test_an_error_is_one_line_and_ends_with_one(
    command: Command, arguments: tuple[str, ...], reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = command(*arguments)
    assert said.code == 1
    assert said.err.startswith("claimgraph: ")
    assert said.err.count("\n") == 1
    assert reason in said.err
    assert list(tmp_path.iterdir()) == [], "nothing is left behind"
