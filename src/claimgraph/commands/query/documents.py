"""The question `claimgraph query STORE documents`."""

from __future__ import annotations

import typer

from claimgraph.commands.query.answers import print_json
from claimgraph.commands.query.options import AsJson


def documents(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List the documents of the store: number of claims, year, journal, title.

    \b
    Example:
      claimgraph query claims.db documents --json
    """
    from claimgraph.console import standard_output
    from claimgraph.extract.store import ClaimStore
    from claimgraph.rendering import show_document

    console = standard_output()
    with ClaimStore.open(context.obj) as store, store.snapshot():
        for document in store.documents():
            if as_json:
                print_json([document])
            else:
                show_document(document, console)
