"""A cluster: the same results in the same order as on one machine, whatever befalls its workers and its parts."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import accumulate
from pathlib import Path

import msgspec
import pytest
from store_runs import held

from claimgraph.corpus.document import Deletion, Document, Source
from claimgraph.errors import ClaimgraphError, MissingExtra, MissingModel, RemoteError
from claimgraph.extract import run as run_module
from claimgraph.extract.batch import BatchRunner
from claimgraph.extract.cluster import _LOCAL, Cluster, ClusterRunner
from claimgraph.extract.cluster_work import extract_slice
from claimgraph.extract.parts import part_name
from claimgraph.extract.run import Job, extract_to_store
from claimgraph.extract.runner import Item, Result
from claimgraph.extract.slices import cut_slices
from claimgraph.extract.store_ledger import Failure

OPENER = "worker_tasks:open_reader"


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a cluster of two workers, which are started anew when they die."""
    dask = pytest.importorskip("dask", reason="needs the extra dask")
    distributed = pytest.importorskip("distributed", reason="needs the extra dask")
    with (
        dask.config.set(_LOCAL),
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            memory_limit=0,
            dashboard_address="127.0.0.1:0",
            silence_logs=50,
        ) as cluster,
    ):
        yield cluster.scheduler_address


def documents(*texts: str, count: int = 0) -> list[Document]:
    """Documents of these texts, and more up to `count`."""
    further = (f"text {number}" for number in range(len(texts), count))
    return [
        Document(id=f"D:{number}", text=text, source=Source(path="made.jsonl"))
        for number, text in enumerate((*texts, *further))
    ]


def run(items: Iterable[Item], scheduler: str, parts: Path, *, opener: str = OPENER) -> list[Result]:
    with ClusterRunner("tests", Cluster(parts=str(parts), scheduler=scheduler), opener=opener) as runner:
        return list(runner.extract(items))


def run_here(items: Iterable[Item]) -> list[Result]:
    with BatchRunner("tests", opener=OPENER) as runner:
        return list(runner.extract(items))


def failed(results: Iterable[Result]) -> list[tuple[str | None, str]]:
    return [(result.record, result.reason) for result in results if isinstance(result, Failure)]


def test_a_cluster_gives_what_one_machine_gives(scheduler: str, tmp_path: Path) -> None:
    items: list[Item] = [*documents(count=400)]
    items[100:100] = [Failure("made.jsonl", "line 3", "broken"), Deletion(id="D:9", path="made.jsonl")]
    items[200:200] = documents("fail", "die", "half a pair: \ud83d")
    assert run(items, scheduler, tmp_path / "parts") == run_here(items)
    assert not (tmp_path / "parts").exists(), "what is in the store leaves no part"


def test_nothing_to_read_gives_nothing(scheduler: str, tmp_path: Path) -> None:
    assert run([], scheduler, tmp_path) == []


def test_a_worker_that_dies_in_mid_run_loses_and_doubles_nothing(scheduler: str, tmp_path: Path) -> None:
    items = documents(count=300)
    items[150] = documents(f"die-with-parent-once {tmp_path / 'killed'}")[0]
    results = run(items, scheduler, tmp_path / "parts")
    assert (tmp_path / "killed").exists()
    assert results == run_here(items)


def test_a_document_that_kills_every_worker_is_set_aside_alone(scheduler: str, tmp_path: Path) -> None:
    items = documents(*("fine" for _ in range(5)), "die-with-parent", count=8)
    results = run(items, scheduler, tmp_path)
    assert failed(results) == [("D:5", "the worker process ended, and so did all that tried it again")]
    fine = [item for item in items if item.id != "D:5"]
    assert [result for result in results if not isinstance(result, Failure)] == run_here(fine)


class Stopped(BaseException):
    """As when the run itself is killed."""


def stop_at_the_end(items: list[Document], scheduler: str, parts: Path) -> dict[Path, int]:
    """Run till all slices but the last are read, and stop; gives the parts that are left, with their lengths."""
    got: list[Result] = []
    cuts = [cut.packed for cut in cut_slices(items)][:-1]
    lengths = {parts / part_name(cut, pipeline="reader tests"): len(cut) for cut in cuts}
    left: dict[Path, int] = {}

    def reading() -> Iterator[Item]:
        yield from items
        came = [end <= len(got) for end in accumulate(lengths.values())]
        left.update(part for part, has_come in zip(lengths.items(), came, strict=True) if not has_come)
        for _ in range(300):
            if all(path.exists() for path in left):
                raise Stopped
            time.sleep(0.1)

    with (
        ClusterRunner("tests", Cluster(parts=str(parts), scheduler=scheduler), opener=OPENER) as runner,
        suppress(Stopped),
    ):
        for result in runner.extract(reading()):
            got.append(result)
    assert left, "no part was left: the test shows nothing"
    return left


