"""Runs over files by the ledger: what is done is not read again, what is damaged counts for nothing."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from claimgraph.corpus.formats import read_items
from claimgraph.extract import file_ledger, run
from claimgraph.extract.batch import BatchRunner
from claimgraph.extract.ledger import Summary
from claimgraph.extract.run import Job, extract_to_store
from claimgraph.extract.store import ClaimStore
from claimgraph.extract.store_files import SourceFile


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The files that were read, in the order of their reading; workers make records of one sentence a text."""
    paths: list[str] = []

    def noted(path: str, **options: object) -> object:
        paths.append(Path(path).name)
        return read_items(path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(run, "read_items", noted)
    monkeypatch.setattr(run, "BatchRunner", partial(BatchRunner, opener="worker_tasks:open_reader"))
    return paths


def lines(*texts: str, start: int = 0) -> bytes:
    rows = ({"id": f"D:{n}", "text": text} for n, text in enumerate(texts, start=start))
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def extracted(
    folder: Path, *, pipeline: str = "one", reread: bool = False, retry_failed: bool = False
) -> Summary:
    job = Job(
        sources=(str(folder / "in"),), pipeline=pipeline, reread=reread, retry_failed=retry_failed, workers=1
    )
    return extract_to_store(job, folder / "claims.db")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two files, of two texts and of one."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_bytes(lines("Owls fly.", "Mice run."))
    (tmp_path / "in" / "b.jsonl.gz").write_bytes(gzip.compress(lines("Newts swim.", start=7)))
    return tmp_path


def states(folder: Path) -> dict[str, tuple[str, int]]:
    with ClaimStore.open(folder / "claims.db") as store:
        return {Path(file.path).name: (file.state, file.records) for file in store.files()}


def texts_of(folder: Path) -> list[str]:
    with ClaimStore.open(folder / "claims.db") as store:
        return [document.id for document in store.documents()]


def test_what_is_done_is_not_read_again(folder: Path, opened: list[str]) -> None:
    first = extracted(folder)
    assert (first.documents, first.files_skipped) == (3, 0)
    assert states(folder) == {"a.jsonl": ("done", 2), "b.jsonl.gz": ("done", 1)}
    opened.clear()
    again = extracted(folder)
    assert (again.documents, again.skipped, again.files_skipped) == (0, 3, 2)
    assert opened == []


def test_a_changed_file_is_read_though_its_size_and_time_are_the_same(
    folder: Path, opened: list[str]
) -> None:
    extracted(folder)
    path = folder / "in" / "a.jsonl"
    status = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Owls fly.", b"Owls dry."))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    opened.clear()
    summary = extracted(folder)
    assert opened == ["a.jsonl"]
    assert (summary.documents, summary.skipped) == (1, 2)


def test_a_touched_file_is_not_read(folder: Path, opened: list[str]) -> None:
    extracted(folder)
    (folder / "in" / "a.jsonl").touch()
    opened.clear()
    extracted(folder)
    assert opened == []


@pytest.mark.parametrize("damage", ["crc", "cut"])
def test_of_a_file_that_does_not_close_cleanly_nothing_counts(
    folder: Path, opened: list[str], damage: str
) -> None:
    packed = bytearray(gzip.compress(lines(*(f"Owl {n} flies." for n in range(200)), start=100)))
    if damage == "crc":
        packed[-8] ^= 0xFF
    whole, path = gzip.compress(lines("Bats hang.", start=100)), folder / "in" / "a.jsonl.gz"
    path.write_bytes(packed if damage == "crc" else packed[:-40])
    (folder / "in" / "a.jsonl").unlink()
    summary = extracted(folder)
    assert texts_of(folder) == ["D:7"]
    assert [failure.source for failure in summary.failures] == [str(path)]
    assert "gzip data" in summary.failures[0].reason
    assert states(folder)["a.jsonl.gz"] == ("failed", 0)
    path.write_bytes(whole)  # fetched again: another checksum, so that it is read without being asked for
    assert extracted(folder).failures == []
    assert texts_of(folder) == ["D:100", "D:7"]


def test_what_failed_is_told_again_and_tried_again_only_when_asked_for(
    folder: Path, opened: list[str]
) -> None:
    sign = folder / "sign"
    (folder / "in" / "a.jsonl").write_bytes(lines("Owls fly.", f"fail-until {sign}"))
    first = extracted(folder)
    assert [failure.record for failure in first.failures] == ["D:1"]
    assert states(folder)["a.jsonl"] == ("done", 2)
    sign.touch()  # what made it fail has gone
    opened.clear()
    again = extracted(folder)
    assert again.failures == first.failures
    assert opened == []
    retried = extracted(folder, retry_failed=True)
    assert (retried.failures, retried.documents) == ([], 1)
    assert opened == ["a.jsonl"]
    opened.clear()
    assert extracted(folder, retry_failed=True).failures == []
    assert opened == [], "nothing is left to try again"


def test_another_pipeline_reads_again_only_what_it_is_asked_for(folder: Path, opened: list[str]) -> None:
    extracted(folder)
    (folder / "in" / "c.jsonl").write_bytes(lines("Bats hang.", start=9))
    opened.clear()
    summary = extracted(folder, pipeline="two")
    assert opened == ["c.jsonl"]
    assert (summary.files_skipped, summary.files_of_others) == (2, 2)
    opened.clear()
    reread = extracted(folder, pipeline="two", reread=True)
    assert opened == ["a.jsonl", "b.jsonl.gz"]
    assert (reread.documents, reread.files_of_others) == (3, 0)
    with ClaimStore.open(folder / "claims.db") as store:
        assert {document.pipeline for document in store.documents()} == {"reader two\n"}
        assert {file.pipeline for file in store.files()} == {"reader two\n"}


def test_a_file_that_changes_while_it_is_read_is_not_done(
    folder: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "in" / "a.jsonl"
    fault_of = file_ledger.fault_of

    def changing(place: str, **options: object) -> str | None:
        fault = fault_of(place, **options)  # type: ignore[arg-type]
        if place == str(path):
            path.write_bytes(path.read_bytes() + lines("Bats hang.", start=5))
        return fault

    monkeypatch.setattr(file_ledger, "fault_of", changing)
    summary = extracted(folder)
    assert [(failure.source, failure.reason) for failure in summary.failures] == [
        (str(path), file_ledger.CHANGED)
    ]
    monkeypatch.setattr(file_ledger, "fault_of", fault_of)
    opened.clear()
    assert extracted(folder).failures == []
    assert opened == ["a.jsonl"]
    assert states(folder)["a.jsonl"] == ("done", 3)


def test_what_a_stopped_run_has_not_come_to_is_left(
    folder: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stop(Exception):
        """Ends a run in the middle."""

    put_file = ClaimStore.put_file

    def stopping(store: ClaimStore, file: SourceFile) -> None:
        if file.state == "done":
            raise Stop
        put_file(store, file)

    monkeypatch.setattr(ClaimStore, "put_file", stopping)
    with pytest.raises(Stop):
        extracted(folder)
    assert {state for state, _ in states(folder).values()} == {"left"}
    monkeypatch.setattr(ClaimStore, "put_file", put_file)
    assert extracted(folder).failures == []
    assert states(folder) == {"a.jsonl": ("done", 2), "b.jsonl.gz": ("done", 1)}
