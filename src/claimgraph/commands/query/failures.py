"""The question `claimgraph query STORE failures`."""

from __future__ import annotations

import typer

from claimgraph.commands.query.answers import print_json
from claimgraph.commands.query.options import AsJson


def failures(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List what could not be read or extracted, and why.

    \b
    Example:
      claimgraph query claims.db failures
    """
    from claimgraph.console import standard_output
    from claimgraph.extract.store import ClaimStore
    from claimgraph.rendering import show_failures

    with ClaimStore.open(context.obj) as store:
        found = store.failures()
    if as_json:
        print_json(found)
    else:
        show_failures(found, standard_output())
