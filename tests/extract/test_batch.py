"""Batches: the same records in the same order whatever befalls the workers; no document lost unsaid."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.corpus.document import Deletion, Document, Source
from claimgraph.errors import MissingModel
from claimgraph.extract.batch import DEFAULT_LIMITS, BatchLimits, BatchRunner, cut_batches
from claimgraph.extract.records import Record
from claimgraph.extract.runner import Item, Result
from claimgraph.extract.store_ledger import Failure

OPENER = "worker_tasks:open_reader"


def documents(*texts: str) -> list[Document]:
    return [
        Document(id=f"D:{number}", text=text, source=Source(path="made.jsonl"))
        for number, text in enumerate(texts)
    ]


def run(items: Iterable[Item], *, workers: int = 1, limits: BatchLimits = DEFAULT_LIMITS) -> list[Result]:
    with BatchRunner("tests", workers=workers, limits=limits, opener=OPENER) as runner:
        return list(runner.extract(items))


def read(results: Iterable[Result]) -> list[str]:
    return [result.id for result in results if isinstance(result, Record)]


def failed(results: Iterable[Result]) -> list[Failure]:
    return [result for result in results if isinstance(result, Failure)]


def test_one_worker_and_three_give_the_same_in_the_same_order() -> None:
    items = documents(*(f"text {number}" for number in range(50)))
    limits = BatchLimits(documents=3)
    one = run(items, limits=limits)
    assert read(one) == [item.id for item in items]
    assert run(items, workers=3, limits=limits) == one


def test_a_document_that_kills_its_worker_is_set_aside_alone() -> None:
    items = documents(*("fine" for _ in range(9)), "die", *("fine" for _ in range(6)))
    results = run(items, workers=2, limits=BatchLimits(documents=8))
    assert failed(results) == [Failure("made.jsonl", "D:9", "the worker process ended (exit code 7)")]
    assert read(results) == [item.id for item in items if item.text == "fine"]
    assert isinstance(results[9], Failure), "the failure stands in the document's place"


def test_a_worker_killed_by_something_else_loses_nothing(tmp_path: Path) -> None:
    items = documents("fine", f"die-once {tmp_path / 'killed'}", "fine")
    results = run(items)
    assert (tmp_path / "killed").exists()
    assert read(results) == ["D:0", "D:1", "D:2"]


def test_a_document_that_takes_too_long_is_set_aside() -> None:
    limits = BatchLimits(seconds=2.0, seconds_per_1000_characters=0.0)
    results = run(documents("fine", "hang"), limits=limits)
    assert [failure.reason for failure in failed(results)] == ["took longer than 2 s"]
    assert read(results) == ["D:0"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is limited on Linux only")
def test_a_document_that_needs_too_much_memory_is_set_aside() -> None:
    limits = BatchLimits(memory=1 << 30)
    results = run(documents("fine", f"grow {1 << 29}", f"grow {3 << 30}", "fine"), limits=limits)
    assert [failure.reason for failure in failed(results)] == ["needed more memory than 1.0 GiB"]
    assert read(results) == ["D:0", "D:1", "D:3"]


def test_a_text_that_is_no_unicode_is_set_aside() -> None:
    results = run(documents("fine", "half a pair: \ud83d", "fine"))
    assert [failure.record for failure in failed(results)] == ["D:1"]
    assert "no Unicode" in failed(results)[0].reason
    assert read(results) == ["D:0", "D:2"]


def test_what_only_rides_along_fills_a_batch_too() -> None:
    gone = [Deletion(id=f"D:{number}", path="made.jsonl") for number in range(25)]
    batches = list(cut_batches(gone, limits=BatchLimits(items=10)))
    assert [len(batch) for batch in batches] == [10, 10, 5]


def test_failures_and_deletions_keep_their_place() -> None:
    one, two = documents("one", "two")
    unreadable, gone = Failure("made.jsonl", "line 3", "broken"), Deletion(id="D:9", path="made.jsonl")
    results = run([unreadable, one, gone, two, unreadable])
    assert results[0] == unreadable
    assert results[2] == gone
    assert results[4] == unreadable
    assert read(results) == ["D:0", "D:1"]


def test_nothing_to_read_gives_nothing() -> None:
    assert run([]) == []


def test_a_worker_is_renewed_without_loss() -> None:
    items = documents(*(f"text {number}" for number in range(8)))
    assert len(read(run(items, limits=BatchLimits(documents=1, renew_after=2)))) == 8


def test_reading_stays_only_a_window_ahead() -> None:
    taken = 0

    def endless() -> Iterable[Document]:
        nonlocal taken
        while True:
            taken += 1
            yield Document(id=f"D:{taken}", text="text")

    limits = BatchLimits(documents=4, ahead=2)
    with BatchRunner("tests", workers=2, limits=limits, opener=OPENER) as runner:
        results = runner.extract(endless())
        for _ in range(20):
            next(results)
    assert taken <= 20 + (2 * 2 + 2) * 4


def test_a_missing_pipeline_is_said_before_anything_is_read() -> None:
    with BatchRunner("missing", opener="worker_tasks:open_echo") as runner, pytest.raises(MissingModel):
        runner.pipeline()


@given(st.lists(st.integers(0, 40), max_size=40), st.integers(1, 5), st.integers(1, 60))
def test_batches_hold_every_item_once_and_stay_in_their_limits(
    lengths: list[int], most: int, characters: int
) -> None:
    items = documents(*("x" * length for length in lengths))
    batches = list(cut_batches(items, limits=BatchLimits(documents=most, characters=characters)))
    assert [item for batch in batches for item in batch] == items
    for batch in batches:
        total = sum(len(item.text) for item in batch if isinstance(item, Document))
        assert 1 <= len(batch) <= most
        assert total <= characters or len(batch) == 1
