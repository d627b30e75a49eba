"""The command `claimgraph query STORE conflicts`."""

from __future__ import annotations

from typing import Annotated

import typer

from claimgraph.commands.options import General


def conflicts(
    context: typer.Context,
    entity: Annotated[
        str | None,
        typer.Argument(
            metavar="[ENTITY]", help="Name, synonym or identifier; all if none.", show_default=False
        ),
    ] = None,
    *,
    with_: Annotated[
        str | None,
        typer.Option("--with", help="Only conflicts that join it to this entity.", show_default=False),
    ] = None,
    general: General = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Show so many conflicts.")] = 10,
    evidence: Annotated[int, typer.Option(min=0, help="Show so many sentences with each statement.")] = 2,
    keys: Annotated[
        bool, typer.Option("--keys", help="Show each claim's key, for claimgraph explain.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object a line, whole.")] = False,
) -> None:
    """Give what is claimed for and against, the best supported first, and what differs between the two sides.

    \b
    Example:
      claimgraph query claims.db conflicts IL-2 --with melanoma
    """
    import msgspec

    from claimgraph.console import standard_output
    from claimgraph.extract.store import ClaimStore
    from claimgraph.graphs.conflicts import conflicts as find_conflicts
    from claimgraph.rendering_conflicts import show_conflicts

    with ClaimStore.open(context.obj) as store:
        found = find_conflicts(
            store, entity, with_=with_, general=general, limit=limit, evidence=None if as_json else evidence
        )
    if as_json:
        for conflict in found:
            typer.echo(msgspec.json.encode(conflict).decode())
    else:
        show_conflicts(found, standard_output(), keys=keys)
