"""The command `claimgraph export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def export(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="A store that extract wrote.")],
    output: Annotated[Path, typer.Argument(metavar="OUT.graphml", help="The file to write; .gz packs it.")],
) -> None:
    """Export a store's graph as GraphML, for networkx, Cytoscape, Gephi or yEd.

    \b
    Example:
      claimgraph export claims.db graph.graphml
    """
    from claimgraph.extract.store import ClaimStore
    from claimgraph.graphs.formats.graphml import write_graphml

    with ClaimStore.open(store) as claims:
        write_graphml(claims, output)
        counts = claims.counts()
    typer.echo(f"{output}: {counts['nodes']:,} nodes, {counts['statements']:,} edges", err=True)
