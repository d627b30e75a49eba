"""The whole job over many records: the files it reads, and what is told of it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
import typer
from typer.testing import CliRunner

from claimgraph import read
from claimgraph.errors import ClaimgraphError, TrainingDataError
from claimgraph.extract.benchmark import scale_files
from claimgraph.extract.benchmark.command import benchmark as benchmark_command
from claimgraph.extract.benchmark.memory_texts import ABSTRACTS
from claimgraph.extract.benchmark.run import Benchmark
from claimgraph.extract.benchmark.scale import ScaleFigure, Stage, read_log, scale_figure
from claimgraph.extract.benchmark.scale_files import write_baseline
from claimgraph.extract.benchmark.scale_tables import scale_tables
from claimgraph.extract.benchmark.watchers import Sample, Watched
from claimgraph.extract.metrics import Metrics
from claimgraph.extract.run_log import RunLog

from .conftest import write_lines

TEXTS = (
    {"title": "Zetrol & gabrin.", "text": "Zetrol lowers gabrin by <5 %.", "year": "1999"},
    {"title": "More of it.", "text": "Gabrin\x0b binds zetrol."},
)


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    write_lines(tmp_path / ABSTRACTS, list(TEXTS))
    return tmp_path


def test_files_hold_the_texts_again_and_again(
    corpora: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scale_files, "_RECORDS", 2)
    told: list[int] = []
    folder = tmp_path / "baseline"
    size = write_baseline(folder, corpora, documents=5, on_written=told.append)
    assert [path.name for path in sorted(folder.iterdir())] == [f"baseline000{n}.xml.gz" for n in (1, 2, 3)]
    assert size == sum(path.stat().st_size for path in folder.iterdir())
    assert told == [2, 4, 5]
    documents = list(read(folder))
    assert [one.id for one in documents] == [f"PMID:{pmid}" for pmid in range(1, 6)]
    assert [one.text for one in documents[:2]] == [one.text for one in documents[2:4]]
    assert "Zetrol lowers gabrin by <5 %." in documents[0].text
    assert (documents[0].title, documents[0].source.year, documents[1].source.year) == (
        "Zetrol & gabrin.",
        1999,
        None,
    )


def test_files_are_the_same_each_time(corpora: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_baseline(tmp_path / name, corpora, documents=3)
    first, second = (next((tmp_path / name).iterdir()).read_bytes() for name in ("a", "b"))
    assert first == second


def test_no_abstracts_are_told(tmp_path: Path) -> None:
    write_lines(tmp_path / ABSTRACTS, [])
    with pytest.raises(TrainingDataError, match="no abstracts"):
        write_baseline(tmp_path / "baseline", tmp_path, documents=3)


def _watched(began: float) -> Watched:
    """Ten samples, one a second: memory rises to the fifth, CPU by half a second, the store by a megabyte."""
    samples = tuple(
        Sample(float(at), {1: 10.0, 2: 50.0 + min(at, 5)}, at / 2, at * 1_000_000) for at in range(11)
    )
    return Watched(
        code=0, cpu=5.5, wall=11.0, process=1, samples=samples, high_water={1: 10.0, 2: 55.0}, clock=began
    )


def _log(path: Path, began: float, *, ended: bool = True) -> Path:
    """A run that puts ten documents into the store each second."""

    def event(name: str, after: float, **values: object) -> bytes:
        at = datetime.fromtimestamp(began + after, UTC).isoformat(timespec="milliseconds")
        return msgspec.json.encode({"time": at, "event": name, **values}) + b"\n"

    lines = [event("started", 0.0)]
    lines += [event("committed", float(at), documents=10 * at, claims=20 * at) for at in range(1, 11)]
    if ended:
        metrics = msgspec.structs.asdict(Metrics(cpu_seconds=1.5, pipeline={"parser": 3.0, "tagger": 0.5}))
        lines.append(event("ended", 10.5, documents=100, claims=200, failures={"time": 2}, metrics=metrics))
    path.write_bytes(b"".join(lines))
    return path


def test_growth_is_told_by_tenths(tmp_path: Path) -> None:
    began = 1_700_000_000.0
    events = read_log(_log(tmp_path / "log.jsonl", began))
    figure = scale_figure(_watched(began), events, workers=2, source_mb=3.21)
    assert (figure.documents, figure.claims, figure.failures, figure.workers) == (100, 200, 2, 2)
    assert (figure.parent_cpu, figure.steps) == (1.5, {"parser": 3.0, "tagger": 0.5})
    assert figure.documents_per_cpu == pytest.approx(100 / 5.5)
    assert [one.documents for one in figure.stages] == list(range(10, 101, 10))
    assert figure.stages[0] == Stage(documents=10, cpu=0.5, wall=1.0, peak_mb=61.0, store_mb=1.0)
    assert figure.stages[-1] == Stage(documents=100, cpu=5.0, wall=10.0, peak_mb=65.0, store_mb=10.0)


def test_a_log_without_an_end_is_refused(tmp_path: Path) -> None:
    events = read_log(_log(tmp_path / "log.jsonl", 1_700_000_000.0, ended=False))
    with pytest.raises(ClaimgraphError, match="nothing of its end"):
        scale_figure(_watched(1_700_000_000.0), events, workers=1, source_mb=1.0)


def test_the_log_is_that_of_a_run(tmp_path: Path) -> None:
    with RunLog(tmp_path / "log.jsonl") as log:
        log.write("committed", documents=3, claims=4)
    (event,) = read_log(tmp_path / "log.jsonl")
    assert (event.event, event.documents, event.claims) == ("committed", 3, 4)


def test_tables() -> None:
    stages = tuple(
        Stage(documents=n * 10, cpu=n * 0.5, wall=float(n), peak_mb=65.0, store_mb=n * 1.0)
        for n in range(1, 11)
    )
    ours = ScaleFigure(
        system="claimgraph extract",
        documents=100,
        workers=1,
        cpu=5.5,
        wall=11.0,
        peak_mb=65.0,
        parent_cpu=1.5,
        steps={"parser": 3.0},
        stages=stages,
    )
    peer = ScaleFigure(system="spaCy, x", documents=100, workers=2, cpu=50.0, wall=30.0, peak_mb=900.0)
    text = scale_tables([ours, peer])
    assert "| spaCy, x | 2 | 100 | 50 | 30 | 2.0 | 900 |" in text
    assert "| parser | 30.00 | 66.7% |" in text
    assert "| 100 | 50.0 | 65 | 10.0 | 100.0 |" in text
    # 38,000,000 / 100 documents times 1.5 s, and 4 s for the workers, in hours
    assert "| the one process that reads and writes | 158 | 158.3 |" in text
    assert "| workers, 16 cores | 422 | 26.4 |" in text
    assert "the store 3,800 GB" in text
    assert scale_tables([peer]).count("| spaCy") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from Linux's /proc")
@pytest.mark.model
def test_the_command_measures_the_whole_job(corpora: Path) -> None:
    app = typer.Typer()
    app.command()(benchmark_command)
    output, docs = corpora / "figures.json", corpora / "scale.md"
    result = CliRunner().invoke(
        app,
        [
            "scale",
            "--documents",
            "4",
            "--corpora",
            str(corpora),
            "--output",
            str(output),
            "--docs",
            str(docs),
        ],
    )
    assert result.exit_code == 0, result.output
    one, two, *peer = msgspec.json.decode(output.read_bytes(), type=Benchmark).scale
    assert (one.documents, one.workers, two.documents, two.workers) == (4, 1, 4, 2)
    assert one.claims == two.claims
    assert one.stages[-1].documents == 4
    assert one.steps["parser"] > 0
    assert 0 < one.parent_cpu < one.cpu
    assert [figure.documents for figure in peer] in ([], [4])
    assert "claimgraph extract | 2 | 4 |" in docs.read_text(encoding="utf-8")
