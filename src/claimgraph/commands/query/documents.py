"""The question `claimgraph query STORE documents`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from claimgraph.commands.query.answers import Output, output
from claimgraph.commands.query.options import taking

if TYPE_CHECKING:
    from rich.console import Console


@taking(output=output)
def documents(context: typer.Context, *, output: Output) -> None:
    """List the documents of the store: number of claims, year, journal, title.

    \b
    Example:
      claimgraph query claims.db documents --json
    """
    from claimgraph.extract.store import ClaimStore
    from claimgraph.rendering import show_document

    columns = ("id", "title", "n_claims", "withdrawn", "pipeline", "text_hash")
    with ClaimStore.open(context.obj) as store:
        found = list(store.documents())

    def show(console: Console) -> None:
        for document in found:
            show_document(document, console)

    output.give(found, columns, show)
