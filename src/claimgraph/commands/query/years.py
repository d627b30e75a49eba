"""The question `claimgraph query STORE years`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from claimgraph.commands.query.answers import Output, output
from claimgraph.commands.query.options import OtherTypes, Role, Types, With, filters, taking, without


@taking(filters=without(filters, "least_belief"), output=output)
def years(
    context_: typer.Context,
    entity: Annotated[
        str | None, typer.Argument(metavar="ENTITY", help="Name, synonym or identifier; none: all claims.")
    ] = None,
    *,
    with_: With = None,
    type_: Types = None,
    other_type: OtherTypes = None,
    role: Role = None,
    filters: dict[str, Any],
    output: Output,
) -> None:
    """Count claims by the year of their documents.

    \b
    Example:
      claimgraph query claims.db years IL-2 --with melanoma
    """
    from claimgraph.extract.store import ClaimStore
    from claimgraph.graphs.over_time import over_time
    from claimgraph.rendering_answers import show_years

    asked: dict[str, Any] = {"with_": with_, "type_": type_, "other_type": other_type, "role": role}
    with ClaimStore.open(context_.obj) as store:
        found = over_time(store, entity, **asked, **filters)
    columns = ("year", "n_claims", "n_documents", "n_affirmed", "n_negated")
    output.give(found, columns, lambda console: show_years(found, console))
