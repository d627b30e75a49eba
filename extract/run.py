"""The job behind `claimgraph extract`: from sources into a file of records or a claim store."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from claimgraph.corpus.document import Deletion, Document
from claimgraph.corpus.formats import read_items
from claimgraph.corpus.options import DEFAULT_OPTIONS, ReadOptions
from claimgraph.corpus.sources import find_sources
from claimgraph.errors import UnreadableSource
from claimgraph.extract.article_names import article_name
from claimgraph.extract.batch import BatchRunner
from claimgraph.extract.cluster import Cluster, ClusterRunner
from claimgraph.extract.failure_classes import failure_class
from claimgraph.extract.file_ledger import FileLedger
from claimgraph.extract.ledger import Summary
from claimgraph.extract.metrics import ASKING, READING, STARTING, WAITING, WRITING, measured
from claimgraph.extract.record_files import RecordWriter
from claimgraph.extract.records import Record
from claimgraph.extract.run_log import SILENT, RunLog, log_end
from claimgraph.extract.runner import Item, Result, Runner
from claimgraph.extract.step_clock import StepClock
from claimgraph.extract.store import ClaimStore
from claimgraph.extract.store_files import SourceFile
from claimgraph.extract.store_ledger import Failure, Revision
from claimgraph.extract.store_limits import held
from claimgraph.extract.store_open import is_on_server, shown
from claimgraph.extract.store_standing import revision_of
from claimgraph.extract.store_status import begun
from claimgraph.extract.under_way import UnderWay
from claimgraph.extract.written_files import files_of_output, files_of_store

_COMMIT_AFTER = 32  # documents that a killed run has to do again, at most

OnProgress = Callable[[Summary], None]
_Read = TypeVar("_Read", Document, Record)


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What to read, how, and with which pipeline."""

    sources: tuple[str, ...]
    pipeline: str
    workers: int = 1
    cluster: Cluster | None = None  # None: worker processes of this one
    format: str | None = None  # None: told by each source's content
    options: ReadOptions = DEFAULT_OPTIONS
    own_terms: tuple[str, ...] = ()  # files of a user's own terms
    linker: str | None = None  # what grounds in the lexicon's place
    reread: bool = False  # into a store: also files that another pipeline has read
    retry_failed: bool = False  # into a store: also unchanged files in which something failed

    def opened(self) -> str:
        """What a worker is told to open: the pipeline, and in further lines the linker, if any, and the files."""
        return "\n".join((self.pipeline, self.linker or "", *self.own_terms))

    def runner(self) -> Runner:
        """What does the reading."""
        if self.cluster is None:
            return BatchRunner(self.opened(), workers=self.workers)
        return ClusterRunner(self.opened(), self.cluster, workers=self.workers)


class _NothingToWrite(Exception):
    """No record came: the output stays as it was."""


def silent(summary: Summary) -> None:
    """Show no progress."""


def extract_to_file(
    job: Job, output: Path | str, *, on_progress: OnProgress = silent, log: RunLog = SILENT
) -> Summary:
    """Write a record for each document; the file appears, whole, at the end.

    A run without any record leaves an earlier output as it was. Raises `MissingModel`, and `ClaimgraphError`
    where workers can't be started.
    """
    summary, clock = Summary(), StepClock()
    runner = job.runner()
    with measured(summary.metrics, clock, runner), runner:
        with clock.step(STARTING):
            title = runner.pipeline()  # a missing model is known before anything is read or written
        log.write("started", pipeline=title, sources=job.sources, workers=job.workers, output=str(output))
        items = clock.through(READING, items_of(job, leave_out=files_of_output(output) | log.files))
        with suppress(_NothingToWrite), RecordWriter(output) as records:
            for result in clock.through(WAITING, runner.extract(items)):
                if isinstance(result, Deletion):
                    summary.withdrawn += 1
                elif isinstance(result, Failure):
                    summary.failures.append(result)
                    _tell([result], log)
                elif isinstance(result, Record):
                    with clock.step(WRITING):
                        records.write(result)
                    summary.documents += 1
                    summary.claims += len(result.claims)
                on_progress(summary)
            if not records.count:
                raise _NothingToWrite
    log_end(log, summary)
    return summary


