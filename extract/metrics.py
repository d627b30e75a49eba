"""What a run cost: time by step, in this process and in the workers', and memory."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from claimgraph.extract.runner import Runner
from claimgraph.extract.step_clock import StepClock

# Where the parent's time goes.
STARTING, WAITING, WRITING = "starting", "waiting for workers", "writing"
READING, ASKING = "reading sources", "asking the store"


class Metrics(msgspec.Struct, kw_only=True):
    """Seconds by step, CPU-seconds and peak memory (MB; of the workers, that of the largest); 0 is not known.

    `steps` is the parent's wall time, `pipeline` the workers' CPU time by step of the pipeline.
    """

    seconds: float = 0.0
    steps: dict[str, float] = {}
    pipeline: dict[str, float] = {}
    cpu_seconds: float = 0.0
    worker_cpu_seconds: float = 0.0
    peak_mb: float = 0.0
    worker_peak_mb: float = 0.0


@contextmanager
def measured(metrics: Metrics, clock: StepClock, runner: Runner) -> Iterator[None]:
    """Fill in, at the end of the block, what the work in it cost; the runner's workers must have ended in it."""
    began, before = time.monotonic(), used()
    try:
        yield
    finally:
        after = used()
        metrics.seconds = time.monotonic() - began
        metrics.steps, metrics.pipeline = dict(clock.seconds), dict(runner.seconds)
        metrics.cpu_seconds = after.cpu_seconds - before.cpu_seconds
        metrics.peak_mb = after.peak_mb
        if runner.is_here:
            metrics.worker_cpu_seconds = after.worker_cpu_seconds - before.worker_cpu_seconds
            metrics.worker_peak_mb = after.worker_peak_mb
        else:
            metrics.worker_cpu_seconds = sum(runner.seconds.values())


class Used(msgspec.Struct, frozen=True):
    """CPU-seconds so far and the most memory so far, in MB, of this process and of its ended children."""

    cpu_seconds: float
    worker_cpu_seconds: float
    peak_mb: float
    worker_peak_mb: float


def used() -> Used:
    """What was used till now; zeros where the system does not tell (Windows)."""
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return Used(0.0, 0.0, 0.0, 0.0)
    unit = 2**20 if sys.platform == "darwin" else 2**10  # of ru_maxrss: bytes there, else KB
    own, workers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Used(
        own.ru_utime + own.ru_stime,
        workers.ru_utime + workers.ru_stime,
        own.ru_maxrss * unit / 2**20,
        workers.ru_maxrss * unit / 2**20,
    )
