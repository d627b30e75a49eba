"""The command `claimgraph status`."""

from __future__ import annotations

from typing import Annotated

import typer

from claimgraph.commands.options import Store


def status(
    store: Store,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, whole.")] = False,
) -> None:
    """Tell how far a store is: what it holds, files done, failed and left, failures by class, pace, time left.

    \b
    Examples:
      claimgraph status claims.db
      claimgraph status claims.db --json

    It may be asked while a run writes the store. Files are left that the last run was told to read and has not
    come to the end of.
    """
    from claimgraph.console import show_status, standard_output
    from claimgraph.extract.store import ClaimStore

    with ClaimStore.open(store) as opened:
        found = opened.status()
    if as_json:
        import msgspec

        typer.echo(msgspec.json.encode(found).decode())
    else:
        show_status(found, standard_output())
