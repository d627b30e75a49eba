"""The question `claimgraph query STORE neighbourhood`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from claimgraph.commands.query.answers import RELATION, Output, graph_output
from claimgraph.commands.query.options import Evidence, Keys, Name, filters, taking


@taking(filters=filters, output=graph_output)
def neighbourhood(
    context_: typer.Context,
    entity: Name,
    *,
    depth: Annotated[int, typer.Option(min=1, max=5, help="Go so many steps.")] = 1,
    width: Annotated[int, typer.Option(min=1, help="Take so many relations of each entity.")] = 10,
    evidence: Evidence = 0,
    keys: Keys = False,
    filters: dict[str, Any],
    output: Output,
) -> None:
    """Give what lies around an entity, some steps deep, by the best believed relations.

    \b
    Example:
      claimgraph query claims.db neighbourhood IL-2 --depth 2 --output around.graphml
    """
    from claimgraph.extract.store import ClaimStore
    from claimgraph.graphs.neighbourhood import neighbourhood as find_neighbourhood
    from claimgraph.rendering_answers import show_neighbourhood

    with ClaimStore.open(context_.obj) as store:
        found = find_neighbourhood(
            store, entity, depth=depth, width=width, evidence=output.evidence(evidence), **filters
        )
    columns = ("distance", *RELATION)
    output.give([found], columns, lambda console: show_neighbourhood(found, console, keys=keys))
