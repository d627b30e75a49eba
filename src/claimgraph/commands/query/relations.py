"""The question `claimgraph query STORE relations`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimgraph.commands.query.answers import RELATION, Output, graph_output
from claimgraph.commands.query.options import (
    Evidence,
    Keys,
    Limit,
    OtherTypes,
    Role,
    Types,
    With,
    filters,
    taking,
)

if TYPE_CHECKING:
    from rich.console import Console


@taking(filters=filters, output=graph_output)
def relations(
    context_: typer.Context,
    entity: Annotated[
        str | None,
        typer.Argument(metavar="ENTITY", help="Name, synonym or identifier; or ask by --type."),
    ] = None,
    *,
    with_: With = None,
    type_: Types = None,
    other_type: OtherTypes = None,
    role: Role = None,
    limit: Limit = 20,
    evidence: Evidence = 3,
    keys: Keys = False,
    filters: dict[str, Any],
    output: Output,
) -> None:
    """Give what is claimed of an entity, between two, or between types, the best believed first.

    \b
    Examples:
      claimgraph query claims.db relations IL-2 --with melanoma
      claimgraph query claims.db relations IL-10 --other-type CellType --predicate produces
      claimgraph query claims.db relations --type CellType --other-type Disease --format csv
    """
    from claimgraph.extract.store import ClaimStore
    from claimgraph.graphs.entities import resolve
    from claimgraph.graphs.query import relations as find_relations
    from claimgraph.rendering import show_entity, show_relations

    if entity is None and with_ is None and type_ is None and other_type is None:
        raise typer.BadParameter("name an ENTITY, or ask by --type, --other-type or both")
    with ClaimStore.open(context_.obj) as store, store.snapshot():
        found = find_relations(
            store,
            entity,
            with_=with_,
            type_=type_,
            other_type=other_type,
            role=role,  # type: ignore[arg-type]  # typer checks it
            limit=limit,
            evidence=output.evidence(evidence),
            **filters,
        )

        def show(console: Console) -> None:
            if entity is not None:
                show_entity(resolve(store, entity, general="general" in filters), console)
            show_relations(found, console, keys=keys)

        output.give(found, RELATION, show)
