"""The question `claimgraph query STORE related`."""

from __future__ import annotations

import typer

from claimgraph.commands.options import General
from claimgraph.commands.query.answers import NODE, Output, output
from claimgraph.commands.query.options import Limit, Name, OtherTypes, taking


@taking(output=output)
def related(
    context_: typer.Context,
    entity: Name,
    *,
    other_type: OtherTypes = None,
    general: General = False,
    limit: Limit = 20,
    output: Output,
) -> None:
    """Rank the entities that are claimed together with one more often than by chance (G²).

    \b
    Example:
      claimgraph query claims.db related melanoma --other-type Chemical
    """
    from claimgraph.extract.store import ClaimStore
    from claimgraph.graphs.related import related as find_related
    from claimgraph.rendering_answers import show_related

    with ClaimStore.open(context_.obj) as store:
        found = find_related(store, entity, other_type=other_type, general=general, limit=limit)
    columns = (*NODE, "score", "n_documents", "expected", "n_claims", "predicates")
    output.give(found, columns, lambda console: show_related(found, console))
