"""The question `claimgraph query STORE causes`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from claimgraph.commands.query.answers import NODE, Output, graph_output
from claimgraph.commands.query.options import Evidence, Keys, Limit, Types, filters, taking


@taking(filters=filters, output=graph_output)
def causes(
    context_: typer.Context,
    one: Annotated[str, typer.Argument(metavar="ONE", help="Name, synonym or identifier.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Name, synonym or identifier.")],
    *,
    type_: Types = None,
    limit: Limit = 10,
    evidence: Evidence = 1,
    keys: Keys = False,
    filters: dict[str, Any],
    output: Output,
) -> None:
    """Give what acts on both of two entities, the best believed first, and whether both go the same way.

    \b
    Example:
      claimgraph query claims.db causes IL-2 IL-10
    """
    from claimgraph.extract.store import ClaimStore
    from claimgraph.graphs.shared_neighbours import common_causes
    from claimgraph.rendering_answers import show_common

    with ClaimStore.open(context_.obj) as store:
        found = common_causes(
            store, one, other, type_=type_, limit=limit, evidence=output.evidence(evidence), **filters
        )
    columns = (*NODE, "belief", "sign", "one", "other")
    output.give(found, columns, lambda console: show_common(found, console, keys=keys))
