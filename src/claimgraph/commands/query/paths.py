"""The question `claimgraph query STORE paths`."""

from __future__ import annotations

from typing import Annotated

import typer

from claimgraph.commands.query.answers import print_json
from claimgraph.commands.query.options import AsJson, Certainties, Evidence, Keys, Predicates


def paths(
    context: typer.Context,
    start: Annotated[str, typer.Argument(metavar="FROM", help="Name, synonym or identifier.")],
    end: Annotated[str, typer.Argument(metavar="TO", help="Name, synonym or identifier.")],
    *,
    max_length: Annotated[int, typer.Option(min=1, max=6, help="Steps that a path may have.")] = 3,
    directed: Annotated[bool, typer.Option("--directed", help="Go from subject to object only.")] = False,
    denied: Annotated[bool, typer.Option("--denied", help="Also go by what is denied.")] = False,
    predicate: Predicates = None,
    certainty: Certainties = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Show so many paths.")] = 5,
    evidence: Evidence = 1,
    keys: Keys = False,
    as_json: AsJson = False,
) -> None:
    """Give the best believed chains of claims between two entities.

    \b
    Example:
      claimgraph query claims.db paths IL-2 "renal cell carcinoma" --max-length 2
    """
    from claimgraph.console import standard_output
    from claimgraph.extract.store import ClaimStore
    from claimgraph.graphs.paths import paths as find_paths
    from claimgraph.rendering import show_paths

    with ClaimStore.open(context.obj) as store:
        found = find_paths(
            store,
            start,
            end,
            max_length=max_length,
            limit=limit,
            directed=directed,
            predicate=predicate,
            polarity=None if denied else "affirmed",
            certainty=certainty,
            evidence=evidence,
        )
    if as_json:
        print_json(found)
    else:
        show_paths(found, standard_output(), keys=keys)
