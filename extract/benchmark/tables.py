"""Writes the tables of `docs/benchmarks.md`, each between its two marks, and the one of a model card."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from statistics import fmean

import msgspec

from claimgraph.extract.benchmark.calibration_tables import calibration_tables
from claimgraph.extract.benchmark.errors import ErrorCount
from claimgraph.extract.benchmark.figures import Figure
from claimgraph.extract.benchmark.markdown import markdown_table, percent
from claimgraph.extract.benchmark.memory import MemoryFigure
from claimgraph.extract.benchmark.questions import ALL_TASKS
from claimgraph.extract.benchmark.run import Benchmark
from claimgraph.extract.benchmark.scale_tables import scale_tables
from claimgraph.extract.benchmark.speed import SpeedFigure
from claimgraph.extract.scoring.counts import ALL
from claimgraph.whole_file import open_whole

_BEGIN, _END = "<!-- begin of figures: {} -->", "<!-- end of figures: {} -->"
_ACCURACIES = frozenset({"parsing"})  # one answer an item: precision, recall and F1 are one number
_RUN = ("documents", "CPU-s", "wall s", "documents per CPU-s", "peak memory MB", "of the worker alone MB")
_SYSTEM = ("System", "CPU-s for 1,000 abstracts", "start CPU-s", "start wall s", "peak memory MB")


class Reference(msgspec.Struct, frozen=True):
    """A figure of others, and how it came about."""

    task: str
    what: str
    system: str
    figure: str
    basis: str
    source: str


def references() -> tuple[Reference, ...]:
    """The figures of `references.tsv`."""
    text = (files("claimgraph.extract.benchmark") / "references.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(Reference(*row) for row in rows)


def write_tables(path: Path, benchmark: Benchmark) -> None:
    """Put the tables of the tasks that were run into a Markdown file; all else in it stays as it is.

    A task whose marks the file does not hold gets them at its end.
    """
    text = path.read_text(encoding="utf-8") if path.exists() else "# Benchmarks\n"
    for task in ALL_TASKS:
        table = task_tables(benchmark, task)
        if table:
            text = _put(text, task, f"{table}\n{_origin(benchmark)}\n")
    with open_whole(path) as page:
        page.write(text.encode())


def write_card(path: Path, benchmark: Benchmark) -> None:
    """Put one table into a model card: of every question the sum, or each measure where there is no sum."""
    rows = []
    asked = groupby(benchmark.figures, lambda one: (one.task, one.corpus, one.part, one.answered))
    for (task, corpus, part, answered), group in asked:
        figures = list(group)
        for one in [one for one in figures if one.label == ALL] or figures:
            what = answered if one.label == ALL else f"{answered}: {one.label}"
            rows.append((task, f"{corpus}, {part}", what, percent(one.score.f1), _range(one)))
    text = path.read_text(encoding="utf-8")
    table = markdown_table(("task", "corpus, part", "what", "F1 or accuracy", "95 % interval"), rows)
    with open_whole(path) as card:
        card.write(_put(text, "scores", f"{table}\n{_origin(benchmark)}\n").encode())


def task_tables(benchmark: Benchmark, task: str) -> str:
    """Markdown of one task: our figures, then those of others; empty where it was not run."""
    if task == "speed":
        ours = _speed_table(benchmark.speed) if benchmark.speed else ""
    elif task == "memory":
        ours = _memory_tables(benchmark.memory) if benchmark.memory else ""
    elif task == "scale":
        ours = scale_tables(benchmark.scale) if benchmark.scale else ""
    elif task == "errors":
        ours = _error_table(benchmark.errors)
    elif task == "cross-corpus":
        ours = _across_table([one for one in benchmark.figures if one.task == task and one.label == ALL])
    else:
        ours = _figure_tables([figure for figure in benchmark.figures if figure.task == task])
        if calibrated := [one for one in benchmark.calibrations if one.task == task]:
            ours += f"\n{calibration_tables(calibrated)}"
    others = [one for one in references() if one.task == task]
    if not ours or not others:
        return ours
    rows = [(one.system, one.what, one.figure, f"{one.basis}: {one.source}") for one in others]
    return f"{ours}\nOthers:\n\n{markdown_table(('System', 'What', 'Figure', 'Basis'), rows)}"


def _figure_tables(figures: Sequence[Figure]) -> str:
    parts: list[str] = []
    for (corpus, part, answered), group in groupby(figures, lambda one: (one.corpus, one.part, one.answered)):
        rows = list(group)
        documents = rows[0].score.documents
        parts.append(f"**{corpus}, {part} part** ({documents} documents): {answered}\n")
        # the sum first: it is what is compared
        rows.sort(key=lambda one: one.label != ALL)
        if rows[0].task in _ACCURACIES:
            header: Sequence[str] = ("", "accuracy", "95 % interval", "asked")
            cells = [_accuracy_cells(one) for one in rows]
        else:
            header = ("", "precision", "recall", "F1", "95 % interval", "gold", "predicted")
            cells = [_figure_cells(one) for one in rows]
        parts.append(markdown_table(header, cells))
    return "\n".join(parts)


def _across_table(figures: Sequence[Figure]) -> str:
    """A row a corpus, and the mean of their F1, each corpus the same weight."""
    if not figures:
        return ""
    rows = [
        (f"{one.corpus}, {one.part} part", one.answered, f"{one.score.documents:,}", *_figure_cells(one)[1:])
        for one in figures
    ]
    mean = fmean(one.score.f1 for one in figures)
    rows.append((f"mean of {len(figures)} corpora", "", "", "", "", percent(mean), "", "", ""))
    header = ("corpus", "pipeline", "documents", "precision", "recall", "F1", "95 % interval")
    return markdown_table((*header, "gold", "predicted"), rows)


def _error_table(counts: Sequence[ErrorCount]) -> str:
    if not counts:
        return ""
    rows = [
        (
            one.label if one.label != ALL else "all, drawn" if one.drawn else "all errors",
            *(
                f"{number:,}"
                for number in (one.false_hits, one.misses, *one.kinds.values(), one.inconsistent)
            ),
        )
        for one in counts
    ]
    return markdown_table(("", "false hits", "misses", *counts[0].kinds, "inconsistent"), rows)


def _accuracy_cells(figure: Figure) -> tuple[str, ...]:
    score = figure.score
    return figure.label, percent(score.f1), _range(figure), f"{score.counts.tp + score.counts.fn:,}"


def _figure_cells(figure: Figure) -> tuple[str, ...]:
    score = figure.score
    counts = score.counts
    return (
        figure.label,
        percent(score.precision),
        percent(score.recall),
        percent(score.f1),
        _range(figure),
        f"{counts.tp + counts.fn:,}",
        f"{counts.tp + counts.fp:,}",
    )


def _speed_table(figures: Sequence[SpeedFigure]) -> str:
    rows = [
        (
            one.system,
            f"{one.cpu_per_1000:.1f}" if one.documents else "",
            f"{one.start_cpu:.2f}",
            f"{one.start_wall:.2f}",
            f"{one.peak_mb:.0f}",
        )
        for one in figures
    ]
    return markdown_table(_SYSTEM, rows)


def _memory_tables(figure: MemoryFigure) -> str:
    documents = f"{figure.documents:,}" + (f" ({figure.failures:,} failed)" if figure.failures else "")
    row = (
        documents,
        f"{figure.cpu:,.0f}",
        f"{figure.wall:,.0f}",
        f"{figure.documents_per_cpu:.1f}",
        f"{figure.peak_mb:.0f}",
        f"{figure.worker_peak_mb:.0f}",
    )
    tenths = ("peak MB", *(f"{memory:.0f}" for memory in figure.tenths))
    header = ("tenth of the run", *map(str, range(1, len(tenths))))
    return f"{markdown_table(_RUN, [row])}\n{markdown_table(header, [tenths])}"


def _put(text: str, task: str, table: str) -> str:
    begin, end = _BEGIN.format(task), _END.format(task)
    if begin not in text or end not in text:
        text = f"{text.rstrip()}\n\n## {task}\n\n{begin}\n{end}\n"
    before, _, rest = text.partition(begin)
    return f"{before}{begin}\n{table}{end}{rest.partition(end)[2]}"


def _origin(benchmark: Benchmark) -> str:
    return f"Ours: {' '.join(filter(None, (benchmark.pipeline, benchmark.version)))}."


def _range(figure: Figure) -> str:
    return f"{100 * figure.score.low:.1f}–{100 * figure.score.high:.1f}"
