"""What the command line says of its own work: progress while it runs, a summary at the end."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
)
from rich.text import Text

from claimgraph.extract.failure_classes import by_class

if TYPE_CHECKING:
    from claimgraph.extract.ledger import Summary
    from claimgraph.extract.store_ledger import Failure
    from claimgraph.extract.store_merge import MergeCount
    from claimgraph.extract.store_status import StoreStatus

_SHOWN_FAILURES = 10
# What a document says must not steer the terminal: control characters (line ends and tabs excepted) and the
# marks that turn the direction of writing become a replacement of the same length.
_STEERING = dict.fromkeys(
    (*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
    "\N{REPLACEMENT CHARACTER}",
)


def standard_output() -> Console:
    """The console for results: coloured on a terminal, plain text with whole lines elsewhere."""
    return Console(highlight=False, soft_wrap=not sys.stdout.isatty())


class _Pace(ProgressColumn):
    """Documents read a second since the start, and the time left at that pace; what was skipped took no time.

    Documents come in by batches, so that rich's own columns, which look at the last moments, would leap.
    """

    def render(self, task: Task) -> Text:
        read = task.fields["read"]
        if not read or not task.elapsed:
            return Text("–/s, time left –", style="progress.remaining")
        pace = read / task.elapsed
        left = "–" if task.remaining is None else f"{timedelta(seconds=round(task.remaining / pace))}"
        return Text(f"{pace:.1f}/s, time left {left}", style="progress.remaining")


@contextmanager
def progress_bar(count: Callable[[], int | None], *, quiet: bool) -> Iterator[Callable[[Summary], None]]:
    """Show documents done, their rate and the time left on standard error, where that is a terminal.

    `count` gives the number of documents in all, or None where that can't be known; it runs beside the work.
    """
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda summary: None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Pace(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("loading the pipeline", total=None, read=0)

        def set_total() -> None:
            bar.update(task, total=count())

        threading.Thread(target=set_total, daemon=True).start()

        def show(summary: Summary) -> None:
            claims = counted(summary.claims, "claim")
            failed = f", {len(summary.failures):,} failed" if summary.failures else ""
            bar.update(task, completed=summary.done, read=summary.documents, description=claims + failed)

        yield show


@contextmanager
def counting_bar(what: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Show how many of a known number are done, on standard error, where that is a terminal."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda done, count: None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Pace(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, count: bar.update(task, completed=done, total=count)


def tell_summary(summary: Summary, *, seconds: float, where: str, failures: str | None) -> None:
    """Say on standard error what a run did, and what it could not do."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for failure in summary.failures[:_SHOWN_FAILURES]:
        console.print(visible(failure_line(failure)), style="yellow", markup=False)
    if len(summary.failures) > _SHOWN_FAILURES:
        rest = len(summary.failures) - _SHOWN_FAILURES
        console.print(f"… and {rest:,} more failures", style="yellow", markup=False)
    counts = [counted(summary.documents, "document"), counted(summary.claims, "claim")]
    if summary.skipped:
        counts.append(f"{summary.skipped:,} skipped (in the store already)")
    if summary.withdrawn:
        counts.append(f"{summary.withdrawn:,} withdrawn")
    counts.append(
        counted(len(summary.failures), "failure") + (f" (listed in {failures})" if failures else "")
    )
    rate = f", {summary.documents / seconds:.1f} documents/s" if summary.documents and seconds > 0 else ""
    console.print(f"{where}: {', '.join(counts)}; {seconds:.1f} s{rate}", markup=False)
    cost = summary.metrics
    if cost.peak_mb and summary.documents:
        cpu = f"{cost.cpu_seconds:.1f} s of CPU, workers {cost.worker_cpu_seconds:.1f} s"
        worker = f", a worker {cost.worker_peak_mb:,.0f} MB" if cost.worker_peak_mb else ""
        console.print(f"{cpu}; at most {cost.peak_mb:,.0f} MB{worker}", markup=False)
    if len(summary.failures) > 1:
        classes = ", ".join(f"{name} {number:,}" for name, number in by_class(summary.failures).items())
        console.print(f"failures by class: {classes}", markup=False)
    if summary.files_skipped and summary.failures:
        console.print("--retry-failed tries again what has failed in unchanged files", markup=False)
    if summary.files_of_others:
        read = counted(summary.files_of_others, "file has", "files have")
        console.print(f"{read} been read by another pipeline; --reread reads them again", markup=False)


