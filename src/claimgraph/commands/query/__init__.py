"""The command `claimgraph query STORE`, a question a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimgraph.commands.help_texts import first_line
from claimgraph.commands.query.changes import changes
from claimgraph.commands.query.conflicts import conflicts
from claimgraph.commands.query.cypher import cypher
from claimgraph.commands.query.documents import documents
from claimgraph.commands.query.entities import entities
from claimgraph.commands.query.failures import failures
from claimgraph.commands.query.neighbourhood import neighbourhood
from claimgraph.commands.query.paths import paths
from claimgraph.commands.query.related import related
from claimgraph.commands.query.relations import relations
from claimgraph.commands.query.shared_neighbours import causes, effects
from claimgraph.commands.query.years import years

query = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
QUESTIONS = (
    *(entities, relations, paths, neighbourhood, related, causes, effects, conflicts),
    *(years, changes, cypher, documents, failures),
)
for question in QUESTIONS:
    query.command(short_help=first_line(question))(question)


def _names() -> list[str]:
    return [command.callback.__name__ for command in query.registered_commands if command.callback]


def _store_first(store: str) -> str:
    if store in _names() and not Path(store).exists():
        raise typer.BadParameter(f"the store comes first: claimgraph query STORE {store} …")
    return store


@query.callback(invoke_without_command=True)
def open_store(
    context: typer.Context,
    store: Annotated[
        str,
        typer.Argument(
            metavar="STORE",
            help="A store that extract wrote: a file, or postgresql://….",
            callback=_store_first,
        ),
    ],
) -> None:
    """Ask a store what is claimed of an entity, how two entities hang together, or what went into it.

    Entities are given by name, synonym or identifier.

    \b
    Examples:
      claimgraph query claims.db relations IL-2 --with melanoma
      claimgraph query claims.db relations HGNC:6001 --predicate treats --polarity negated
      claimgraph query claims.db paths IL-2 "renal cell carcinoma"
      claimgraph query claims.db relations IL-10 --other-type CellType --predicate produces
      claimgraph query claims.db conflicts IL-2
      claimgraph query claims.db failures
    """
    if context.invoked_subcommand is None:
        raise typer.BadParameter(
            f"ask a question: claimgraph query {store} QUESTION, one of {', '.join(_names())}"
        )
    context.obj = store
