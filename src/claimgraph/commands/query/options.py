"""Options that several questions have."""

from __future__ import annotations

from typing import Annotated

import typer

from claimgraph.commands.options import one_of
from claimgraph.extract import vocabulary

Predicates = Annotated[
    list[str] | None,
    typer.Option(
        "--predicate",
        help=f"Only claims with this predicate ({', '.join(vocabulary.PREDICATES)}). Repeatable.",
        callback=one_of(vocabulary.PREDICATES),
        show_default=False,
    ),
]
Certainties = Annotated[
    list[str] | None,
    typer.Option(
        "--certainty",
        help="Only claims that are certain, probable or possible. Repeatable.",
        callback=one_of(vocabulary.CERTAINTIES),
        show_default=False,
    ),
]
Evidence = Annotated[int, typer.Option(min=0, help="Show so many sentences with each relation.")]
Keys = Annotated[bool, typer.Option("--keys", help="Show each claim's key, for claimgraph explain.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print a JSON object a line, whole.")]
