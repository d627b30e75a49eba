"""The command `claimgraph withdraw`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from claimgraph.commands.options import Store

if TYPE_CHECKING:
    from claimgraph.extract.store import ClaimStore


def withdraw(
    store: Store,
    documents: Annotated[
        list[str] | None,
        typer.Argument(metavar="DOCUMENTS", help="Ids of documents, or an article's PMID, PMC id or DOI."),
    ] = None,
    *,
    as_list: Annotated[bool, typer.Option("--list", help="List what is withdrawn, and why.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take the documents in again.")] = False,
) -> None:
    """Take the claims of documents out of a store, as if they had never been read; they stay out if read again.

    \b
    Examples:
      claimgraph withdraw claims.db PMID:99000102 DOI:10.99999/inv.2023.0042
      claimgraph withdraw claims.db --list
      claimgraph withdraw claims.db --undo PMID:99000102

    --undo makes the store as if they had never been withdrawn. What is retracted, by its own record or by a notice
    that the store has read, stays out.
    """
    from claimgraph.console import standard_output
    from claimgraph.extract.store import ClaimStore
    from claimgraph.rendering import show_withdrawal

    if as_list and (documents or undo):
        raise typer.BadParameter("--list goes alone: it lists all that is withdrawn")
    if not (as_list or documents):
        raise typer.BadParameter("name the documents, or ask for the --list of what is withdrawn")
    with ClaimStore.open(store) as claims:
        listed = claims.withdrawals() if as_list else []
    if as_list:
        for one in listed:
            show_withdrawal(one, standard_output())
        if not listed:
            typer.echo("nothing is withdrawn")
        return
    with ClaimStore.open(store, mode="write") as claims, claims.transaction():
        for name in _named(claims, documents or []):
            typer.echo(_taken_in(claims, name) if undo else _taken_out(claims, name))


def _named(claims: ClaimStore, documents: list[str]) -> list[str]:
    """The names of the documents; a usage error where one names no article: it would stay in the list for ever."""
    from claimgraph.extract.article_names import is_of_article, named_article

    names = [given if claims.document(given) else named_article(given) for given in documents]
    for name in names:
        if claims.document(name) is None and not is_of_article(name):
            raise typer.BadParameter(f"{name}: no document of the store, and no PMID, PMC id or DOI")
    return names


def _taken_out(claims: ClaimStore, name: str) -> str:
    from claimgraph.console import counted

    before = claims.counts()["claims"]
    known = claims.withdraw(name)
    gone = counted(before - claims.counts()["claims"], "claim")
    return f"{name}: {f'{gone} withdrawn' if known else 'no claims of it here; it stays out'}"


def _taken_in(claims: ClaimStore, name: str) -> str:
    from claimgraph.console import counted

    found = claims.restore(name)
    if found.document is None:
        return f"{name}: no longer kept out"
    if found.n_claims is None:
        path = found.document.source.path
        return f"{name}: no longer kept out; extract {path or 'its source'} again for its claims"
    return f"{name}: {counted(found.n_claims, 'claim')} taken in again"
