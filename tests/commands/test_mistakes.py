"""A wrong call ends with 2, an error with 1, and each says in a sentence what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command_line import Command

from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.formats.catalog import FORMATS


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
        ("query", "claims.db"),
        ("query", "claims.db", "relations"),
        ("query", "claims.db", "relations", "--role", "subject"),
        ("query", "claims.db", "relations", "IL-2", "--json", "--format", "csv"),
        ("query", "claims.db", "relations", "IL-2", "--json", "--output", "part.graphml"),
        ("query", "claims.db", "paths", "IL-2", "fever", "--denied", "--polarity", "negated"),
        ("query", "claims.db", "relations", "IL-2", "--role", "bystander"),
        ("query", "claims.db", "relations", "IL-2", "--predicate", "adores"),
        ("query", "claims.db", "relations", "IL-2", "--polarity", "no"),
        ("query", "claims.db", "relations", "IL-2", "--aspect", "colour"),
        ("query", "claims.db", "relations", "IL-2", "--direction", "up"),
        ("query", "claims.db", "relations", "IL-2", "--certainty", "sure"),
        ("query", "claims.db", "paths", "IL-2", "fever", "--predicate", "adores"),
        ("export", "claims.db", "claims.csv"),
        ("import", "claims.csv", "--store", "claims.db"),
        ("explain", "claims.db", ""),
        ("sync",),
        ("measure-belief", "none"),
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
        (("query", "none.db", "cypher", "DROP TABLE Entity"), "only what asks is run"),
        (("status", "/"), "/: a folder, not a claim store"),
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


@pytest.mark.parametrize(
    "arguments", [("query", "{}", "entities"), ("withdraw",), ("query", "{}", "relations")]
)
def test_an_argument_that_is_no_utf_8_is_told_in_one_line(
    command: Command, store: Path, arguments: tuple[str, ...]
) -> None:
    given = [str(store) if one == "{}" else one for one in arguments]
    said = command(*given, *([store] if len(given) == 1 else []), os.fsdecode(b"PMID:1\xff"))
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert said.err.startswith("claimgraph: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--since", "2020", "--until", "2000"), "no year is from 2020 on and up to 2000"),
        (("--predicate", "treats", "--direction", "increased"), "a claim of treats has never the direction"),
        (("--with", " "), "by a name that is empty"),
    ],
)
def test_what_no_claim_can_fit_is_told_and_not_answered_with_nothing(
    command: Command, store: Path, arguments: tuple[str, ...], said: str
) -> None:
    told = command("query", store, "relations", "IL-2", *arguments)
    assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)
    assert said in told.err


@pytest.mark.parametrize("arguments", [("export",), ("query", "relations", "IL-2", "--output")])
def test_an_ending_that_tells_nothing_brings_those_that_do(
    command: Command, store: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    name, *rest = arguments
    told = command(name, store, *rest, tmp_path / "graph.csv")
    assert told.code == 2
    assert [known for known in FORMATS.values() if known.endings[0] not in told.err] == []
    assert ("--format" in told.err) == (name == "export")


def test_one_is_told_as_one(command: Command, store: Path, tmp_path: Path) -> None:
    with ClaimStore.open(store, mode="write") as claims:
        claims.withdraw("PMID:2")
    graph, again = tmp_path / "graph.json", tmp_path / "again.db"
    assert command("export", store, graph).err == f"{graph}: 5 nodes, 4 edges\n"
    assert command("import", graph, "--store", again).err == f"{again}: 4 claims of 1 document\n"
    said = command(
        "query", store, "relations", "IL-2", "--predicate", "causes", "-o", tmp_path / "part.graphml"
    )
    assert said.err.endswith("part.graphml: 2 nodes, 1 edge\n")
