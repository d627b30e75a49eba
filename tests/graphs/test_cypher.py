"""openCypher gives what the other questions give."""

from __future__ import annotations

import json
import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from claim_samples import review, trial
from typer.testing import CliRunner

from claimgraph.cli import app
from claimgraph.errors import QueryError
from claimgraph.extract.store import ClaimStore
from claimgraph.extract.store_ledger import Failure
from claimgraph.extract.store_standing import revision_of
from claimgraph.graphs.cypher import ask_cypher, load_cypher, renew_cypher
from claimgraph.graphs.query import relations

pytest.importorskip("ladybug", reason="the extra cypher is not installed")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "claims.db"
    with ClaimStore.open(path, mode="write") as opened:
        opened.insert([trial(), review()])
    return path


def test_distinct_claims_and_single_ones(store: Path, tmp_path: Path) -> None:
    database = tmp_path / "claims.lbug"
    with ClaimStore.open(store) as opened:
        load_cypher(opened, database)
        expected = {(r.key, r.belief, r.n_claims) for r in relations(opened, "IL-2", role="subject")}
    columns, rows = ask_cypher(
        database, "MATCH (:Entity {name: 'IL2'})-[s:STATES]->() RETURN s.key, s.belief, s.n_claims"
    )
    assert columns == ["s.key", "s.belief", "s.n_claims"]
    assert {tuple(row) for row in rows} == expected
    _, sentences = ask_cypher(
        database,
        "MATCH ()-[c:CLAIMS]->(e:Entity {id: 'MONDO:0005105'}) RETURN c.sentence ORDER BY c.document",
    )
    assert sentences == [
        ["We gave IL-2 against melanoma and renal cell carcinoma."],
        ["Is interleukin-2 of use in melanoma?"],
    ]
    with pytest.raises(QueryError, match="openCypher"):
        ask_cypher(database, "MATCH (a RETURN a")
    with pytest.raises(QueryError, match="openCypher"):
        ask_cypher(database, "MATCH (a:Entity) DETACH DELETE a")


@pytest.mark.parametrize(
    "question",
    [
        "COPY (MATCH (n:Entity) RETURN n.name) TO '{file}'",
        "MATCH (n:Entity) RETURN n.name; COPY (MATCH (n:Entity) RETURN n.name) TO '{file}'",
        "/* asks */ EXPORT DATABASE '{file}'",
        "MATCH (n:Entity) WHERE n.name = '//' RETURN 1; EXPORT DATABASE '{file}'",
        "RETURN '/*'; EXPORT DATABASE '{file}'; RETURN '*/'",
        r"RETURN 'a\'; // '; EXPORT DATABASE '{file}' //'",
        "RETURN 1 // a comment\n; EXPORT DATABASE '{file}'",
        "RETURN 1; RETURN 2",
        "",
    ],
)
def test_nothing_but_questions_is_run(store: Path, tmp_path: Path, question: str) -> None:
    file = tmp_path / "precious.csv"
    file.write_text("mine", encoding="utf-8")
    with ClaimStore.open(store) as opened:
        load_cypher(opened, tmp_path / "claims.lbug")
    with pytest.raises(QueryError, match=r"only what asks|only one question"):
        ask_cypher(tmp_path / "claims.lbug", question.format(file=file))
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("// a comment; with a semicolon\nRETURN 'a;b' AS text;", ["a;b"]),
        ("RETURN 'http://a;b' AS `;text`; // once; only", ["http://a;b"]),
        (r"RETURN 'it\'s; \"so\"', " + '"/* it\'s; */" /* one; */', ['it\'s; "so"', "/* it's; */"]),
    ],
)
def test_semicolons_in_texts_and_comments_part_nothing(
    store: Path, tmp_path: Path, question: str, row: list[str]
) -> None:
    with ClaimStore.open(store) as opened:
        load_cypher(opened, tmp_path / "claims.lbug")
    assert ask_cypher(tmp_path / "claims.lbug", question)[1] == [row]


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    file = tmp_path / "other.lbug"
    file.write_text("no database", encoding="utf-8")
    with pytest.raises(QueryError, match=r"other\.lbug: no graph database"):
        ask_cypher(file, "RETURN 1")


