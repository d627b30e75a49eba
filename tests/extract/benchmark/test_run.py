"""The whole command on saved predictions."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import typer
from typer.testing import CliRunner

from claimgraph.errors import TrainingDataError
from claimgraph.extract.benchmark.command import benchmark as benchmark_command
from claimgraph.extract.benchmark.predictions import Prediction, save_predictions
from claimgraph.extract.benchmark.questions import TASKS, questions
from claimgraph.extract.benchmark.run import Benchmark, run_benchmark
from claimgraph.extract.scoring.counts import Counts


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    folder = tmp_path / "predictions"
    save_predictions(
        folder / "med1250.dev.text.jsonl", [Prediction(id="2", abbreviations=(("QF", "Quell fever"),))]
    )
    (folder / "pipeline.json").write_text('{"pipeline": "en_test", "version": "1.2"}', encoding="utf-8")
    return folder


def test_saved_predictions_are_scored_without_the_pipeline(corpora: Path, saved: Path) -> None:
    benchmark = run_benchmark(
        ["abbreviations"], corpora=corpora, pipeline="en_test", predictions=saved, saved=True
    )
    assert (benchmark.pipeline, benchmark.version) == ("en_test", "1.2")
    assert [(one.part, one.score.counts) for one in benchmark.figures] == [("dev", Counts(1, 0, 0))]


def test_predictions_of_another_pipeline_are_refused(corpora: Path, saved: Path) -> None:
    with pytest.raises(TrainingDataError, match="en_test"):
        run_benchmark(["abbreviations"], corpora=corpora, pipeline="en_other", predictions=saved, saved=True)


def test_nothing_saved(corpora: Path, tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError, match="no saved predictions"):
        run_benchmark(["abbreviations"], corpora=corpora, pipeline="en", predictions=tmp_path, saved=True)


def test_unknown_tasks_are_named(corpora: Path, tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError, match="no such task: nre"):
        run_benchmark(["nre", "ner"], corpora=corpora, pipeline="en", predictions=tmp_path)


def test_the_part_is_test_where_one_is_public() -> None:
    parts = {(one.corpus, one.part) for one in questions(TASKS)}
    assert parts == {
        ("bc5cdr", "test"),
        ("jnlpba", "test"),
        ("biored", "test"),
        *((corpus, "dev") for corpus in ("ncbi-disease", "craft", "nlm-gene", "bionlp13cg", "anatem")),
        ("med1250", "dev"),
        ("genia", "dev"),
        ("genia-pos", "dev"),
    }
    assert {one.part for one in questions(TASKS, part="dev")} == {"dev"}


def test_the_command_prints_and_writes_the_figures(corpora: Path, saved: Path, tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(benchmark_command)
    output, docs = tmp_path / "figures.json", tmp_path / "benchmarks.md"
    places = {"--corpora": corpora, "--predictions": saved, "--output": output, "--docs": docs}
    options = [part for name, path in places.items() for part in (name, str(path))]
    result = CliRunner().invoke(app, ["abbreviations", "--saved", "--pipeline", "en_test", *options])
    assert result.exit_code == 0, result.output
    assert "| all | 100.00 |" in result.stdout
    assert "| all | 100.00 |" in docs.read_text(encoding="utf-8")
    written = msgspec.json.decode(output.read_bytes(), type=Benchmark)
    assert [one.task for one in written.figures] == ["abbreviations"]
