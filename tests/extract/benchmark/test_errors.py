"""Counting errors, and drawing some of them to be read."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
import typer
from typer.testing import CliRunner

from claimgraph.errors import TrainingDataError
from claimgraph.extract.benchmark.command import benchmark as benchmark_command
from claimgraph.extract.benchmark.errors import PlacedError, count_errors, draw, read_errors, show
from claimgraph.extract.benchmark.predictions import PredictedMention, Prediction, save_predictions
from claimgraph.extract.benchmark.questions import questions
from claimgraph.extract.benchmark.run import run_benchmark
from claimgraph.extract.benchmark.tables import task_tables

from .conftest import write_lines

# of the text "Zetrol lowers gabrin in quell fever.\nWe found that zetrol treats quell fever."
SAID = Prediction(
    id="1",
    mentions=(
        PredictedMention(0, 6, "Chemical"),
        PredictedMention(14, 20, "CellType"),  # a class that the corpus doesn't annotate
        PredictedMention(24, 35, "Disease"),
        PredictedMention(37, 39, "Organism"),
        PredictedMention(71, 76, "Disease"),
    ),
)
KINDS = [
    ("GeneOrGeneProduct", False, "wrong type", False),
    ("Organism", True, "spurious", False),
    ("Chemical", False, "missed", False),
    ("Disease", False, "too short", True),
    ("Disease", True, "too short", False),
]


@pytest.fixture
def predictions(corpora: Path, tmp_path: Path) -> Path:
    """Saved predictions for all corpora of `ner`: each but biored has one document without mentions."""
    folder = tmp_path / "predictions"
    for one in questions(["errors"]):
        if one.corpus == "biored":
            save_predictions(folder / one.file, [SAID])
            continue
        # "6" stands in the dev part that is cut from a train part
        part = "train" if one.corpus == "nlm-gene" else one.part
        write_lines(corpora / f"ner/{one.corpus}/{part}.jsonl.gz", [{"id": "6", "text": "Gabrin."}])
        save_predictions(folder / one.file, [Prediction(id="6")])
    (folder / "pipeline.json").write_text('{"pipeline": "en_test", "version": "1.2"}', encoding="utf-8")
    return folder


@pytest.fixture
def errors(corpora: Path, predictions: Path) -> list[PlacedError]:
    return read_errors(corpora, predictions)


def test_errors_of_the_joint_types(errors: list[PlacedError]) -> None:
    found = [(one.error.label, one.error.found, one.error.kind, one.error.inconsistent) for one in errors]
    assert found == KINDS
    assert {one.corpus for one in errors} == {"biored"}


def test_they_are_shown_in_their_context(errors: list[PlacedError]) -> None:
    assert show(errors[3]) == (
        "biored 1:65\tmiss\tDisease\ttoo short, inconsistent"
        "\tuell fever. We found that zetrol treats [[quell fever]].\tfound: fever (Disease)"
    )
    assert show(errors[1]).split("\t")[:2] == ["biored 1:37", "false hit"]
    assert show(errors[1]).endswith("in quell fever. [[We]] found that zetrol treats quell fever.")


def test_the_sample_is_the_same_each_time(errors: list[PlacedError]) -> None:
    many = errors * 100
    drawn = draw(many)
    assert len(drawn) == 200
    assert drawn == draw(many)
    assert drawn != draw(many, seed=1)
    assert draw(errors) == errors  # fewer than are to be drawn


def test_counts_by_kind_and_class(errors: list[PlacedError]) -> None:
    every, drawn, *by_class = count_errors(errors * 2, errors)
    assert (every.drawn, every.false_hits, every.misses, every.inconsistent) == (False, 4, 6, 2)
    assert (drawn.drawn, drawn.false_hits, drawn.misses) == (True, 2, 3)
    assert every.kinds["too short"] == 4
    assert [(one.label, sum(one.kinds.values())) for one in by_class] == [
        ("Disease", 2),
        ("Chemical", 1),
        ("GeneOrGeneProduct", 1),
        ("Organism", 1),
    ]


def test_only_counts_are_kept_with_the_figures(corpora: Path, predictions: Path) -> None:
    found = run_benchmark(
        ["errors"], corpora=corpora, pipeline="en_test", predictions=predictions, saved=True
    )
    table = task_tables(found, "errors").splitlines()
    assert table[0].startswith("|  | false hits | misses | wrong type | too long | too short |")
    assert table[2] == "| all errors | 2 | 3 | 1 | 0 | 2 | 0 | 0 | 1 | 1 | 1 |"
    assert table[4] == "| Disease | 1 | 1 | 0 | 0 | 2 | 0 | 0 | 0 | 0 | 1 |"
    assert not found.figures
    assert "quell" not in json.dumps(msgspec.to_builtins(found))


def test_a_document_without_prediction(corpora: Path, predictions: Path) -> None:
    save_predictions(predictions / "biored.dev.text.jsonl", [])
    with pytest.raises(TrainingDataError, match=r"biored.*no prediction for 1"):
        read_errors(corpora, predictions)


def test_errors_are_asked_on_dev_parts_alone() -> None:
    assert {one.part for one in questions(["errors"], part="test")} == {"dev"}


@pytest.mark.parametrize("place", ["-", "errors.txt"])
def test_the_command_lists_what_was_drawn(
    corpora: Path, predictions: Path, tmp_path: Path, place: str
) -> None:
    path = place if place == "-" else str(tmp_path / place)
    result = run_command("errors", corpora, predictions, path)
    assert result.exit_code == 0, result.output
    listed = result.stdout if place == "-" else Path(path).read_text(encoding="utf-8")
    assert sum("[[" in line for line in listed.splitlines()) == len(KINDS)
    assert "| all errors | 2 | 3 |" in result.stdout


@pytest.mark.parametrize(
    ("task", "place", "words"), [("errors", "in/it.txt", "repository"), ("ner", "-", "goes with")]
)
def test_a_list_that_is_refused(
    corpora: Path, predictions: Path, tmp_path: Path, task: str, place: str, words: str
) -> None:
    (tmp_path / "in" / ".git").mkdir(parents=True)
    result = run_command(task, corpora, predictions, place if place == "-" else str(tmp_path / place))
    assert result.exit_code == 2
    assert words in " ".join(result.output.split())
    assert not (tmp_path / "in/it.txt").exists()


def run_command(task: str, corpora: Path, predictions: Path, place: str) -> typer.testing.Result:
    app = typer.Typer()
    app.command()(benchmark_command)
    options = ["--saved", "--pipeline", "en_test", "--corpora", str(corpora), "--list", place]
    return CliRunner().invoke(app, [task, "--predictions", str(predictions), *options])
