"""The command `claimgraph withdraw`."""

from __future__ import annotations

from typing import Annotated

import typer

from claimgraph.commands.options import Store


def withdraw(
    store: Store,
    documents: Annotated[
        list[str],
        typer.Argument(metavar="DOCUMENTS...", help="Ids of documents, or an article's PMID, PMC id or DOI."),
    ],
) -> None:
    """Take the claims of documents out of a store, as if they had never been read; they stay out if read again.

    \b
    Example:
      claimgraph withdraw claims.db PMID:99000102 DOI:10.99999/inv.2023.0042
    """
    from claimgraph.console import counted
    from claimgraph.extract.article_names import is_of_article, named_article
    from claimgraph.extract.store import ClaimStore

    ClaimStore.open(store).close()  # a writer would make a store where there is none
    with ClaimStore.open(store, mode="write") as claims, claims.transaction():
        names = [given if claims.document(given) else named_article(given) for given in documents]
        for name in names:  # what names no article would stay in the list of what is withdrawn for ever
            if claims.document(name) is None and not is_of_article(name):
                raise typer.BadParameter(f"{name}: no document of the store, and no PMID, PMC id or DOI")
        for name in names:
            before = claims.counts()["claims"]
            known = claims.withdraw(name)
            gone = counted(before - claims.counts()["claims"], "claim")
            typer.echo(f"{name}: {f'{gone} withdrawn' if known else 'not in the store, and stays out'}")
