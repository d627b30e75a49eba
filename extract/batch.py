"""Extracts many documents on one machine: batches go to worker processes, records come back in order.

Batches are cut from the stream alone, so that the output is the same with one worker or with many. A batch
whose worker dies is tried once more, then halved until the document that does it stands alone: that one
becomes a `Failure`, and the run goes on.
"""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

import msgspec

from claimgraph.corpus.document import Document
from claimgraph.extract.batch_work import Outcome, decode_answer, encode_batch
from claimgraph.extract.records import Record
from claimgraph.extract.runner import Item, Result
from claimgraph.extract.store_ledger import Failure
from claimgraph.extract.worker import Worker, WorkerDied, WorkerTimeout

OPENER = "claimgraph.extract.batch_work:open_pipeline"


class BatchLimits(msgspec.Struct, frozen=True, kw_only=True):
    """How much goes to a worker at once, and how long it may take; the defaults are all said here."""

    documents: int = 64  # in a batch, at most
    characters: int = 120_000  # in a batch, at most, but for a single longer document
    items: int = 1_000  # in a batch, with all that only rides along
    ahead: int = 3  # batches a worker that may wait for an earlier one
    renew_after: int = 400  # batches that a process works off before a fresh one takes its place
    seconds: float = 180.0  # that a batch may take, and for its length
    seconds_per_1000_characters: float = 5.0
    memory: int = 4 << 30  # bytes that a worker may take, on Linux; 0 is no limit


DEFAULT_LIMITS = BatchLimits()


class BatchRunner:
    """Worker processes for one pipeline; use it in a `with` block, which ends them."""

    is_here = True

    def __init__(
        self, pipeline: str, *, workers: int = 1, limits: BatchLimits = DEFAULT_LIMITS, opener: str = OPENER
    ) -> None:
        self._limits = limits
        self._workers = [Worker(opener, pipeline, memory=limits.memory) for _ in range(max(1, workers))]
        self._idle: queue.LifoQueue[Worker] = queue.LifoQueue()
        for worker in reversed(self._workers):
            self._idle.put(worker)
        self.seconds: dict[str, float] = {}  # that workers took, by step of the pipeline
        self._counting = threading.Lock()
        self._threads = ThreadPoolExecutor(len(self._workers), thread_name_prefix="claimgraph-batch")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.close()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._workers:
            worker.retire()  # waits for it, so that its CPU time counts as ours

    def pipeline(self) -> str:
        """Name and version of the pipeline; starts a worker. Raises `MissingModel` where there is none."""
        return self._workers[0].start()

    def extract(self, items: Iterable[Item]) -> Iterator[Result]:
        """Yield a record or a failure for each document, in order; all else that comes in goes through."""
        window: deque[Future[list[Result]]] = deque()
        room = self._limits.ahead * len(self._workers)
        for batch in cut_batches(items, limits=self._limits):
            if len(window) >= room:
                yield from window.popleft().result()
            window.append(self._threads.submit(self._run, batch))
        while window:
            yield from window.popleft().result()

    def _run(self, batch: Sequence[Item]) -> list[Result]:
        documents = [item for item in batch if isinstance(item, Document)]
        worker = self._idle.get()
        try:
            outcomes = iter(self._extract(worker, documents, tries=2) if documents else ())
        finally:
            self._idle.put(worker)
        return [result_of(item, next(outcomes)) if isinstance(item, Document) else item for item in batch]

    def _extract(self, worker: Worker, documents: Sequence[Document], *, tries: int) -> list[Outcome]:
        limits = self._limits
        if worker.answered >= limits.renew_after:
            worker.retire()
        characters = sum(len(document.text) for document in documents)
        seconds = limits.seconds + characters / 1000 * limits.seconds_per_1000_characters
        reason = ""
        for _ in range(tries):
            try:
                answer = decode_answer(worker.ask(encode_batch(documents), seconds=seconds))
                with self._counting:
                    for step, took in answer.seconds.items():
                        self.seconds[step] = self.seconds.get(step, 0.0) + took
                return answer.outcomes
            except UnicodeEncodeError as error:  # half a surrogate pair, as JSON's \ud83d alone gives
                reason = no_unicode(error)
                break
            except WorkerTimeout as error:
                reason = str(error)
                break
            except WorkerDied as error:
                reason = str(error)
        if len(documents) == 1:
            return [Outcome(failure=reason)]
        middle = len(documents) // 2
        first = self._extract(worker, documents[:middle], tries=1)
        return first + self._extract(worker, documents[middle:], tries=1)


def cut_batches(items: Iterable[Item], *, limits: BatchLimits) -> Iterator[list[Item]]:
    """Cut a stream by its documents, their characters, and its items; all else rides along where it stands."""
    batch: list[Item] = []
    documents = characters = 0
    for item in items:
        length = len(item.text) if isinstance(item, Document) else 0
        full = documents >= limits.documents or characters + length > limits.characters
        if len(batch) >= limits.items or (batch and full and isinstance(item, Document)):
            yield batch
            batch, documents, characters = [], 0, 0
        batch.append(item)
        documents += isinstance(item, Document)
        characters += length
    if batch:
        yield batch


def no_unicode(error: UnicodeEncodeError) -> str:
    """Why a document can't be packed for a worker."""
    return f"its text is no Unicode: {error.reason} at character {error.start}"


def result_of(document: Document, outcome: Outcome) -> Record | Failure:
    """What a run gives for a document, by what a worker made of it."""
    if outcome.record is not None:
        return outcome.record
    return Failure(document.source.path or "", document.id, outcome.failure or "no reason given")
