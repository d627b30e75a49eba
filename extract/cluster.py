"""Extracts many documents on a Dask cluster: slices of the stream are its tasks, their records come back in order.

This process reads the sources and writes the store, as it does for workers of its own. A slice's results come back
as a part (`parts`); a part that an earlier run left is used. A slice that ends every worker that it meets is cut
further, until the document that does it stands alone: that one becomes a `Failure`, and the run goes on.
"""

from __future__ import annotations

import logging
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import msgspec

from claimgraph.corpus.document import Document
from claimgraph.errors import ClaimgraphError, MissingExtra, RemoteError
from claimgraph.extract.batch import OPENER, result_of
from claimgraph.extract.batch_work import Answer, Outcome
from claimgraph.extract.cluster_work import extract_slice, pipeline_of
from claimgraph.extract.parts import part_name, parts_in, read_part
from claimgraph.extract.runner import Item, Result
from claimgraph.extract.slices import Slice, cut_further, cut_slices
from claimgraph.extract.worker import describe

if TYPE_CHECKING:
    from distributed import Future

_AHEAD = 4  # slices a thread of the cluster that may wait for an earlier one
_LEAST_AHEAD = 16  # also where no worker has come yet
_PIECES = 8  # that a slice is cut into where workers died of it
# For a cluster of this machine: a task that two workers died of is cut, none waits at a worker where another's death
# would count against it, a worker that has died may take its time to come back, and none watches itself all the time.
_LOCAL = {
    "distributed.scheduler.allowed-failures": 1,
    "distributed.scheduler.worker-saturation": 1.0,
    "distributed.deploy.lost-worker-timeout": "1 day",
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
}
_RETRIES = 2  # of a task that raises: a disk may be full on one machine
_SEEN_AFTER = 30.0  # seconds in which a file that another machine wrote must be seen here
_UNSEEN = (
    "a worker wrote it, and it is not here: do all machines see that folder, and does one run alone use it?"
)
_DIED = "the worker process ended, and so did all that tried it again"

_log = logging.getLogger(__name__)


class Cluster(msgspec.Struct, frozen=True, kw_only=True):
    """Where the workers are, and the folder that they all see; without a scheduler they are on this machine."""

    parts: str
    scheduler: str | None = None  # as Dask writes it: tcp://host:port