def extract_to_store(
    job: Job, path: Path | str, *, on_progress: OnProgress = silent, log: RunLog = SILENT
) -> Summary:
    """Put each document's claims into a store; what it has already, whole files or single texts, is skipped.

    What is done before a run is killed stays done. Raises as `extract_to_file`, and `StoreError`.
    """
    summary, clock = Summary(), StepClock()
    runner = job.runner()
    with measured(summary.metrics, clock, runner), runner:
        with clock.step(STARTING):
            title = runner.pipeline()
        began = time.monotonic()
        log.write("started", pipeline=title, sources=job.sources, workers=job.workers, store=shown(path))
        with ClaimStore.open(path, mode="write") as store:
            waiting: list[Result] = []
            under_way = UnderWay()
            state = begun(store.run(), now=time.time())
            before = msgspec.structs.replace(state)

            def commit(*, ended: bool = False) -> None:
                state.bytes += sum(file.size for file in waiting if isinstance(file, SourceFile))
                state.seconds, state.ended = before.seconds + time.monotonic() - began, ended
                with clock.step(WRITING), store.transaction():
                    _put(waiting, store, title, summary)
                    state.documents = before.documents + summary.documents
                    state.claims = before.claims + summary.claims
                    store.note_run(state)
                _tell(waiting, log)
                log.write("committed", documents=summary.documents, claims=summary.claims)
                under_way.arrived(len(waiting))
                waiting.clear()
                on_progress(summary)

            own = files_of_store(path) | log.files
            store.plan_files({file: os.path.getsize(file) for file in _files(job, leave_out=own)})
            ledger = FileLedger(
                store,
                title,
                summary,
                format=job.format,
                options=job.options,
                reread=job.reread,
                retry_failed=job.retry_failed,
            )
            items = clock.through(READING, items_of(job, leave_out=own, ledger=ledger))
            if is_on_server(path):
                items = map(held, items)
            unseen = clock.through(ASKING, _unseen(items, store, title, summary, under_way))
            for result in clock.through(WAITING, runner.extract(unseen)):
                # A file's row is written with the last of its claims.
                if len(waiting) >= _COMMIT_AFTER and not isinstance(result, SourceFile):
                    commit()
                waiting.append(held(result) if is_on_server(path) else result)
            commit(ended=True)
    log_end(log, summary)
    return summary


def items_of(
    job: Job, *, leave_out: Set[str] = frozenset(), ledger: FileLedger | None = None
) -> Iterator[Item]:
    """Yield the documents of the sources, with what could not be read and what is deleted in its place.

    Files whose real paths are in `leave_out` (those that the run itself writes) are passed over; with a
    ledger, those that are done, too, and each other ends with its row for the ledger.
    """
    for found in find_sources(job.sources):
        if isinstance(found, UnreadableSource):
            yield _failure(found)
        elif os.path.realpath(found) not in leave_out:
            read = partial(read_items, found, format=job.format, options=job.options)
            for item in read() if ledger is None else ledger.read(found, read):
                yield _failure(item) if isinstance(item, UnreadableSource) else item


def _files(job: Job, *, leave_out: Set[str]) -> Iterator[str]:
    """The files among the sources: a pipe can be read only once, and is no file of the ledger's."""
    for found in find_sources(job.sources):
        if isinstance(found, str) and os.path.isfile(found) and os.path.realpath(found) not in leave_out:
            yield found


def _tell(results: Iterable[Result], log: RunLog) -> None:
    """Log the failures and the files among results."""
    for result in results:
        if isinstance(result, Failure):
            log.write("failed", **msgspec.structs.asdict(result), kind=failure_class(result))
        elif isinstance(result, SourceFile):
            told = {"path": result.path, "state": result.state, "reason": result.reason}
            log.write("file", **told, records=result.records)


def _failure(error: UnreadableSource) -> Failure:
    return Failure(error.path, error.record, error.reason, line=error.line)


def _unseen(
    items: Iterable[Item], store: ClaimStore, title: str, summary: Summary, under_way: UnderWay
) -> Iterator[Item]:
    """Pass on what the store has not got from this pipeline.

    The store is asked ahead only to spare the reading of what it has. A document whose article is under way
    is passed on, and the store is asked when all before it are in.
    """
    for item in items:
        passed: Item | None = item
        if isinstance(item, Document) and not under_way.bears_on(store.names_of(item)):
            passed = _left_to_do(item, store, title)
        if passed is None:
            summary.skipped += 1
        else:
            under_way.add(passed)
            yield passed


def _left_to_do(document: _Read, store: ClaimStore, title: str) -> _Read | Revision | None:
    """What the store lacks of a document: all, only what is known of it besides its text, or nothing."""
    standing = store.standing(document, title)
    if standing == "unread":
        return document
    return revision_of(document) if standing == "revised" else None


def _put(results: Sequence[Result], store: ClaimStore, title: str, summary: Summary) -> None:
    """Write results in their order, records of different articles together; the caller holds the transaction."""
    records: list[Record] = []
    names: set[str] = set()  # of the articles that the records may change

    def insert() -> None:
        counts = store.insert(records, pipeline=title)
        summary.documents += len(records)
        summary.claims += counts.claims
        summary.withdrawn += counts.withdrawn + counts.retracted
        records.clear()
        names.clear()

    for result in results:
        left: Result | None = result
        if isinstance(result, Record):
            own = store.names_of(result)
            if not names.isdisjoint(own):
                insert()
            left = _left_to_do(result, store, title)
            if isinstance(left, Record):
                records.append(left)
                names.update(own, map(article_name, left.source.retracts))
                continue
        if records and left is not None:
            insert()
        match left:
            case Deletion():
                summary.withdrawn += store.withdraw(left.id)
            case Failure():
                summary.failures.append(left)
                store.record_failure(left)
            case SourceFile():
                store.put_file(left)
            case Revision():
                summary.withdrawn += store.revise(left)
                summary.skipped += 1
            case None:
                summary.skipped += 1
    if records:
        insert()
