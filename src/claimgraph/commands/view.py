"""The command `claimgraph view`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from claimgraph.commands.options import Store, one_of


def view(
    store: Store,
    output: Annotated[Path, typer.Argument(metavar="OUT.html", help="The page to write.")],
    *,
    entity: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Only what lies around this entity: name, synonym or identifier.",
            show_default=False,
        ),
    ] = None,
    depth: Annotated[
        int, typer.Option(min=1, max=6, help="With --entity: steps around it that the page holds.")
    ] = 2,
    nodes: Annotated[int, typer.Option(min=1, max=400, help="Concepts that it draws at first.")] = 50,
    by: Annotated[
        str,
        typer.Option(
            help="Draw first what is claimed most (claims) or believed best (belief).",
            callback=one_of(["claims", "belief"]),
        ),
    ] = "claims",
    title: Annotated[str | None, typer.Option(help="Title of the page.", show_default=False)] = None,
    open_: Annotated[bool, typer.Option("--open", help="Show the page in the web browser.")] = False,
) -> None:
    """Write a picture of a store's claims that one can search, filter and read: one HTML file, offline.

    \b
    Examples:
      claimgraph view claims.db claims.html --open
      claimgraph view claims.db il2.html --entity IL-2 --depth 1
    """
    import webbrowser

    from claimgraph.console import counted
    from claimgraph.extract.store import ClaimStore
    from claimgraph.extract.written_files import files_of_store
    from claimgraph.graphs.viewer.page import write_page

    if os.path.realpath(output) in files_of_store(store):
        raise typer.BadParameter(f"{output} is the store itself")
    if str(output) != "-" and output.suffix.lower() not in {".html", ".htm"}:
        raise typer.BadParameter(f"{output}: a page is written, so end the name with .html")
    rank = cast(Literal["claims", "belief"], by)
    with ClaimStore.open(store) as claims:
        held = write_page(claims, output, title=title, about=entity, depth=depth, nodes=nodes, by=rank)
    drawn = sum(concept.at is not None for concept in held.concepts)
    typer.echo(
        f"{output}: {len(held.concepts):,} of {counted(held.n_concepts, 'concept')}, {drawn:,} drawn at first; "
        f"{len(held.claims):,} of {counted(held.n_claims, 'distinct claim')}",
        err=True,
    )
    if open_ and str(output) != "-":
        webbrowser.open(output.resolve().as_uri())
