"""The question `claimgraph query STORE cypher`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimgraph.commands.options import one_of


def cypher(
    context: typer.Context,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="The question, in openCypher.")],
    *,
    database: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The graph database, loaded anew where the claims have changed; STORE.lbug if not given.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format", help="Print json (an object a line) or csv.", callback=one_of(["json", "csv"])
        ),
    ] = "json",
) -> None:
    """Ask in openCypher, through an embedded graph database that the store is loaded into (extra cypher).

    Nodes are (:Entity {key, id, name, type, …}); [:STATES] is a distinct claim, [:CLAIMS] one of a document.

    \b
    Example:
      claimgraph query claims.db cypher "MATCH (c:Entity)-[s:STATES {predicate: 'produces'}]->(e:Entity) RETURN c.name"
    """
    import csv
    import json
    import sys

    from claimgraph.console import tell
    from claimgraph.extract.store import ClaimStore
    from claimgraph.extract.store_open import is_on_server, shown
    from claimgraph.graphs.cypher import ask_cypher, check_question, renew_cypher

    check_question(question)  # before the store is loaded
    if is_on_server(context.obj) and database is None:
        raise typer.BadParameter("a store on a server needs --database")
    store = Path(context.obj)
    file = database or store.with_name(f"{store.name}.lbug")
    with ClaimStore.open(context.obj) as claims:
        if renew_cypher(claims, file):
            tell(f"{file}: loaded from {shown(context.obj)}")
    columns, rows = ask_cypher(file, question)
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([columns, *rows])
    else:
        for row in rows:
            told = dict(zip(columns, row, strict=True))
            typer.echo(json.dumps(told, ensure_ascii=False, default=str))
