"""The status of a store, the log of a run and what it cost, of runs whose workers make plain records."""

from __future__ import annotations

import gzip
import json
from functools import partial
from pathlib import Path

import msgspec
import pytest

from claimgraph.extract import run
from claimgraph.extract.batch import BatchRunner
from claimgraph.extract.ledger import Summary
from claimgraph.extract.run import Job, extract_to_file, extract_to_store
from claimgraph.extract.run_log import RunLog
from claimgraph.extract.store import ClaimStore
from claimgraph.extract.store_status import RunState, StoreStatus


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Job:
    """A folder with a good file, one with a bad document and a bad line, and a damaged one."""
    monkeypatch.setattr(run, "BatchRunner", partial(BatchRunner, opener="worker_tasks:open_reader"))
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl").write_text('{"id": "D:1", "text": "Owls fly."}\n', encoding="utf-8")
    (folder / "b.jsonl").write_text('{"id": "D:2", "text": "fail"}\n{"id": \n', encoding="utf-8")
    (folder / "c.txt.gz").write_bytes(gzip.compress(b"Mice run.")[:-3])
    return Job(sources=(str(folder),), pipeline="made", workers=2)


def status_of(path: Path) -> StoreStatus:
    with ClaimStore.open(path) as store:
        return store.status()


def events(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_status_tells_files_failures_and_pace(job: Job, tmp_path: Path) -> None:
    extract_to_store(job, tmp_path / "s.db")
    status = status_of(tmp_path / "s.db")
    assert {state: found.files for state, found in status.files.items()} == {
        "done": 2,
        "failed": 1,
        "left": 0,
    }
    assert status.files["failed"].bytes == (tmp_path / "in" / "c.txt.gz").stat().st_size
    assert status.failures == {"damaged file": 1, "failed step": 1, "malformed record": 1}
    assert [Path(file.path).name for file in status.failed_files] == ["c.txt.gz"]
    assert status.pipelines == {"reader made\n": 1}
    assert status.counts["documents"] == 1
    assert status.run is not None
    assert (status.run.documents, status.run.ended) == (1, True)
    assert status.documents_per_second is not None
    assert status.documents_per_second > 0
    assert status.seconds_left is None


def test_what_is_left_is_told_with_the_time_that_it_takes(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with ClaimStore.open(path, mode="write") as store:
        store.plan_files({"n1.xml": 3_000, "n2.xml": 6_000})
        store.note_run(RunState(began=0.0, seconds=10.0, documents=50, claims=7, bytes=1_500))
    status = status_of(path)
    assert (status.files["left"].files, status.files["left"].bytes) == (2, 9_000)
    assert (status.documents_per_second, status.seconds_left) == (5.0, 60.0)


def test_a_run_that_is_taken_up_keeps_its_pace_and_one_that_reads_nothing_tells_none(
    job: Job, tmp_path: Path
) -> None:
    path = tmp_path / "s.db"
    with ClaimStore.open(path, mode="write") as store:
        store.note_run(RunState(began=5.0, seconds=1_000.0, documents=50, claims=7, bytes=1_500))
    extract_to_store(job, path)
    taken_up = status_of(path).run
    assert taken_up is not None
    assert (taken_up.began, taken_up.documents, taken_up.ended) == (5.0, 51, True)
    assert taken_up.seconds > 1_000
    assert taken_up.bytes > 1_500
    extract_to_store(job, path)  # all is done
    assert status_of(path).run == taken_up
    (tmp_path / "in" / "d.jsonl").write_text('{"id": "D:4", "text": "Newts swim."}\n', encoding="utf-8")
    extract_to_store(job, path)
    further = status_of(path).run
    assert further is not None
    assert (further.documents, further.seconds < 1_000) == (1, True), "a run of its own"


def test_the_log_tells_files_failures_and_the_end(job: Job, tmp_path: Path) -> None:
    place = tmp_path / "in" / "run.jsonl"  # among the sources, of which it is none
    for _ in range(2):
        with RunLog(place) as log:
            summary = extract_to_store(job, tmp_path / "s.db", log=log)
    told = events(place)
    first = told[: len(told) // 2 + 1]
    assert first[0]["event"] == "started"
    assert first[0]["pipeline"] == "reader made\n"
    assert [Path(str(one["path"])).name for one in told if one["event"] == "file"] == [
        *("a.jsonl", "b.jsonl", "c.txt.gz")
    ]
    assert {one["kind"] for one in told if one["event"] == "failed"} == {
        *("damaged file", "failed step", "malformed record")
    }
    assert [one["event"] for one in told].count("ended") == 2, "a further run adds to the log"
    assert told[-1]["skipped"] == summary.skipped == 2
    assert all("run.jsonl" not in str(failure.source) for failure in summary.failures)


def test_a_run_that_is_stopped_says_so_in_its_log(tmp_path: Path) -> None:
    log = RunLog(tmp_path / "run.jsonl")
    log.write("started")
    log.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert [(one["event"], one.get("why")) for one in events(tmp_path / "run.jsonl")] == [
        ("started", None),
        ("stopped", "KeyboardInterrupt"),
    ]


@pytest.mark.parametrize("into", ["store", "file"])
def test_a_run_tells_what_it_cost(job: Job, tmp_path: Path, into: str) -> None:
    summary: Summary = (
        extract_to_store(job, tmp_path / "s.db")
        if into == "store"
        else extract_to_file(job, tmp_path / "s.jsonl")
    )
    cost = summary.metrics
    steps = {"starting", "reading sources", "waiting for workers", "writing"}
    assert steps <= cost.steps.keys()
    assert sum(cost.steps.values()) <= cost.seconds
    assert cost.worker_cpu_seconds > 0
    assert cost.peak_mb > 10
    assert cost.worker_peak_mb > 10
    assert msgspec.json.encode(summary.metrics)
