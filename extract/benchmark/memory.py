"""Memory of `claimgraph extract` over many documents: how much at most, and whether it grows.

The worker is replaced by a fresh one after `BatchLimits.renew_after` batches, so that what it gathers goes with it.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from claimgraph.extract.benchmark.memory_texts import write_texts
from claimgraph.extract.benchmark.watchers import SOME_FAILED, Watched, watch_all_along

DOCUMENTS = 100_000

_PROGRAM = (sys.executable, "-m", "claimgraph")


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


def measure_memory(
    corpora: Path,
    *,
    pipeline: str,
    documents: int | None = None,
    every: float = 1.0,
    program: Sequence[str] = _PROGRAM,
    on_progress: Callable[[str, int, int], None] = lambda *_: None,
) -> MemoryFigure:
    """Extract so many different texts (100,000 if none is said) with one worker, and look at the memory.

    Raises `TrainingDataError` where a corpus is missing, `ClaimgraphError` where the command fails or the system
    is not Linux.
    """
    documents = documents or DOCUMENTS
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder, "texts.jsonl"), Path(folder, "claims.jsonl")
        texts = write_texts(
            source, corpora, count=documents, on_written=lambda done: on_progress("texts", done, documents)
        )
        options = ["--output", str(output), "--pipeline", pipeline, "--workers", "1", "--quiet"]
        command = [*program, "extract", str(source), *options]
        watched = watch_all_along(command, every=every, fine=(0, SOME_FAILED))
        with output.open("rb") as records:
            extracted = sum(1 for _ in records)
    return memory_figure(watched, texts=texts, failures=documents - extracted)


def memory_figure(watched: Watched, *, texts: dict[str, int], failures: int) -> MemoryFigure:
    """Sum up what was seen; all but the command itself counts as a worker."""
    processes = [
        _process(watched, pid) for pid in dict.fromkeys(pid for one in watched.samples for pid in one.held)
    ]
    together = [one.together for one in watched.samples]
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
    seen = [(one.at, one.held[pid]) for one in watched.samples if pid in one.held]
    return ProcessMemory(
        role="command" if pid == watched.process else "worker",
        first=round(seen[0][0], 2),
        last=round(seen[-1][0], 2),
        peak_mb=round(max(memory for _, memory in seen), 1),
        high_water_mb=round(watched.high_water[pid], 1),
    )
