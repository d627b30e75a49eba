"""The question `claimgraph query STORE conflicts`."""

from __future__ import annotations

from typing import Annotated

import typer

from claimgraph.commands.options import General
from claimgraph.commands.query.answers import Output, graph_output
from claimgraph.commands.query.options import Evidence, Keys, Limit, With, taking


@taking(output=graph_output)
def conflicts(
    context_: typer.Context,
    entity: Annotated[
        str | None, typer.Argument(metavar="ENTITY", help="Name, synonym or identifier; all if none.")
    ] = None,
    *,
    with_: With = None,
    general: General = False,
    limit: Limit = 10,
    evidence: Evidence = 2,
    keys: Keys = False,
    output: Output,
) -> None:
    """Give what is claimed for and against, the best supported first, and what differs between the two sides.

    \b
    Example:
      claimgraph query claims.db conflicts IL-2 --with melanoma
    """
    from claimgraph.extract.store import ClaimStore
    from claimgraph.graphs.conflicts import conflicts as find_conflicts
    from claimgraph.rendering_conflicts import show_conflicts

    with ClaimStore.open(context_.obj) as store:
        found = find_conflicts(
            store, entity, with_=with_, general=general, limit=limit, evidence=output.evidence(evidence)
        )
    ends = ("subject", "subject_name", "object", "object_name")
    columns = (*ends, "aspect", "score", "strength_for", "strength_against", "for", "against")
    output.give(found, columns, lambda console: show_conflicts(found, console, keys=keys))
