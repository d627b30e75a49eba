"""The whole command on saved predictions."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.errors import TrainingDataError
from claimgraph.extract.benchmark.predictions import Prediction, save_predictions
from claimgraph.extract.benchmark.run import TASKS, questions, run_benchmark
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
        ("med1250", "dev"),
        ("genia", "dev"),
        ("genia-pos", "dev"),
    }
    assert {one.part for one in questions(TASKS, part="dev")} == {"dev"}
