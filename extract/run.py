"""The job behind `claimgraph extract`: from sources into a file of records or a claim store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from claimgraph.corpus.document import Deletion, Document
from claimgraph.corpus.formats import read_items
from claimgraph.corpus.options import DEFAULT_OPTIONS, ReadOptions
from claimgraph.errors import UnreadableSource
from claimgraph.extract.batch import BatchRunner, Item, Result
from claimgraph.extract.ledger import Summary
from claimgraph.extract.record_files import RecordWriter
from claimgraph.extract.store import ClaimStore
from claimgraph.extract.store_ledger import Failure
from claimgraph.extract.store_write import text_hash

_COMMIT_AFTER = 32  # documents that a killed run has to do again, at most

OnProgress = Callable[[Summary], None]


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What to read, how, and with which pipeline."""

    sources: tuple[str, ...]
    pipeline: str
    workers: int = 1
    format: str | None = None  # None: told by each source's content
    options: ReadOptions = DEFAULT_OPTIONS


def silent(summary: Summary) -> None:
    """Show no progress."""


def extract_to_file(job: Job, output: Path | str, *, on_progress: OnProgress = silent) -> Summary:
    """Write a record for each document; the file appears, whole, at the end.

    Raises `MissingModel`, and `ClaimgraphError` where workers can't be started.
    """
    summary = Summary()
    with BatchRunner(job.pipeline, workers=job.workers) as runner:
        runner.pipeline()  # a missing model is known before anything is read or written
        with RecordWriter(output) as records:
            for result in runner.extract(items_of(job)):
                if isinstance(result, Deletion):
                    summary.withdrawn += 1
                elif isinstance(result, Failure):
                    summary.failures.append(result)
                else:
                    records.write(result)
                    summary.documents += 1
                    summary.claims += len(result.claims)
                on_progress(summary)
    return summary


def extract_to_store(job: Job, path: Path | str, *, on_progress: OnProgress = silent) -> Summary:
    """Put each document's claims into a store; a text that this pipeline has read already is skipped.

    What is done before a run is killed stays done. Raises as `extract_to_file`, and `StoreError`.
    """
    summary = Summary()
    with BatchRunner(job.pipeline, workers=job.workers) as runner:
        title = runner.pipeline()
        with ClaimStore.open(path, mode="write") as store:
            waiting: list[Result] = []
            for result in runner.extract(_unseen(items_of(job), store, title, summary)):
                waiting.append(result)
                if len(waiting) >= _COMMIT_AFTER:
                    _commit(waiting, store, title, summary)
                    on_progress(summary)
            _commit(waiting, store, title, summary)
            on_progress(summary)
    return summary


def items_of(job: Job) -> Iterator[Item]:
    """Yield the documents of the sources, with what could not be read and what is deleted in its place."""
    for item in read_items(*job.sources, format=job.format, options=job.options):
        if isinstance(item, UnreadableSource):
            where = item.record or (None if item.line is None else f"line {item.line}")
            yield Failure(item.path, where, item.reason)
        else:
            yield item


def _unseen(items: Iterable[Item], store: ClaimStore, title: str, summary: Summary) -> Iterator[Item]:
    """Pass on what the store has not got from this pipeline; forget earlier failures of the same sources."""
    met: set[str] = set()
    for item in items:
        path = item.source if isinstance(item, Failure) else _path(item)
        if path not in met:
            met.add(path)
            store.clear_failures(path)
        if not isinstance(item, Document) or not store.seen(item.id, text_hash(item.text), title):
            yield item
        elif item.source.retracted:
            yield Deletion(id=item.id, path=path)
        else:
            summary.skipped += 1


def _path(item: Document | Deletion) -> str:
    return item.path if isinstance(item, Deletion) else item.source.path or ""


def _commit(results: list[Result], store: ClaimStore, title: str, summary: Summary) -> None:
    """Write results in one transaction, and empty the list."""
    with store.transaction():
        for result in results:
            if isinstance(result, Deletion):
                summary.withdrawn += store.withdraw(result.id)
            elif isinstance(result, Failure):
                summary.failures.append(result)
                store.record_failure(result.source, result.record, result.reason)
            else:
                counts = store.insert([result], pipeline=title)
                summary.documents += 1
                summary.claims += counts.claims
                for retracted in result.source.retracts:
                    summary.withdrawn += store.withdraw(retracted)
    results.clear()


def count_documents(job: Job) -> int | None:
    """Count the documents of the sources by reading them through; None where they can be read only once."""
    if "-" in job.sources:
        return None
    return sum(isinstance(item, Document) for item in items_of(job))
