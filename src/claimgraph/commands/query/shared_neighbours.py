"""The questions `claimgraph query STORE causes` and `effects`, which differ in nothing but the way they look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from claimgraph.commands.query.answers import NODE, Output, graph_output
from claimgraph.commands.query.options import Evidence, Keys, Limit, Types, filters, taking


def _question(name: str, told: str) -> Callable[..., None]:
    """The question of that name; its help is what is told of it, with an example."""

    def question(
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
        from claimgraph.extract.store import ClaimStore
        from claimgraph.graphs.shared_neighbours import common_causes, common_effects
        from claimgraph.rendering_answers import show_common

        find = {"causes": common_causes, "effects": common_effects}[name]
        with ClaimStore.open(context_.obj) as store:
            found = find(
                store, one, other, type_=type_, limit=limit, evidence=output.evidence(evidence), **filters
            )
        columns = (*NODE, "belief", "sign", "one", "other")
        output.give(found, columns, lambda console: show_common(found, console, keys=keys))

    question.__name__ = name
    question.__doc__ = f"{told}\n\n\b\nExample:\n  claimgraph query claims.db {name} IL-2 IL-10\n"
    return taking(filters=filters, output=graph_output)(question)


causes = _question(
    "causes",
    "Give what acts on both of two entities, the best believed first, and whether both go the same way.",
)
effects = _question(
    "effects",
    "Give what two entities both act on, the best believed first, and whether both go the same way.",
)
