"""What a long run held in memory."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import pytest
import typer
from typer.testing import CliRunner

from claimgraph.errors import ClaimgraphError
from claimgraph.extract.benchmark import watchers
from claimgraph.extract.benchmark.command import benchmark as benchmark_command
from claimgraph.extract.benchmark.memory import measure_memory, memory_figure, peaks
from claimgraph.extract.benchmark.memory_texts import ABSTRACTS, FULL_TEXTS
from claimgraph.extract.benchmark.questions import ALL_TASKS, TASKS
from claimgraph.extract.benchmark.run import Benchmark
from claimgraph.extract.benchmark.watchers import Sample, Watched
from claimgraph.settings import DEFAULT_PIPELINE

from .conftest import write_lines

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from Linux's /proc")

# Instead of `claimgraph extract`: two workers, one after the other, that hold more than this program does.
STAND_IN = """
import subprocess, sys
source, output = sys.argv[2], sys.argv[4]
hold = "import time; x = b'x' * {}; time.sleep(0.5)"
for size in (60_000_000, 120_000_000):
    subprocess.run([sys.executable, "-c", hold.format(size)], check=True)
with open(source) as lines, open(output, "w") as records:
    records.writelines(line for line in lines if "fails" not in line)
sys.exit(3 if "fails" in open(source).read() else 0)
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    abstracts = ["Zetrol lowers gabrin.", "Gabrin binds zetrol.", "This one fails."]
    write_lines(tmp_path / ABSTRACTS, [{"id": str(n), "text": text} for n, text in enumerate(abstracts)])
    write_lines(tmp_path / FULL_TEXTS, [])
    return tmp_path


@on_linux
def test_workers_one_after_the_other(small: Path) -> None:
    held = b"x" * 300_000_000  # of this process: it must not be counted
    told: list[tuple[str, int, int]] = []
    figure = measure_memory(
        small,
        pipeline="en_test",
        documents=2,
        every=0.1,
        program=[sys.executable, "-c", STAND_IN],
        on_progress=lambda *step: told.append(step),
    )
    assert len(held) == 300_000_000
    assert told == [("texts", 1, 2), ("texts", 2, 2)]
    assert (figure.documents, figure.failures, figure.texts) == (2, 0, {"abstracts": 2})
    command, first, second = figure.processes
    assert [command.role, first.role, second.role] == ["command", "worker", "worker"]
    assert command.peak_mb < 60 < first.peak_mb < 110 < second.peak_mb < 170
    assert command.first <= first.first < first.last < second.first < second.last <= figure.wall
    assert all(one.high_water_mb >= one.peak_mb for one in figure.processes)
    assert figure.worker_peak_mb == second.peak_mb < figure.peak_mb < 230
    assert len(figure.tenths) == 10
    assert figure.tenths[2] < figure.tenths[7] <= figure.peak_mb == max(figure.tenths)
    assert figure.cpu > 0
    assert figure.wall >= 1
    assert figure.documents_per_cpu == pytest.approx(2 / figure.cpu)


@on_linux
def test_documents_that_fail_are_counted(small: Path) -> None:
    quick = [sys.executable, "-c", STAND_IN.replace("0.5", "0")]
    figure = measure_memory(small, pipeline="en_test", documents=3, every=0.1, program=quick)
    assert (figure.documents, figure.failures) == (3, 1)


@on_linux
def test_a_failing_command_tells_its_last_line(small: Path) -> None:
    program = [sys.executable, "-c", "raise SystemExit('not today')"]
    with pytest.raises(ClaimgraphError, match="not today"):
        measure_memory(small, pipeline="en_test", documents=2, program=program)


def test_systems_without_proc_are_refused(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watchers, "_PROCESSES", tmp_path / "none")
    with pytest.raises(ClaimgraphError, match="Linux only"):
        measure_memory(small, pipeline="en_test", documents=2)


def test_a_sawtooth_is_seen() -> None:
    samples = tuple(Sample(float(at), {1: 20.0, 2 + at // 10: 100.0 + at % 10}) for at in range(20))
    watched = Watched(
        code=0, cpu=10.0, wall=20.0, process=1, samples=samples, high_water={1: 21.0, 2: 112.0, 3: 110.0}
    )
    figure = memory_figure(watched, texts={"abstracts": 30, "mixed": 10}, failures=4)
    assert (figure.documents, figure.documents_per_cpu) == (40, 3.6)
    assert (figure.peak_mb, figure.worker_peak_mb) == (129.0, 109.0)
    assert figure.tenths == (121, 123, 125, 127, 129) * 2
    assert [(one.role, one.first, one.last, one.peak_mb, one.high_water_mb) for one in figure.processes] == [
        ("command", 0.0, 19.0, 20.0, 21.0),
        ("worker", 0.0, 9.0, 109.0, 112.0),
        ("worker", 10.0, 19.0, 109.0, 110.0),
    ]


def test_parts_of_a_run() -> None:
    assert peaks([1, 5, 2, 4, 3, 9], parts=3) == [5, 4, 9]
    assert peaks([1, 2], parts=4) == [1, 1, 2, 2]
    assert peaks([1, 7, 2], parts=2) == [7, 7]  # the middle one is of both
    assert peaks([]) == []


def test_it_is_measured_only_when_named() -> None:
    assert set(ALL_TASKS) - set(TASKS) == {"cross-corpus", "memory", "scale"}


@on_linux
@pytest.mark.model
def test_the_command_measures_the_pipeline(small: Path) -> None:
    app = typer.Typer()
    app.command()(benchmark_command)
    output, docs = small / "figures.json", small / "benchmarks.md"
    result = CliRunner().invoke(
        app,
        ["memory", "--documents", "3", "--corpora", str(small), "--output", str(output), "--docs", str(docs)],
    )
    assert result.exit_code == 0, result.output
    figure = msgspec.json.decode(output.read_bytes(), type=Benchmark).memory
    assert figure is not None
    assert (figure.documents, figure.failures) == (3, 0)
    assert [one.role for one in figure.processes] == ["command", "worker"]
    assert figure.worker_peak_mb > 0  # a run this short may end between two samples
    assert f"Ours: {DEFAULT_PIPELINE}" in docs.read_text(encoding="utf-8")
    assert f"| 3 | {figure.cpu:,.0f} |" in result.stdout
