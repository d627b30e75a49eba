"""The command `claimgraph show`."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

import typer

from claimgraph.commands.options import Fields, Format, Lines, Pipeline, known_format, read_options
from claimgraph.errors import ClaimgraphError
from claimgraph.settings import DEFAULT_PIPELINE


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
    from claimgraph.console import standard_output
    from claimgraph.corpus.formats import read
    from claimgraph.extract.pipeline import extract as extract_records
    from claimgraph.extract.pipeline import load
    from claimgraph.rendering import show_record

    options = read_options(fields, lines=lines)
    documents = list(islice(read(source, format=known_format(format_), options=options), limit))
    if not documents:
        raise ClaimgraphError(f"{source}: no document in it")
    console = standard_output()
    for number, record in enumerate(extract_records(documents, nlp=load(pipeline))):
        if number:
            console.print()
        show_record(record, console)
