"""The whole command on saved predictions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
import spacy
import typer
from typer.testing import CliRunner

from claimgraph.errors import TrainingDataError
from claimgraph.extract.benchmark.command import benchmark as benchmark_command
from claimgraph.extract.benchmark.gold import MENTION_CORPORA
from claimgraph.extract.benchmark.predictions import PredictedMention, Prediction, save_predictions
from claimgraph.extract.benchmark.questions import ALL_TASKS, TASKS, UNSEEN, questions
from claimgraph.extract.benchmark.run import Benchmark, run_benchmark
from claimgraph.extract.scoring.counts import Counts

from .conftest import write_lines


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
    parts = {(one.corpus, one.part) for one in questions(ALL_TASKS) if one.task != "errors"}
    assert parts == {
        ("bc5cdr", "test"),
        ("jnlpba", "test"),
        ("biored", "test"),
        *((corpus, "dev") for corpus in ("ncbi-disease", "craft", "nlm-gene", "bionlp13cg", "anatem")),
        *((corpus, "dev") for corpus in ("gnormplus", "bioid-cellline")),
        ("cellfinder", "train"),
        ("med1250", "dev"),
        ("genia", "dev"),
        ("genia-pos", "dev"),
        *((corpus, "dev") for corpus in MENTION_CORPORA),
    }
    dev = questions(TASKS, part="dev")
    assert {one.part for one in dev} == {"dev"}


@pytest.mark.parametrize("part", ["test", "dev"])
def test_no_test_part_is_asked_across_corpora(part: str) -> None:
    asked = questions(["cross-corpus"], part=part, left_out={"biored", "s800", "other"})
    assert [(one.corpus, one.part, one.way) for one in asked] == [
        ("biored", "dev", "left-out"),
        ("s800", "train", "left-out"),
        ("bionlp13cg", "dev", "text"),
        ("anatem", "dev", "text"),
        ("cellfinder", "train", "text"),
    ]


def ask_across(corpora: Path, predictions: Path, **options: Any) -> Benchmark:
    for corpus, part in UNSEEN.items():
        write_lines(corpora / f"ner/{corpus}/{part}.jsonl.gz", [{"id": "1", "text": "Zetrol."}])
    return run_benchmark(
        ["cross-corpus"], corpora=corpora, pipeline="en_test", predictions=predictions, **options
    )


def test_predictions_of_a_pipeline_trained_without_a_corpus_are_scored_apart(
    corpora: Path, saved: Path
) -> None:
    for corpus, part in UNSEEN.items():
        save_predictions(saved / f"{corpus}.{part}.text.jsonl", [Prediction(id="1")])
    found = Prediction(id="1", mentions=(PredictedMention(0, 6, "Chemical"),))
    save_predictions(saved / "biored.dev.left-out.jsonl", [found])
    save_predictions(saved / "biored.dev.text.jsonl", [])  # of a pipeline that read it
    figures = ask_across(corpora, saved, saved=True).figures
    sums = {one.corpus: one.score.counts for one in figures if one.label == "all"}
    assert sums == {"biored": Counts(1, 0, 4), **dict.fromkeys(UNSEEN, Counts())}


def test_each_left_out_corpus_is_read_by_its_own_pipeline(
    corpora: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "left-out" / "biored").mkdir(parents=True)
    (tmp_path / "left-out" / "biored" / "config.cfg").touch()
    (tmp_path / "left-out" / "s800").mkdir()  # not trained to its end
    loaded, asked = [], []

    def load(name: str) -> spacy.Language:
        loaded.append(name)
        nlp = spacy.blank("en")
        nlp.meta["name"] = name
        return nlp

    def predict(nlp: spacy.Language, gold: Any, *, corpus: str, way: str, **_: Any) -> list[Prediction]:
        asked.append((nlp.meta["name"], corpus, way))
        return [Prediction(id=document.id) for document in gold]

    monkeypatch.setattr("claimgraph.extract.pipeline.load", load)
    monkeypatch.setattr("claimgraph.extract.benchmark.predict.predict", predict)
    found = ask_across(corpora, tmp_path / "new", left_out=tmp_path / "left-out")
    assert loaded == ["en_test", str(tmp_path / "left-out" / "biored")]
    assert asked[-1] == (loaded[1], "biored", "left-out")
    assert {name for name, _, way in asked if way == "text"} == {"en_test"}
    assert found.pipeline == "en_test"


def test_a_folder_without_such_pipelines(corpora: Path, tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError, match="no pipeline there under the name of bc5cdr"):
        ask_across(corpora, tmp_path, left_out=tmp_path)


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
