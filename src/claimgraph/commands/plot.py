"""The commands `claimgraph plot neighbourhood`, `years` and `calibration`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from claimgraph.commands.options import Store, one_of

plot = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

Output = Annotated[Path, typer.Argument(metavar="OUT", help="The figure to write: .svg or .png.")]


@plot.callback()
def draw() -> None:
    """Draw a figure for a paper or a slide, as SVG or PNG; needs the extra "plots".

    \b
    Examples:
      claimgraph plot neighbourhood claims.db il2.svg --entity IL-2
      claimgraph plot years claims.db years.png
      claimgraph plot calibration figures.json calibration.svg
    """


@plot.command()
def neighbourhood(
    store: Store,
    output: Output,
    *,
    entity: Annotated[str, typer.Option(metavar="NAME", help="Name, synonym or identifier.")],
    depth: Annotated[int, typer.Option(min=1, max=6, help="Steps around it.")] = 1,
    nodes: Annotated[int, typer.Option(min=2, max=200, help="Draw at most so many concepts.")] = 25,
    by: Annotated[
        str,
        typer.Option(
            help="Draw what is claimed most (claims) or believed best (belief).",
            callback=one_of(["claims", "belief"]),
        ),
    ] = "claims",
) -> None:
    """Draw an entity with what is claimed of it.

    \b
    Example:
      claimgraph plot neighbourhood claims.db il2.svg --entity IL-2 --nodes 20
    """
    from claimgraph.console import counted
    from claimgraph.extract.store import ClaimStore
    from claimgraph.graphs.plots.neighbourhood import plot_neighbourhood

    _check(output, store)
    rank = cast(Literal["claims", "belief"], by)
    with ClaimStore.open(store) as claims:
        drawn = plot_neighbourhood(claims, output, about=entity, depth=depth, nodes=nodes, by=rank)
    typer.echo(f"{output}: {counted(drawn, 'distinct claim')} drawn", err=True)


@plot.command()
def years(
    store: Store,
    output: Output,
    *,
    entity: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Only claims about it: name, synonym or identifier.", show_default=False
        ),
    ] = None,
) -> None:
    """Draw how many claims each year of publication brought, and how many deny.

    \b
    Example:
      claimgraph plot years claims.db years.svg --entity melanoma
    """
    from claimgraph.console import counted
    from claimgraph.extract.store import ClaimStore
    from claimgraph.graphs.plots.years import plot_years

    _check(output, store)
    with ClaimStore.open(store) as claims:
        counts = plot_years(claims, output, about=entity)
    drawn = sum(counts.affirmed.values()) + sum(counts.denied.values()) - counts.undated
    typer.echo(f"{output}: {counted(drawn, 'claim')}, {counts.undated:,} more without a year", err=True)


@plot.command()
def calibration(
    figures: Annotated[
        Path,
        typer.Argument(
            metavar="FIGURES", help="What claimgraph benchmark --output wrote.", exists=True, dir_okay=False
        ),
    ],
    output: Output,
    *,
    corpus: Annotated[str, typer.Option(help="The corpus whose answers are drawn.")] = "all",
) -> None:
    """Draw reliability diagrams: whether probabilities hold that a benchmark has measured.

    \b
    Example:
      claimgraph plot calibration figures.json calibration.svg --corpus biored
    """
    from claimgraph.console import counted
    from claimgraph.graphs.plots.reliability import plot_reliability, saved_calibrations

    drawn = plot_reliability(saved_calibrations(figures), output, corpus=corpus)
    typer.echo(f"{output}: {counted(drawn, 'diagram')}", err=True)


def _check(output: Path, store: str) -> None:
    from claimgraph.extract.written_files import files_of_store

    if os.path.realpath(output) in files_of_store(store):
        raise typer.BadParameter(f"{output} is the store itself")