def tell_profile(summary: Summary) -> None:
    """Say on standard error what each step took: the parent's in seconds, the pipeline's in ms a document, too."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    cost = summary.metrics
    for title, steps in (("this process", cost.steps), ("workers, CPU", cost.pipeline)):
        whole = sum(steps.values())
        if not whole:
            continue
        console.print(f"{title}: {whole:.1f} s", markup=False)
        for name, seconds in sorted(steps.items(), key=lambda step: -step[1]):
            each = f"{1000 * seconds / summary.documents:8.2f} ms/document" if summary.documents else ""
            console.print(f"  {name:<22}{seconds:9.2f} s {seconds / whole:6.1%} {each}", markup=False)


def show_status(status: StoreStatus, console: Console) -> None:
    """Print how far a store is, a line for each thing."""
    counts = status.counts
    lines = [
        f"{counted(counts['documents'], 'document')} ({counts['withdrawn']:,} withdrawn), "
        f"{counted(counts['claims'], 'claim')}, {counted(counts['statements'], 'statement')}, "
        f"{counted(counts['nodes'], 'node')}; {_size(status.size)}"
    ]
    lines += [f"read by {name}: {counted(number, 'document')}" for name, number in status.pipelines.items()]
    files = (
        f"{found.files:,} {state} ({_size(found.bytes)})"
        for state, found in status.files.items()
        if found.files
    )
    if told := ", ".join(files):
        lines.append(f"files: {told}")
    lines += [f"  failed: {file.path}: {file.reason}" for file in status.failed_files[:_SHOWN_FAILURES]]
    if status.failures:
        classes = ", ".join(f"{name} {number:,}" for name, number in status.failures.items())
        lines.append(f"failures: {classes}")
    if status.run is not None:
        pace = f", {status.documents_per_second:.1f} documents/s" if status.documents_per_second else ""
        how = "ended" if status.run.ended else "has not ended"
        lines.append(
            f"last run: {counted(status.run.documents, 'document')}, {status.run.seconds:.1f} s{pace}; it {how}"
        )
    if status.seconds_left is not None:
        lines.append(f"time left at that pace: {timedelta(seconds=round(status.seconds_left))}")
    for line in lines:
        console.print(visible(line), markup=False)


def _size(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size >= 1e5 else f"{size / 1e3:,.1f} kB"


def tell_merged(count: MergeCount, *, where: str) -> None:
    """Say on standard error what a merged store holds, and which documents its parts had in different forms."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    counts = [counted(count.documents, "document"), counted(count.claims, "claim")]
    if count.withdrawn:
        counts.append(f"{count.withdrawn:,} withdrawn")
    counts.append(f"{count.shared:,} in more than one store")
    console.print(f"{where}: {', '.join(counts)}", markup=False)
    if count.differing:
        named = ", ".join(count.differing[:_SHOWN_FAILURES])
        more = ", …" if len(count.differing) > _SHOWN_FAILURES else ""
        differ = counted(len(count.differing), "document differs", "documents differ")
        console.print(visible(f"{differ}, the newest is kept: {named}{more}"), style="yellow", markup=False)


def failure_line(failure: Failure) -> str:
    """A failure with the place where it stands: source, line, record."""
    line = "" if failure.line is None else f", line {failure.line}"
    record = f", record {failure.record}" if failure.record else ""
    return f"{failure.source}{line}{record}: {failure.reason}"


def tell(message: str) -> None:
    """Say one line on standard error."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    console.print(visible(f"claimgraph: {message}"), markup=False)


def visible(text: str) -> str:
    """A text of any origin, safe to print; as long as it was."""
    return text.translate(_STEERING)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 claim, 2 claims."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
