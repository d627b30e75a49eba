"""The command `claimgraph benchmark`; imports nothing heavy before it is called."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from claimgraph.settings import DEFAULT_PIPELINE, shared_folder


def benchmark(
    tasks: Annotated[
        list[str] | None,
        typer.Argument(
            help="What to measure: ner, errors, grounding, abbreviations, relations, parsing, "
            "sentences, speed; all these if none is named; and, if named, cross-corpus, memory and scale.",
            show_default=False,
        ),
    ] = None,
    *,
    corpora: Annotated[
        Path | None,
        typer.Option(
            help="Folder of the corpora; default: corpora/ in CLAIMGRAPH_SHARED.", show_default=False
        ),
    ] = None,
    pipeline: Annotated[str, typer.Option(help="Name or folder of the pipeline.")] = DEFAULT_PIPELINE,
    predictions: Annotated[Path, typer.Option(help="Folder for what the pipeline says.")] = Path(
        "predictions"
    ),
    left_out: Annotated[
        Path | None,
        typer.Option(
            help="For cross-corpus: folder of pipelines, each trained without the corpus whose name it has.",
            show_default=False,
        ),
    ] = None,
    part: Annotated[str, typer.Option(help="Part to score: test for reports, dev for development.")] = "test",
    documents: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="How many texts are read: for memory 100,000, for scale 17,038 (each once) if not given.",
            show_default=False,
        ),
    ] = None,
    saved: Annotated[
        bool, typer.Option("--saved", help="Score the saved predictions; don't run the pipeline.")
    ] = False,
    listed: Annotated[
        Path | None,
        typer.Option(
            "--list",
            help="For errors: write the drawn ones to this file, or to the terminal (-). They hold text of the "
            "corpora, so the file must not lie in a repository.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="Write all figures to this JSON file.", show_default=False)
    ] = None,
    docs: Annotated[
        Path | None, typer.Option(help="Put the tables into this Markdown page.", show_default=False)
    ] = None,
    card: Annotated[
        Path | None, typer.Option(help="Put the sums into this model card.", show_default=False)
    ] = None,
) -> None:
    """Measure a pipeline on public corpora, beside the figures of others.

    Examples:

        claimgraph benchmark ner grounding --part dev

        claimgraph benchmark cross-corpus --left-out models/left-out

        claimgraph benchmark errors --saved --list -

        claimgraph benchmark memory --documents 20000

        claimgraph benchmark scale --docs docs/scale.md

        claimgraph benchmark --output figures.json --docs docs/benchmarks.md --card card.md
    """
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    from claimgraph.extract.benchmark.questions import ALL_TASKS, TASKS  # noqa: PLC0415
    from claimgraph.extract.benchmark.run import run_benchmark, save_benchmark  # noqa: PLC0415
    from claimgraph.extract.benchmark.tables import task_tables, write_card, write_tables  # noqa: PLC0415

    tasks = tasks or list(TASKS)
    corpora = corpora or shared_folder() / "corpora"
    if listed is not None:
        _check_list(listed, tasks)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bars = dict[str, TaskID]()

        def show(name: str, done: int, total: int) -> None:
            if name not in bars:
                bars[name] = progress.add_task(name, total=total)
            progress.update(bars[name], completed=done)

        found = run_benchmark(
            tasks,
            corpora=corpora,
            pipeline=pipeline,
            predictions=predictions,
            part=part,
            saved=saved,
            left_out=left_out,
            documents=documents,
            on_progress=show,
        )
    if output is not None:
        save_benchmark(output, found)
    if docs is not None:
        write_tables(docs, found)
    if card is not None:
        write_card(card, found)
    if listed is not None:
        _list_errors(corpora, predictions, listed)
    for task in ALL_TASKS:
        table = task_tables(found, task)
        if table:
            typer.echo(f"{task}\n\n{table}")


def _check_list(path: Path, tasks: Sequence[str]) -> None:
    if "errors" not in tasks:
        raise typer.BadParameter("--list goes with the task errors")
    if str(path) != "-" and any((folder / ".git").exists() for folder in path.resolve().parents):
        raise typer.BadParameter(f"{path} lies in a repository, where no text of the corpora may come")


def _list_errors(corpora: Path, predictions: Path, path: Path) -> None:
    from claimgraph.extract.benchmark.errors import draw, read_errors, show  # noqa: PLC0415
    from claimgraph.whole_file import open_whole  # noqa: PLC0415

    lines = [f"{show(one)}\n" for one in draw(read_errors(corpora, predictions))]
    if str(path) == "-":
        typer.echo("".join(lines))
        return
    with open_whole(path) as file:
        file.write("".join(lines).encode())