def test_the_command_loads_once_and_asks(store: Path) -> None:
    question = "MATCH (a:Entity)-[s:STATES]->(b:Entity) WHERE s.sign = -1 RETURN a.name AS who ORDER BY who"
    for _ in range(2):
        outcome = CliRunner().invoke(app, ["query", str(store), "cypher", question])
        assert outcome.exit_code == 0, outcome.output
        told = [json.loads(line) for line in outcome.stdout.splitlines()]
        assert [one["who"] for one in told] == ["IL2", "IL2", "compound X9"]


def test_a_database_is_loaded_anew_when_and_only_when_the_claims_have_changed(
    store: Path, tmp_path: Path
) -> None:
    database = tmp_path / "claims.lbug"
    counted = "MATCH ()-[c:CLAIMS]->() RETURN count(c)"
    with ClaimStore.open(store, mode="write") as opened:
        assert renew_cypher(opened, database)
        os.utime(store, (2e9, 2e9))  # a copy, or another run that brought nothing
        opened.record_failure(Failure("a.xml", "7", "broken"))
        opened.insert([trial()])
        assert not renew_cypher(opened, database)
        opened.withdraw("PMID:2")
        os.utime(database, (3e9, 3e9))
        assert renew_cypher(opened, database)
        assert ask_cypher(database, counted)[1] == [[4]]
        opened.restore("PMID:2")
        opened.revise(revision_of(msgspec.structs.replace(trial(), title=None)))
        assert renew_cypher(opened, database)
        assert ask_cypher(database, counted)[1] == [[9]]
    with ClaimStore.open(tmp_path / "other.db", mode="write") as other:
        other.insert([review()])
        assert renew_cypher(other, database), "a database of another store"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["claims.db", "claims.lbug", "other.db"]


def test_a_database_of_somebody_else_is_left_alone(store: Path, tmp_path: Path) -> None:
    import ladybug  # noqa: PLC0415

    other = tmp_path / "other.lbug"
    connection = ladybug.Connection(ladybug.Database(str(other)))
    connection.execute("CREATE NODE TABLE CLAIMS(key STRING PRIMARY KEY)")
    connection.close()
    connection.database.close()
    before = other.read_bytes()
    with ClaimStore.open(store) as opened, pytest.raises(QueryError, match="name another --database"):
        renew_cypher(opened, other)
    assert other.read_bytes() == before


def test_several_questions_load_a_database_at_once(store: Path, tmp_path: Path) -> None:
    database = tmp_path / "claims.lbug"

    def ask(_: int) -> list[list[object]]:
        with ClaimStore.open(store) as opened:
            load_cypher(opened, database)
        return ask_cypher(database, "MATCH ()-[c:CLAIMS]->() RETURN count(c)")[1]

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(ask, range(4))) == [[[9]]] * 4
    assert sorted(path.name for path in tmp_path.iterdir()) == ["claims.db", "claims.lbug"]


def test_a_load_that_fails_leaves_nothing(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with ClaimStore.open(store) as opened, pytest.raises(FileNotFoundError):
        load_cypher(opened, tmp_path / "claims.lbug")
    with ClaimStore.open(store) as opened, pytest.raises(QueryError, match=r"x\.lbug: its folder does not"):
        load_cypher(opened, tmp_path / "none" / "x.lbug")
    assert [path.name for path in tmp_path.iterdir()] == ["claims.db"]


def test_a_folder_of_any_name_serves_to_load(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / r"it's a \ folder"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    with ClaimStore.open(store) as opened:
        load_cypher(opened, folder / "claims.lbug")
    assert ask_cypher(folder / "claims.lbug", "MATCH (e:Entity) RETURN count(e)")[1] == [[8]]
