"""The command `claimgraph show`."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

import typer

from claimgraph.commands.exit_codes import SOME_FAILED
from claimgraph.commands.options import (
    Fields,
    Format,
    Lines,
    Linker,
    OwnTerms,
    Pipeline,
    known_format,
    read_options,
)
from claimgraph.errors import ClaimgraphError, UnreadableSource
from claimgraph.settings import DEFAULT_PIPELINE


def show(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE", help="A file, a folder, a pattern in quotes, or - for standard input."
        ),
    ],
    *,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Show so many documents of it.")] = 1,
    format_: Format = None,
    pipeline: Pipeline = DEFAULT_PIPELINE,
    own_terms: OwnTerms = None,
    linker: Linker = None,
    fields: Fields = None,
    lines: Lines = False,
) -> None:
    """Show texts in colour, with their entities and their claims.

    \b
    Examples:
      claimgraph show page.txt
      echo "IL-2 caused hypotension in patients with melanoma." | claimgraph show -

    A record that can't be read is told on standard error, and the command ends with exit code 3.
    """
    from claimgraph.console import standard_output, tell
    from claimgraph.corpus.formats import read
    from claimgraph.extract.pipeline import extract as extract_records
    from claimgraph.extract.pipeline import load
    from claimgraph.rendering import show_record

    options = read_options(fields, lines=lines)
    failures: list[UnreadableSource] = []
    documents = read(source, format=known_format(format_), options=options, errors=failures.append)
    console = standard_output()
    nlp = None
    shown = 0
    for document in islice(documents, limit):
        nlp = nlp or load(pipeline, own_terms=own_terms or (), linker=linker)
        for record in extract_records([document], nlp=nlp):
            if shown:
                console.print()
            show_record(record, console)
            shown += 1
    if not shown:
        raise failures.pop() if failures else ClaimgraphError(f"{source}: no document in it")
    for failure in failures:
        tell(str(failure))
    if failures:
        raise typer.Exit(SOME_FAILED)