class _Task(msgspec.Struct):
    packed: Sequence[bytes]
    path: Path
    future: Future | None  # None: its part was there already


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Let processes that start in the block ignore Ctrl-C, which a terminal sends to all: the run itself ends them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class ClusterRunner:
    """A cluster's workers for one pipeline; use it in a `with` block, which ends what it started.

    Raises `MissingExtra` without Dask, `RemoteError` where no scheduler answers or it goes away.
    """

    is_here = False

    def __init__(self, pipeline: str, cluster: Cluster, *, workers: int = 1, opener: str = OPENER) -> None:
        self.seconds: dict[str, float] = {}
        self._asked = opener, pipeline
        self._scheduler, self._folder = cluster.scheduler, Path(cluster.parts).absolute()
        self._workers = max(1, workers)
        self._started = ExitStack()
        self._title = ""
        self._numbers = count(1)
        self._under_way: set[Path] = set()

    def __enter__(self) -> Self:
        try:
            import distributed  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise MissingExtra("a cluster", extra="dask") from error
        self._distributed = distributed
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # what it says is raised here
        with ExitStack() as started:
            where: Any = self._scheduler or self._local_cluster(started)
            try:
                self._client = started.enter_context(distributed.Client(where))
            except (OSError, ValueError) as error:
                raise RemoteError(f"no Dask scheduler answers at {self._scheduler}: {error}") from error
            self._started = started.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._started.close()
        with suppress(OSError):  # some parts are left where the run did not come to its end
            self._folder.rmdir()

    def _local_cluster(self, started: ExitStack) -> Any:
        import dask  # noqa: PLC0415 - an extra

        started.enter_context(dask.config.set(_LOCAL))
        with _interrupts_held_back():
            cluster = self._distributed.LocalCluster(
                n_workers=self._workers,
                threads_per_worker=1,
                memory_limit=0,  # each pipeline has its own limit
                dashboard_address="127.0.0.1:0",
                silence_logs=logging.CRITICAL,
            )
        return started.enter_context(cluster)

    def pipeline(self) -> str:
        """Name and version of the pipeline; waits for a worker. Raises `MissingModel` where there is none."""
        if not self._title:
            if not self._client.nthreads():
                _log.warning("waiting for the first worker of %s", self._scheduler)
            future = self._client.submit(pipeline_of, *self._asked, pure=False)
            self._title = self._outcome(future)
        return self._title

    def extract(self, items: Iterable[Item]) -> Iterator[Result]:
        """Yield a record or a failure for each document, in order; all else that comes in goes through."""
        self.pipeline()
        there = parts_in(self._folder)
        window: deque[tuple[Slice, _Task]] = deque()
        for cut in cut_slices(items):
            while window and (self._is_done(window[0][1]) or len(window) >= self._room()):
                yield from self._results(*window.popleft())
            window.append((cut, self._task(cut.packed, there)))
        while window:
            yield from self._results(*window.popleft())

    def _room(self) -> int:
        return max(_LEAST_AHEAD, _AHEAD * int(sum(self._client.nthreads().values())))

    def _task(self, packed: Sequence[bytes], there: set[str]) -> _Task:
        path = self._folder / part_name(packed, pipeline=self._title)
        if path in self._under_way:  # the same documents again, as in a file that was put together of others
            path = path.with_stem(f"{path.stem}-{next(self._numbers)}")
        self._under_way.add(path)
        return _Task(packed, path, None) if path.name in there else self._submitted(packed, path)

    def _submitted(self, packed: Sequence[bytes], path: Path, *, again: bool = False) -> _Task:
        if not packed:  # what only rides along needs no worker
            return _Task(packed, path, None)
        what = (*self._asked, self._title, packed, str(path))
        future = self._client.submit(extract_slice, *what, pure=False, retries=_RETRIES, priority=int(again))
        return _Task(packed, path, future)

    def _is_done(self, task: _Task) -> bool:
        return task.future is None or bool(task.future.done())

    def _results(self, cut: Slice, task: _Task) -> Iterator[Result]:
        outcomes = iter(self._outcomes(task))
        for item in cut.items:
            yield result_of(item, next(outcomes)) if isinstance(item, Document) else item

    def _outcomes(self, task: _Task) -> list[Outcome]:
        """What came of a task; a part that is damaged, or was taken away, is made once more."""
        while task.packed:
            if task.future is not None:
                try:
                    self._outcome(task.future)
                except self._distributed.KilledWorker:
                    return self._cut(task)
            answer = read_part(task.path, seconds=_SEEN_AFTER if task.future is not None else 0.0)
            if answer is not None and len(answer.outcomes) == len(task.packed):
                self._take(task.path, answer)
                return answer.outcomes
            if task.future is not None:
                raise ClaimgraphError(f"{task.path}: {_UNSEEN}")
            task.path.unlink(missing_ok=True)
            task = self._submitted(task.packed, task.path, again=True)
        return []

    def _cut(self, task: _Task) -> list[Outcome]:
        self._under_way.discard(task.path)
        if len(task.packed) == 1:
            return [Outcome(failure=_DIED)]
        pieces = cut_further(task.packed, pieces=_PIECES)
        tasks: Iterable[_Task] = (self._task(piece, set()) for piece in pieces)
        if len(pieces[0]) > 1:
            tasks = list(tasks)  # together; single ones by turns, so that none dies of another's fault
        return [outcome for piece in tasks for outcome in self._outcomes(piece)]

    def _take(self, path: Path, answer: Answer) -> None:
        path.unlink(missing_ok=True)
        self._under_way.discard(path)
        for step, took in answer.seconds.items():
            self.seconds[step] = self.seconds.get(step, 0.0) + took

    def _outcome(self, future: Future) -> Any:
        """What a worker gave back. Raises `KilledWorker` where no worker lived long enough to."""
        try:
            return future.result()
        except (ClaimgraphError, self._distributed.KilledWorker):
            raise
        except CancelledError as error:
            raise RemoteError("the scheduler is gone; the same command takes the run up") from error
        except Exception as error:
            raise ClaimgraphError(f"a worker of the cluster failed: {describe(error)}") from error
