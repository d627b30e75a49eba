"""The question `claimgraph query STORE failures`."""

from __future__ import annotations

import typer

from claimgraph.commands.query.answers import Output, output
from claimgraph.commands.query.options import taking


@taking(output=output)
def failures(context: typer.Context, *, output: Output) -> None:
    """List what could not be read or extracted, and why.

    \b
    Example:
      claimgraph query claims.db failures
    """
    from claimgraph.extract.store import ClaimStore
    from claimgraph.rendering import show_failures

    with ClaimStore.open(context.obj) as store:
        found = store.failures()
    output.give(found, ("source", "record", "line", "reason"), lambda console: show_failures(found, console))
