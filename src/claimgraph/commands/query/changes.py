"""The question `claimgraph query STORE changes`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from claimgraph.commands.query.answers import RELATION, Output, graph_output
from claimgraph.commands.query.options import Limit, OtherTypes, Types, With, filters, taking


@taking(filters=filters, output=graph_output)
def changes(
    context_: typer.Context,
    entity: Annotated[
        str | None, typer.Argument(metavar="ENTITY", help="Name, synonym or identifier; none: everything.")
    ] = None,
    *,
    before: Annotated[
        int | None, typer.Option(metavar="YEAR", help="Compare with documents up to it.", show_default=False)
    ] = None,
    after: Annotated[
        int | None, typer.Option(metavar="YEAR", help="What documents up to it say.", show_default=False)
    ] = None,
    earlier: Annotated[
        str | None, typer.Option(metavar="STORE", help="Compare with this store.", show_default=False)
    ] = None,
    with_: With = None,
    type_: Types = None,
    other_type: OtherTypes = None,
    limit: Limit = 20,
    filters: dict[str, Any],
    output: Output,
) -> None:
    """Tell what is claimed now and was not, or less surely, between two years or in an earlier store.

    \b
    Examples:
      claimgraph query claims.db changes IL-2 --before 2000 --after 2005
      claimgraph query claims.db changes --earlier last_month.db
    """
    from claimgraph.extract.store import ClaimStore
    from claimgraph.graphs.changes import changes_between_sources, changes_between_years
    from claimgraph.rendering_answers import show_changes

    by_years = before is not None and after is not None
    if by_years == (earlier is not None):
        raise typer.BadParameter("give --before and --after, or --earlier")
    asked: dict[str, Any] = {"with_": with_, "type_": type_, "other_type": other_type, "limit": limit}
    asked |= {"evidence": output.evidence(0)} | filters
    with ClaimStore.open(context_.obj) as store:
        if earlier is not None:
            with ClaimStore.open(earlier) as old:
                found = changes_between_sources(old, store, entity, **asked)
        elif before is not None and after is not None:
            found = changes_between_years(store, before, after, entity, **asked)
    columns = ("change", "difference", "before", "after", *RELATION)
    output.give(found, columns, lambda console: show_changes(found, console))
