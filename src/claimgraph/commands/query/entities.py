"""The question `claimgraph query STORE entities`."""

from __future__ import annotations

from typing import Annotated

import typer

from claimgraph.commands.query.answers import NODE, Output, output
from claimgraph.commands.query.options import Limit, Types, taking


@taking(output=output)
def entities(
    context_: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="Name, beginning of one, or identifier; none: the most claimed."),
    ] = None,
    *,
    type_: Types = None,
    limit: Limit = 20,
    output: Output,
) -> None:
    """Search entities by name, synonym, identifier, the beginning of a name or a name alike, or by type.

    \b
    Examples:
      claimgraph query claims.db entities interleuk
      claimgraph query claims.db entities --type CellType
    """
    from claimgraph.extract.store import ClaimStore
    from claimgraph.graphs.entity_search import find_entities
    from claimgraph.rendering_answers import show_entities

    with ClaimStore.open(context_.obj) as store:
        found = find_entities(store, name, type_=type_, limit=limit)
    columns = (*NODE, "n_claims", "n_documents", "reason", "fits", "likeness")
    output.give(found, columns, lambda console: show_entities(found, console))
