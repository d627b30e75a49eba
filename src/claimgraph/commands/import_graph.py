"""The command `claimgraph import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimgraph.commands.options import GraphFormatName


def import_graph(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="A file or folder that export wrote.")],
    store: Annotated[
        str, typer.Option(metavar="STORE", help="The store to make, a file.", show_default=False)
    ],
    name: GraphFormatName = None,
) -> None:
    """Make a store of a graph that export wrote with its evidence, so that it can be asked questions.

    Every claim is checked; one that contradicts itself ends the import, and no store is left.

    \b
    Example:
      claimgraph import graph.graphml --store claims.db
    """
    from claimgraph.console import counted
    from claimgraph.errors import GraphFormatError
    from claimgraph.extract.store import ClaimStore
    from claimgraph.extract.store_open import is_on_server, shown
    from claimgraph.graphs.formats.catalog import format_of, read_graph
    from claimgraph.graphs.records_in_graph import records_in

    if is_on_server(store):
        raise typer.BadParameter(f"{shown(store)} is on a server: import into a file, then merge it there")
    if Path(store).exists():
        raise typer.BadParameter(f"{store} is there already: a graph is imported into a new store")
    try:
        format_of(graph, name)
    except GraphFormatError as error:
        raise typer.BadParameter(f"{error}{'' if name else ', or give its --format'}") from None
    read = read_graph(graph, name=name)
    records = list(records_in(read))  # before there is a store: an error leaves none
    try:
        with ClaimStore.open(store, mode="write") as claims, claims.transaction():
            claims.insert(records, pipeline=f"imported from {graph.name}")
            counts = claims.counts()
    except BaseException:
        Path(store).unlink(missing_ok=True)
        raise
    told = f"{counted(counts['claims'], 'claim')} of {counted(counts['documents'], 'document')}"
    typer.echo(f"{store}: {told}", err=True)
