"""What the command line shows: progress while it works, a summary at the end, a text with its claims."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
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
    TimeRemainingColumn,
)
from rich.text import Text

if TYPE_CHECKING:
    from claimgraph.extract.ledger import Summary
    from claimgraph.extract.records import ClaimRecord, EntityRecord, Record
    from claimgraph.extract.store_ledger import Failure

_SHOWN_FAILURES = 10

_COLOURS = {
    "GeneOrGeneProduct": "bright_blue",
    "CellType": "bright_green",
    "CellLine": "green",
    "Disease": "bright_red",
    "Phenotype": "red",
    "Chemical": "bright_yellow",
    "Anatomy": "magenta",
    "CellularComponent": "magenta",
    "Organism": "cyan",
    "BiologicalProcess": "bright_cyan",
    "Variant": "blue",
    "Procedure": "yellow",
}


def standard_output() -> Console:
    """The console for results: coloured on a terminal, plain text with whole lines elsewhere."""
    return Console(highlight=False, soft_wrap=not sys.stdout.isatty())


class _Rate(ProgressColumn):
    """Documents a second since the start."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("–/s" if speed is None else f"{speed:.1f}/s", style="progress.data.speed")


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
        _Rate(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("loading the pipeline", total=None)

        def set_total() -> None:
            bar.update(task, total=count())

        threading.Thread(target=set_total, daemon=True).start()

        def show(summary: Summary) -> None:
            claims = f"{summary.claims:,} claims"
            failed = f", {len(summary.failures):,} failed" if summary.failures else ""
            bar.update(task, completed=summary.done, description=claims + failed)

        yield show


def tell_summary(summary: Summary, *, seconds: float, where: str, failures: str | None) -> None:
    """Say on standard error what a run did, and what it could not do."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for failure in summary.failures[:_SHOWN_FAILURES]:
        console.print(_failure_line(failure), style="yellow", markup=False)
    if len(summary.failures) > _SHOWN_FAILURES:
        rest = len(summary.failures) - _SHOWN_FAILURES
        console.print(f"… and {rest:,} more failures", style="yellow", markup=False)
    counts = [_counted(summary.documents, "document"), _counted(summary.claims, "claim")]
    if summary.skipped:
        counts.append(f"{summary.skipped:,} skipped (in the store already)")
    if summary.withdrawn:
        counts.append(f"{summary.withdrawn:,} withdrawn")
    counts.append(
        _counted(len(summary.failures), "failure") + (f" (listed in {failures})" if failures else "")
    )
    rate = f", {summary.documents / seconds:.1f} documents/s" if summary.documents and seconds > 0 else ""
    console.print(f"{where}: {', '.join(counts)}; {seconds:.1f} s{rate}", markup=False)


def show_record(record: Record, console: Console) -> None:
    """Print a text with its entities marked, then its entities and its claims, each with its sentence."""
    console.print(Text(record.id, style="bold"))
    console.print(_marked(record.text, 0, record.entities))
    concepts: dict[tuple[str, str, str], list[str]] = {}
    for entity in record.entities:
        known = (entity.type, entity.id or "–", entity.name or "")
        concepts.setdefault(known, []).append(entity.text)
    console.print(Text(f"\n{_counted(len(concepts), 'entity', 'entities')}", style="bold"))
    for (kind, curie, name), texts in sorted(concepts.items()):
        line = Text("  ").append(f"{kind:<18}", style=_COLOURS.get(kind, "")).append(f"{curie:<16}")
        line.append(", ".join(dict.fromkeys(texts)))
        if name and name not in texts:
            line.append(f" ({name})", style="dim")
        console.print(line)
    console.print(Text(f"\n{_counted(len(record.claims), 'claim')}", style="bold"))
    for claim in record.claims:
        console.print(claim_line(record, claim))
        evidence = claim.evidence
        arguments = [record.entities[claim.subject], record.entities[claim.object]]
        console.print(Text("      ").append_text(_marked(evidence.text, evidence.start, arguments)))


def claim_line(record: Record, claim: ClaimRecord) -> Text:
    """A claim in one line: subject, predicate, object, then what qualifies it."""
    subject, target = record.entities[claim.subject], record.entities[claim.object]
    verb = ("not: " if claim.polarity == "negated" else "") + claim.predicate
    line = Text("  ").append(subject.text, style=_COLOURS.get(subject.type, ""))
    line.append(f"  {verb}  ", style="bold red" if claim.polarity == "negated" else "bold")
    line.append(target.text, style=_COLOURS.get(target.type, ""))
    qualities = [f"{claim.aspect} of it"] if claim.aspect else []
    qualities += [claim.certainty, claim.kind]
    qualities += [f"{context.role.replace('_', ' ')}: {context.text}" for context in claim.context]
    return line.append(f"  ({'; '.join(qualities)})", style="dim")


def _marked(text: str, offset: int, entities: Sequence[EntityRecord]) -> Text:
    """`text`, which starts at `offset` of the document, with its entities in the colours of their types."""
    marked = Text(text)
    for entity in entities:  # longer ones first where they start together, so that inner ones stay visible
        marked.stylize(f"bold {_COLOURS.get(entity.type, '')}", entity.start - offset, entity.end - offset)
    return marked


def _failure_line(failure: Failure) -> str:
    where = f"{failure.source}, {failure.record}" if failure.record else failure.source
    return f"{where}: {failure.reason}"


def _counted(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
