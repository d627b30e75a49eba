"""The question `claimgraph query STORE relations`."""

from __future__ import annotations

from typing import Annotated, Literal, cast

import typer

from claimgraph.commands.options import one_of
from claimgraph.commands.query.answers import print_json
from claimgraph.commands.query.options import AsJson, Certainties, Evidence, Keys, Predicates
from claimgraph.extract import vocabulary


def relations(
    context: typer.Context,
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help="Name, synonym or identifier.")],
    *,
    with_: Annotated[
        str | None,
        typer.Option("--with", help="Only claims that join it to this entity.", show_default=False),
    ] = None,
    within: Annotated[
        str | None,
        typer.Option("--context", help="Only claims made in the context of this entity.", show_default=False),
    ] = None,
    role: Annotated[
        str | None,
        typer.Option(
            help="What the entity is in the claim: subject or object.",
            callback=one_of(["subject", "object"]),
            show_default=False,
        ),
    ] = None,
    predicate: Predicates = None,
    direction: Annotated[
        str | None,
        typer.Option(
            help="Only claims of such a change: increased or decreased.",
            callback=one_of(vocabulary.DIRECTIONS),
            show_default=False,
        ),
    ] = None,
    aspect: Annotated[
        str | None,
        typer.Option(
            help=f"What changes: {', '.join(vocabulary.ASPECTS)}.",
            callback=one_of(vocabulary.ASPECTS),
            show_default=False,
        ),
    ] = None,
    polarity: Annotated[
        str | None,
        typer.Option(
            help="Only what is affirmed, or what is negated.",
            callback=one_of(vocabulary.POLARITIES),
            show_default=False,
        ),
    ] = None,
    certainty: Certainties = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Show so many relations.")] = 20,
    evidence: Evidence = 3,
    keys: Keys = False,
    as_json: AsJson = False,
) -> None:
    """Give what is claimed of an entity, the best believed first, with the sentences.

    \b
    Example:
      claimgraph query claims.db relations IL-2 --with melanoma
    """
    from claimgraph.console import standard_output
    from claimgraph.extract.store import ClaimStore
    from claimgraph.graphs.entities import resolve
    from claimgraph.graphs.query import relations as find_relations
    from claimgraph.rendering import show_entity, show_relations

    with ClaimStore.open(context.obj) as store, store.snapshot():
        found = find_relations(
            store,
            entity,
            with_=with_,
            context=within,
            role=cast(Literal["subject", "object"] | None, role),
            predicate=predicate,
            direction=direction,
            aspect=aspect,
            polarity=polarity,
            certainty=certainty,
            limit=limit,
            evidence=None if as_json else evidence,
        )
        if as_json:
            print_json(found)
        else:
            console = standard_output()
            show_entity(resolve(store, entity), console)
            show_relations(found, console, keys=keys)
