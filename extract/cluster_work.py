"""What a cluster's worker does with a task: a slice of documents in, a part in the shared folder out.

The pipeline runs in a process of its own, as on one machine, so that a document that kills, hangs or fills it
costs that process and not the cluster's worker. Each thread of a worker starts one, once, and keeps it.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from claimgraph.errors import ClaimgraphError
from claimgraph.extract.batch import BatchRunner
from claimgraph.extract.batch_work import Answer, Outcome, decode_batch
from claimgraph.extract.parts import write_part
from claimgraph.extract.records import Record
from claimgraph.extract.store_ledger import Failure

_held = threading.local()


def pipeline_of(opener: str, pipeline: str) -> str:
    """Name and version of the pipeline as this worker has it. Raises `MissingModel` where there is none."""
    return _runner(opener, pipeline).pipeline()


def extract_slice(opener: str, pipeline: str, title: str, packed: Sequence[bytes], path: str) -> None:
    """Write the part of packed documents; raises `ClaimgraphError` where the pipeline has another title here."""
    if Path(path).exists():  # the worker that made it is gone, with its word for it
        return
    runner = _runner(opener, pipeline)
    if (found := runner.pipeline()) != title:
        raise ClaimgraphError(f"the cluster's workers differ: one has {title!r}, another {found!r}")
    documents = [document for one in packed for document in decode_batch(one)]
    runner.seconds.clear()
    outcomes = []
    for result in runner.extract(documents):
        if isinstance(result, Record):
            outcomes.append(Outcome(record=result))
        elif isinstance(result, Failure):
            outcomes.append(Outcome(failure=result.reason))
    write_part(Path(path), Answer(outcomes=outcomes, seconds=dict(runner.seconds)))


def _runner(opener: str, pipeline: str) -> BatchRunner:
    """The thread's own runner, which stays till the thread ends or another pipeline is asked for."""
    asked = opener, pipeline
    runner: BatchRunner | None = getattr(_held, "runner", None)
    if runner is None or _held.asked != asked:
        if runner is not None:
            runner.__exit__(None, None, None)
        runner = BatchRunner(pipeline, opener=opener)
        _held.runner, _held.asked = runner, asked
    return runner