def test_a_run_that_is_taken_up_uses_the_parts_that_are_there(scheduler: str, tmp_path: Path) -> None:
    noted, parts = tmp_path / "noted", tmp_path / "parts"
    items = documents(*(f"note {noted}" for _ in range(300)))
    left = stop_at_the_end(items, scheduler, parts)
    read = noted.stat().st_size
    results = run(items, scheduler, parts)
    assert noted.stat().st_size == read + 300 - sum(left.values()), "what was there was read again"
    assert results == run_here(items)


def test_a_damaged_part_is_made_anew(scheduler: str, tmp_path: Path) -> None:
    parts = tmp_path / "parts"
    items = documents(count=300)
    for path in stop_at_the_end(items, scheduler, parts):
        path.write_bytes(path.read_bytes()[:-9])
    assert run(items, scheduler, parts) == run_here(items)


def test_the_same_documents_twice_in_one_run(scheduler: str, tmp_path: Path) -> None:
    items = documents(count=300) * 2
    names = [part_name(cut.packed, pipeline="") for cut in cut_slices(items)]
    assert len(set(names)) < len(names), "no slice comes twice: the test shows nothing"
    assert run(items, scheduler, tmp_path) == run_here(items)


def test_a_folder_that_workers_do_not_share_is_said(scheduler: str, tmp_path: Path) -> None:
    parts = tmp_path / "parts"
    with ClusterRunner("tests", Cluster(parts=str(parts), scheduler=scheduler), opener=OPENER) as runner:
        runner.pipeline()

        def reading() -> Iterator[Item]:
            parts.rename(tmp_path / "elsewhere")  # as where it is there for this process alone
            yield from documents("text")

        with pytest.raises(ClaimgraphError, match="its folder does not exist"):
            list(runner.extract(reading()))


def test_a_store_and_its_ledger_are_those_of_one_machine_and_what_failed_is_tried_again(
    scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_module, "BatchRunner", partial(BatchRunner, opener=OPENER))
    monkeypatch.setattr(run_module, "ClusterRunner", partial(ClusterRunner, opener=OPENER))
    texts = tmp_path / "texts.jsonl"
    lines = [msgspec.json.encode({"id": f"D:{number}", "text": f"Text {number}."}) for number in range(90)]
    lines[40] = msgspec.json.encode({"id": "D:40", "text": f"fail-until {tmp_path / 'mended'}"})
    lines[60] = b'{"id": "D:60", "text": '
    texts.write_bytes(b"\n".join(lines))
    here = Job(sources=(str(tmp_path / "*.jsonl"),), pipeline="tests")
    cluster = Cluster(parts=str(tmp_path / "parts"), scheduler=scheduler)
    for job, name in ((here, "here.db"), (msgspec.structs.replace(here, cluster=cluster), "cluster.db")):
        (tmp_path / "mended").unlink(missing_ok=True)
        summary = extract_to_store(job, tmp_path / name)
        assert [failure.record for failure in summary.failures] == ["D:40", "61"]
        (tmp_path / "mended").touch()
        assert extract_to_store(job, tmp_path / name).documents == 0
        again = extract_to_store(msgspec.structs.replace(job, retry_failed=True), tmp_path / name)
        assert (again.documents, len(again.failures)) == (1, 1)
    assert held(tmp_path / "cluster.db") == held(tmp_path / "here.db")


def test_a_missing_pipeline_is_said(scheduler: str, tmp_path: Path) -> None:
    with (
        ClusterRunner(
            "missing",
            Cluster(parts=str(tmp_path), scheduler=scheduler),
            opener="worker_tasks:open_echo",
        ) as runner,
        pytest.raises(MissingModel, match="no pipeline called 'missing'"),
    ):
        runner.pipeline()


def test_a_worker_of_another_version_is_said(tmp_path: Path) -> None:
    with pytest.raises(ClaimgraphError, match=r"workers differ: one has 'made 1\.0', another 'reader tests'"):
        extract_slice(OPENER, "tests", "made 1.0", [], str(tmp_path / "made.part"))


def test_a_scheduler_that_is_not_there_is_said(tmp_path: Path) -> None:
    dask = pytest.importorskip("dask", reason="needs the extra dask")
    cluster = Cluster(parts=str(tmp_path), scheduler="tcp://127.0.0.1:9")
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "1s"}),
        pytest.raises(RemoteError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"),
        ClusterRunner("tests", cluster),
    ):
        pass


def test_without_the_extra_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(MissingExtra, match=r"pip install 'claimgraph\[dask\]'"),
        ClusterRunner("tests", Cluster(parts=str(tmp_path))),
    ):
        pass


def test_an_interrupt_is_for_the_run_alone(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="needs the extra dask")
    before = signal.getsignal(signal.SIGINT)
    with ClusterRunner("tests", Cluster(parts=str(tmp_path)), workers=2, opener=OPENER) as runner:
        assert signal.getsignal(signal.SIGINT) is before
        with distributed.Client(runner._client.scheduler.address) as client:
            client.wait_for_workers(2)
            theirs = client.run(signal.getsignal, signal.SIGINT)
    assert list(theirs.values()) == [signal.SIG_IGN] * 2
