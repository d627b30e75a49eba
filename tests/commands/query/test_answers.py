"""The questions on the command line: forms of answers, and files of graphs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from claim_samples import review, trial
from typer.testing import CliRunner

from claimgraph.cli import app
from claimgraph.commands.query import QUESTIONS
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.build import assemble
from claimgraph.graphs.formats.catalog import read_graph
from claimgraph.graphs.formats.graphml_read import read_graphml

ASKED = {
    "entities": ["melan"],
    "relations": ["IL-2", "--other-type", "Disease", "--polarity", "affirmed"],
    "paths": ["melanoma", "Tregs"],
    "neighbourhood": ["IL-2", "--depth", "2"],
    "related": ["hypotension"],
    "causes": ["melanoma", "Tregs"],
    "effects": ["IL-2", "compound X9"],
    "conflicts": ["IL-2"],
    "years": ["IL-2"],
    "changes": ["IL-2", "--before", "2020", "--after", "2021"],
    "documents": [],
    "failures": [],
}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "claims.db"
    with ClaimStore.open(path, mode="write") as opened:
        opened.insert([trial(), review()])
    return path


def answer(store: Path, question: str, *arguments: str) -> str:
    outcome = CliRunner().invoke(app, ["query", str(store), question, *arguments])
    assert outcome.exit_code == 0, outcome.output
    return outcome.stdout


def test_every_question_is_tried_here() -> None:
    assert {question.__name__ for question in QUESTIONS} == {*ASKED, "cypher"}  # has a test of its own


@pytest.mark.parametrize("question", ASKED)
def test_answers_come_as_text_json_and_csv(store: Path, question: str) -> None:
    arguments = ASKED[question]
    assert answer(store, question, *arguments).strip()
    lines = answer(store, question, *arguments, "--format", "json")
    assert lines == answer(store, question, *arguments, "--json")
    objects = [json.loads(line) for line in lines.splitlines()]
    table = list(csv.DictReader(io.StringIO(answer(store, question, *arguments, "--format", "csv"))))
    assert all(None not in row and None not in row.values() for row in table)
    expected = len(objects[0]["relations"]) if question == "neighbourhood" else len(objects)
    assert len(table) == expected
    assert bool(table) == (question != "failures")


def test_filters_reach_the_question(store: Path) -> None:
    arguments = ["--type", "CellType", "--predicate", "increases", "--format", "csv"]
    (row,) = csv.DictReader(io.StringIO(answer(store, "relations", *arguments)))
    assert (row["subject_name"], row["object_name"], row["documents"]) == (
        "IL2",
        "regulatory T cell",
        "PMID:2",
    )
    assert "nothing is claimed" in answer(store, "relations", "IL-2", "--until", "1999")
    assert "nothing is claimed" in answer(store, "relations", "IL-2", "--least-belief", "0.99")
    assert "hypotension" in answer(store, "relations", "hypotension", "--context", "melanoma").lower()


def test_the_sign_and_the_weakest_step_are_shown(store: Path) -> None:
    said = answer(store, "paths", "melanoma", "Tregs")
    assert "sign −; weakest melanoma – IL2" in said
    assert "against: IL2  not: treats" in answer(store, "paths", "IL-2", "renal cell carcinoma")


@pytest.mark.parametrize(
    "question", ["relations", "paths", "neighbourhood", "causes", "effects", "conflicts", "changes"]
)
def test_the_graph_of_an_answer_goes_to_a_file(store: Path, tmp_path: Path, question: str) -> None:
    file = tmp_path / "part.graphml"
    answer(store, question, *ASKED[question], "--output", str(file))
    part = read_graphml(file)
    with ClaimStore.open(store) as opened:
        whole = assemble(opened)
    assert part.number_of_edges() > 0
    assert set(part.edges(keys=True)) <= set(whole.edges(keys=True))
    assert all(data["evidence"] for *_, data in part.edges(data=True))


def test_the_ending_tells_the_format_of_such_a_graph(store: Path, tmp_path: Path) -> None:
    answer(store, "neighbourhood", "IL-2", "--output", str(tmp_path / "part.json"))
    assert read_graph(tmp_path / "part.json").number_of_edges() > 0
    answer(store, "neighbourhood", "IL-2", "--output", str(tmp_path / "part.html"))
    assert (tmp_path / "part.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_denials_count_whatever_is_filtered_and_written(store: Path, tmp_path: Path) -> None:
    asked = ["relations", "IL-2", "--with", "renal cell carcinoma", "--polarity", "affirmed"]
    (relation,) = [json.loads(line) for line in answer(store, *asked, "--json").splitlines()]
    file = tmp_path / "part.graphml"
    answer(store, *asked, "--output", str(file))
    with ClaimStore.open(store) as opened:
        whole = assemble(opened)
    ((source, target, key, data),) = read_graphml(file).edges(keys=True, data=True)
    assert data["belief"] == relation["belief"] == whole.edges[source, target, key]["belief"]


def test_what_can_not_be_asked_is_told(store: Path, tmp_path: Path) -> None:
    for wrong in (
        ["relations", "IL-2", "--format", "xml"],
        ["relations", "IL-2", "--output", str(tmp_path / "part.doc")],
        ["changes", "IL-2"],
        ["changes", "IL-2", "--before", "2000"],
    ):
        assert CliRunner().invoke(app, ["query", str(store), *wrong]).exit_code == 2


def test_years_have_no_least_belief(store: Path) -> None:
    outcome = CliRunner().invoke(app, ["query", str(store), "years", "IL-2", "--least-belief", "0.5"])
    assert outcome.exit_code == 2
    assert "No such option" in outcome.output
