"""The command `claimgraph export`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

ENDINGS = (".graphml", ".graphml.gz")


def export(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="A store that extract wrote.")],
    output: Annotated[
        Path,
        typer.Argument(
            metavar="OUT.graphml", help="The file to write; .graphml.gz packs it, - is standard output."
        ),
    ],
) -> None:
    """Export a store's graph as GraphML, for networkx, Cytoscape, Gephi or yEd.

    \b
    Example:
      claimgraph export claims.db graph.graphml
    """
    from claimgraph.extract.store import ClaimStore
    from claimgraph.extract.written_files import files_of_store
    from claimgraph.graphs.formats.graphml import write_graphml

    if str(output) != "-" and os.path.realpath(output) in files_of_store(store):
        raise typer.BadParameter(f"{output} is the store itself")
    if str(output) != "-" and not output.name.endswith(ENDINGS):
        raise typer.BadParameter(f"{output}: only GraphML is written, so end the name with {ENDINGS[0]}")
    with ClaimStore.open(store) as claims, claims.snapshot():
        write_graphml(claims, output)
        counts = claims.counts()
    typer.echo(f"{output}: {counts['nodes']:,} nodes, {counts['statements']:,} edges", err=True)
