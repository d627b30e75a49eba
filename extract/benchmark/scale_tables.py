"""The tables of `docs/scale.md`: whole runs, where their time goes, how they grow, and what follows for PubMed."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extract.benchmark.markdown import markdown_table
from claimgraph.extract.benchmark.scale import ScaleFigure

PUBMED = 38_000_000  # abstracts
CORES = 16

_RUN = ("System", "workers", "documents", "CPU-s", "wall s", "documents per CPU-s", "peak memory MB")
_STAGE = (
    "documents",
    "CPU-ms a document since the line above",
    "peak memory MB",
    "store MB",
    "store KB a document",
)
_NIGHT = ("", "CPU-hours", "hours")


def scale_tables(figures: Sequence[ScaleFigure]) -> str:
    """Markdown of all runs; growth and steps are those of our run with the fewest workers."""
    runs = [
        (
            one.system,
            f"{one.workers}",
            f"{one.documents:,}" + (f" ({one.failures:,} failed)" if one.failures else ""),
            f"{one.cpu:,.0f}",
            f"{one.wall:,.0f}",
            f"{one.documents_per_cpu:.1f}",
            f"{one.peak_mb:,.0f}",
        )
        for one in figures
    ]
    tables = [markdown_table(_RUN, runs)]
    ours = [one for one in figures if one.stages]
    if ours:
        first = min(ours, key=lambda one: one.workers)
        tables += [_steps(first), _growth(first), _all_of_pubmed(first)]
    return "\n".join(tables)


def _steps(figure: ScaleFigure) -> str:
    """CPU time of each step, a document."""
    named = {"reading files, writing the store": figure.parent_cpu, **figure.steps}
    whole = sum(named.values())
    rows = [
        (name, f"{1000 * seconds / figure.documents:.2f}", f"{seconds / whole:.1%}")
        for name, seconds in sorted(named.items(), key=lambda one: -one[1])
    ]
    return markdown_table(("step", "CPU-ms a document", "share"), rows)


def _growth(figure: ScaleFigure) -> str:
    """What each tenth of the documents took."""
    rows = []
    documents, cpu = 0, 0.0
    for stage in figure.stages:
        new = max(stage.documents - documents, 1)
        rows.append(
            (
                f"{stage.documents:,}",
                f"{1000 * (stage.cpu - cpu) / new:.1f}",
                f"{stage.peak_mb:,.0f}",
                f"{stage.store_mb:,.1f}",
                f"{1000 * stage.store_mb / stage.documents:.1f}",
            )
        )
        documents, cpu = stage.documents, stage.cpu
    return markdown_table(_STAGE, rows)


def _all_of_pubmed(figure: ScaleFigure) -> str:
    """What follows if each document costs the same: workers share their part, the writer has none to share with."""
    times = PUBMED / figure.documents / 3600
    workers, parent = (figure.cpu - figure.parent_cpu) * times, figure.parent_cpu * times
    rows = [
        (f"workers, {CORES} cores", f"{workers:,.0f}", f"{workers / CORES:,.1f}"),
        ("the one process that reads and writes", f"{parent:,.0f}", f"{parent:,.1f}"),
    ]
    title = f"{PUBMED // 10**6} million abstracts on {CORES} cores, the store {_size(figure)}:\n\n"
    return title + markdown_table(_NIGHT, rows)


def _size(figure: ScaleFigure) -> str:
    return f"{figure.stages[-1].store_mb / figure.documents * PUBMED / 1000:,.0f} GB"
