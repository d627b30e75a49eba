"""Memory of `claimgraph extract` over many documents: how much at most, and whether it grows.

The worker is replaced by a fresh one after `BatchLimits.renew_after` batches, so that what it gathers goes with it.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from claimgraph.errors import ClaimgraphError
from claimgraph.extract.benchmark.memory_texts import write_texts
from claimgraph.extract.benchmark.watchers import Ended, run_watcher

DOCUMENTS = 100_000

_PROGRAM = (sys.executable, "-m", "claimgraph")
_PROCESSES = Path("/proc/self/status")
_SOME_FAILED = 3  # exit code of `extract` that has listed what failed, and gone on


class ProcessMemory(msgspec.Struct, frozen=True, kw_only=True):
    """One process: when it was first and last seen (seconds since the start), and the most that it held.

    `peak_mb` is of the samples; `high_water_mb`, as the system keeps it, takes in what passed between them.
    """

    role: str  # command, worker
    first: float
    last: float
    peak_mb: float
    high_water_mb: float


class MemoryFigure(msgspec.Struct, frozen=True, kw_only=True):
    """One run; `tenths` are the most that all processes together held in each tenth of it."""

    documents: int
    failures: int
    texts: dict[str, int]  # how many of each kind
    cpu: float
    wall: float
    peak_mb: float
    worker_peak_mb: float
    tenths: tuple[float, ...]
    processes: tuple[ProcessMemory, ...]

    @property
    def documents_per_cpu(self) -> float:
        """Documents that were extracted for each CPU-second, start included."""
        return (self.documents - self.failures) / self.cpu if self.cpu else 0.0


class Watched(Ended, frozen=True):
    """What `watch_memory.py` tells: MB by process at each moment."""

    cpu: float
    wall: float
    process: int
    samples: tuple[tuple[float, dict[int, float]], ...]
    high_water: dict[int, float]


def measure_memory(
    corpora: Path,
    *,
    pipeline: str,
    documents: int = DOCUMENTS,
    every: float = 1.0,
    program: Sequence[str] = _PROGRAM,
    on_progress: Callable[[str, int, int], None] = lambda *_: None,
) -> MemoryFigure:
    """Extract so many different texts with one worker, and look at the memory every so many seconds.

    Raises `TrainingDataError` where a corpus is missing, `ClaimgraphError` where the command fails or the system
    is not Linux.
    """
    if not _PROCESSES.is_file():
        raise ClaimgraphError("memory can be measured on Linux only: this system has no /proc")
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder, "texts.jsonl"), Path(folder, "claims.jsonl")
        texts = write_texts(
            source, corpora, count=documents, on_written=lambda done: on_progress("texts", done, documents)
        )
        options = ["--output", str(output), "--pipeline", pipeline, "--workers", "1", "--quiet"]
        watched = run_watcher(
            "watch_memory.py",
            [*program, "extract", str(source), *options],
            shape=Watched,
            options=[str(every)],
            fine=(0, _SOME_FAILED),
        )
        with output.open("rb") as records:
            extracted = sum(1 for _ in records)
    return memory_figure(watched, texts=texts, failures=documents - extracted)


def memory_figure(watched: Watched, *, texts: dict[str, int], failures: int) -> MemoryFigure:
    """Sum up what was seen; all but the command itself counts as a worker."""
    processes = [
        _process(watched, pid) for pid in dict.fromkeys(pid for _, held in watched.samples for pid in held)
    ]
    together = [sum(held.values()) for _, held in watched.samples]
    return MemoryFigure(
        documents=sum(texts.values()),
        failures=failures,
        texts=texts,
        cpu=round(watched.cpu, 2),
        wall=round(watched.wall, 2),
        peak_mb=round(max(together, default=0.0), 1),
        worker_peak_mb=max((one.peak_mb for one in processes if one.role == "worker"), default=0.0),
        tenths=tuple(round(memory, 1) for memory in peaks(together)),
        processes=tuple(processes),
    )


def peaks(values: Sequence[float], *, parts: int = 10) -> list[float]:
    """The highest value in each of so many equal parts; where there are fewer values, they stand in several."""
    size = len(values)
    if not size:
        return []
    return [max(values[size * part // parts : -(-size * (part + 1) // parts)]) for part in range(parts)]


def _process(watched: Watched, pid: int) -> ProcessMemory:
    seen = [(at, held[pid]) for at, held in watched.samples if pid in held]
    return ProcessMemory(
        role="command" if pid == watched.process else "worker",
        first=round(seen[0][0], 2),
        last=round(seen[-1][0], 2),
        peak_mb=round(max(memory for _, memory in seen), 1),
        high_water_mb=round(watched.high_water[pid], 1),
    )
