"""The command line. Thin: each command imports what it needs when it runs, so that `--help` is quick.

Exit codes: 0 all done; 1 the command failed; 2 it was called wrongly; 3 it was done, but some records failed.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from claimgraph import __version__
from claimgraph.errors import ClaimgraphError
from claimgraph.extract.benchmark.command import benchmark
from claimgraph.settings import DEFAULT_PIPELINE

if TYPE_CHECKING:
    from claimgraph.corpus.options import ReadOptions

FAILED, SOME_FAILED = 1, 3

app = typer.Typer(
    name="claimgraph",
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: quick, and the same in a pipe
)
app.command()(benchmark)

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCES...",
        help="Files, folders, patterns in quotes, or - for standard input; gzip anywhere.",
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        help="Read every source as pubmed_xml, medline, pubmed_page, pubtator, bioc_xml, bioc_json, jats, "
        "jsonl or plain; told by its content if not given.",
        show_default=False,
    ),
]
Pipeline = Annotated[str, typer.Option(help="Name or folder of the pipeline.")]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        metavar="PART=NAME",
        help="In JSON lines, PART (id, pmid, doi, title, text, abstract, …) is called NAME. Repeatable.",
        show_default=False,
    ),
]
Lines = Annotated[bool, typer.Option("--lines", help="In plain text, each line is a document.")]


@app.callback(invoke_without_command=True)
def claimgraph(
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> None:
    """From biomedical abstracts to a graph of claims that leads back to its sentences.

    \b
    Examples:
      claimgraph extract abstracts.xml.gz --store claims.db
      claimgraph query claims.db relations IL-2 --with melanoma
      claimgraph export claims.db graph.graphml

    Exit codes: 0 all done, 1 failed, 2 called wrongly, 3 done but some records failed.
    """
    if version:
        typer.echo(f"claimgraph {__version__}")
        raise typer.Exit


@app.command()
def extract(
    sources: Sources,
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Write records here: JSON lines, .gz packs them, - is standard output."
        ),
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option("--store", "-s", help="Put the claims into this store; what it has already is skipped."),
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", "-w", min=0, help="Worker processes; 0 is one for each core.")
    ] = 1,
    format_: Format = None,
    pipeline: Pipeline = DEFAULT_PIPELINE,
    fields: Fields = None,
    lines: Lines = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    """Extract the claims of documents into a file or a store.

    \b
    Examples:
      claimgraph extract pubmed_result.xml --output claims.jsonl.gz
      claimgraph extract baseline/ --store claims.db --workers 4
      claimgraph extract notes.jsonl --field text=body --field id=key -o claims.jsonl

    A record that can't be read or extracted is listed (beside the output, or in the store), the rest goes
    on, and the command ends with exit code 3. A killed run into a store is taken up by the same command.
    """
    from claimgraph.console import progress_bar, tell_summary
    from claimgraph.extract.ledger import write_failures
    from claimgraph.extract.run import Job, count_documents, extract_to_file, extract_to_store

    if (output is None) == (store is None):
        raise typer.BadParameter("give either --output or --store")
    job = Job(
        sources=tuple(sources),
        pipeline=pipeline,
        workers=workers or os.cpu_count() or 1,
        format=_known_format(format_),
        options=_options(fields, lines=lines),
    )
    began = time.monotonic()
    with progress_bar(lambda: count_documents(job), quiet=quiet) as show:
        if output is not None:
            summary = extract_to_file(job, output, on_progress=show)
        elif store is not None:
            summary = extract_to_store(job, store, on_progress=show)
    listed = None
    if output is not None and str(output) != "-":
        listed = write_failures(summary.failures, output)
    elif store is not None and summary.failures:
        listed = store
    if not quiet:
        tell_summary(
            summary,
            seconds=time.monotonic() - began,
            where=str(output or store),
            failures=str(listed) if listed else None,
        )
    if summary.failures:
        raise typer.Exit(SOME_FAILED)


@app.command()
def show(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A file, or - for standard input.")],
    *,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Show so many documents of it.")] = 1,
    format_: Format = None,
    pipeline: Pipeline = DEFAULT_PIPELINE,
    fields: Fields = None,
    lines: Lines = False,
) -> None:
    """Show a text in colour, with its entities and its claims.

    \b
    Examples:
      claimgraph show page.txt
      echo "IL-2 was given to patients with melanoma." | claimgraph show -
    """
    from itertools import islice

    from claimgraph.console import show_record, standard_output
    from claimgraph.corpus.formats import read
    from claimgraph.extract.pipeline import extract as extract_records
    from claimgraph.extract.pipeline import load

    options = _options(fields, lines=lines)
    documents = list(islice(read(source, format=_known_format(format_), options=options), limit))
    if not documents:
        raise ClaimgraphError(f"{source}: no document in it")
    console = standard_output()
    for number, record in enumerate(extract_records(documents, nlp=load(pipeline))):
        if number:
            console.print()
        show_record(record, console)


@app.command()
def export(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="A store that extract wrote.")],
    output: Annotated[Path, typer.Argument(metavar="OUT.graphml", help="The file to write; .gz packs it.")],
) -> None:
    """Export a store's graph as GraphML, for networkx, Cytoscape, Gephi or yEd.

    \b
    Example:
      claimgraph export claims.db graph.graphml
    """
    from claimgraph.extract.store import ClaimStore
    from claimgraph.graphs.formats.graphml import write_graphml

    with ClaimStore.open(store) as claims:
        write_graphml(claims, output)
        counts = claims.counts()
    typer.echo(f"{output}: {counts['nodes']:,} nodes, {counts['statements']:,} edges", err=True)


def _known_format(name: str | None) -> str | None:
    from claimgraph.corpus.formats import READERS

    if name is not None and name not in READERS:
        raise typer.BadParameter(f"unknown format {name!r}; known are {', '.join(READERS)}")
    return name


def _options(fields: list[str] | None, *, lines: bool) -> ReadOptions:
    import msgspec

    from claimgraph.corpus.options import JsonFields, ReadOptions

    parts = JsonFields.__struct_fields__
    names: dict[str, str] = {}
    for field in fields or ():
        part, equals, name = field.partition("=")
        if not (equals and name) or part not in parts:
            raise typer.BadParameter(f"--field {field!r} is not PART=NAME; PART is one of {', '.join(parts)}")
        names[part] = name
    return ReadOptions(fields=msgspec.convert(names, JsonFields), plain="line" if lines else "file")


def main() -> NoReturn:
    """Run the command line; errors that claimgraph knows, and the system's, become one line."""
    try:
        app()
    except (ClaimgraphError, OSError) as error:
        reason = str(error)
        if isinstance(error, OSError):
            reason = f"{error.filename}: {error.strerror}" if error.filename else error.strerror or reason
        sys.stderr.write(f"claimgraph: {' '.join(reason.split())}\n")
        sys.exit(FAILED)
    sys.exit(0)
