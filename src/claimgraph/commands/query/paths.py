"""The question `claimgraph query STORE paths`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from claimgraph.commands.query.answers import Output, graph_output
from claimgraph.commands.query.options import Evidence, Keys, Limit, filters, taking


@taking(filters=filters, output=graph_output)
def paths(
    context_: typer.Context,
    start: Annotated[str, typer.Argument(metavar="FROM", help="Name, synonym or identifier.")],
    end: Annotated[str, typer.Argument(metavar="TO", help="Name, synonym or identifier.")],
    *,
    max_length: Annotated[int, typer.Option(min=1, max=6, help="Steps that a path may have.")] = 3,
    directed: Annotated[bool, typer.Option("--directed", help="Go from subject to object only.")] = False,
    denied: Annotated[bool, typer.Option("--denied", help="Also go by what is denied.")] = False,
    limit: Limit = 5,
    evidence: Evidence = 1,
    keys: Keys = False,
    filters: dict[str, Any],
    output: Output,
) -> None:
    """Give the best believed chains of claims between two entities, with their sign and what speaks against.

    \b
    Example:
      claimgraph query claims.db paths IL-2 "renal cell carcinoma" --max-length 2
    """
    from claimgraph.extract.store import ClaimStore
    from claimgraph.graphs.paths import paths as find_paths
    from claimgraph.rendering import show_paths

    if denied and "polarity" in filters:
        raise typer.BadParameter("--denied goes by what is affirmed and what is denied; leave --polarity out")
    polarity: dict[str, Any] = {"polarity": None} if denied else {}
    length: dict[str, Any] = {"max_length": max_length, "directed": directed, "limit": limit}
    with ClaimStore.open(context_.obj) as store:
        found = find_paths(
            store, start, end, **length, evidence=output.evidence(evidence), **(filters | polarity)
        )
    columns = ("nodes", "names", "belief", "sign", "weakest", "hops")
    output.give(found, columns, lambda console: show_paths(found, console, keys=keys))
