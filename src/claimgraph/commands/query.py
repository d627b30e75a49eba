"""The commands `claimgraph query STORE relations`, `paths`, `documents` and `failures`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from claimgraph.commands.options import General, one_of
from claimgraph.commands.query_conflicts import conflicts
from claimgraph.extract import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    import msgspec

query = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
query.command()(conflicts)

Predicates = Annotated[
    list[str] | None,
    typer.Option(
        "--predicate",
        help=f"Only claims with this predicate ({', '.join(vocabulary.PREDICATES)}). Repeatable.",
        callback=one_of(vocabulary.PREDICATES),
        show_default=False,
    ),
]
Certainties = Annotated[
    list[str] | None,
    typer.Option(
        "--certainty",
        help="Only claims that are certain, probable or possible. Repeatable.",
        callback=one_of(vocabulary.CERTAINTIES),
        show_default=False,
    ),
]
Evidence = Annotated[int, typer.Option(min=0, help="Show so many sentences with each relation.")]
Keys = Annotated[bool, typer.Option("--keys", help="Show each claim's key, for claimgraph explain.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print a JSON object a line, whole.")]


def _store_first(store: Path) -> Path:
    questions = [command.callback.__name__ for command in query.registered_commands if command.callback]
    if str(store) in questions and not store.exists():
        raise typer.BadParameter(f"the store comes first: claimgraph query STORE {store} …")
    return store


@query.callback()
def open_store(
    context: typer.Context,
    store: Annotated[
        Path, typer.Argument(metavar="STORE", help="A store that extract wrote.", callback=_store_first)
    ],
) -> None:
    """Ask a store what is claimed of an entity, how two entities hang together, or what went into it.

    Entities are given by name, synonym or identifier.

    \b
    Examples:
      claimgraph query claims.db relations IL-2 --with melanoma
      claimgraph query claims.db relations HGNC:6001 --predicate treats --polarity negated
      claimgraph query claims.db paths IL-2 "renal cell carcinoma"
      claimgraph query claims.db conflicts IL-2
      claimgraph query claims.db failures
    """
    context.obj = store


@query.command()
def relations(
    context: typer.Context,
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help="Name, synonym or identifier.")],
    *,
    with_: Annotated[
        str | None,
        typer.Option("--with", help="Only claims that join it to this entity.", show_default=False),
    ] = None,
    within: Annotated[
        str | None,
        typer.Option("--context", help="Only claims made in the context of this entity.", show_default=False),
    ] = None,
    role: Annotated[
        str | None,
        typer.Option(
            help="What the entity is in the claim: subject or object.",
            callback=one_of(["subject", "object"]),
            show_default=False,
        ),
    ] = None,
    predicate: Predicates = None,
    direction: Annotated[
        str | None,
        typer.Option(
            help="Only claims of such a change: increased or decreased.",
            callback=one_of(vocabulary.DIRECTIONS),
            show_default=False,
        ),
    ] = None,
    aspect: Annotated[
        str | None,
        typer.Option(
            help=f"What changes: {', '.join(vocabulary.ASPECTS)}.",
            callback=one_of(vocabulary.ASPECTS),
            show_default=False,
        ),
    ] = None,
    polarity: Annotated[
        str | None,
        typer.Option(
            help="Only what is affirmed, or what is negated.",
            callback=one_of(vocabulary.POLARITIES),
            show_default=False,
        ),
    ] = None,
    certainty: Certainties = None,
    general: General = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Show so many relations.")] = 20,
    evidence: Evidence = 3,
    keys: Keys = False,
    as_json: AsJson = False,
) -> None:
    """Give what is claimed of an entity, the best believed first, with the sentences.

    \b
    Example:
      claimgraph query claims.db relations IL-2 --with melanoma
    """
    from claimgraph.console import standard_output
    from claimgraph.extract.store import ClaimStore
    from claimgraph.graphs.entities import resolve
    from claimgraph.graphs.query import relations as find_relations
    from claimgraph.rendering import show_entity, show_relations

    with ClaimStore.open(context.obj) as store, store.snapshot():
        found = find_relations(
            store,
            entity,
            with_=with_,
            context=within,
            role=cast(Literal["subject", "object"] | None, role),
            predicate=predicate,
            direction=direction,
            aspect=aspect,
            polarity=polarity,
            certainty=certainty,
            general=general,
            limit=limit,
            evidence=None if as_json else evidence,
        )
        if as_json:
            _print_json(found)
        else:
            console = standard_output()
            show_entity(resolve(store, entity, general=general), console)
            show_relations(found, console, keys=keys)


@query.command()
def paths(
    context: typer.Context,
    start: Annotated[str, typer.Argument(metavar="FROM", help="Name, synonym or identifier.")],
    end: Annotated[str, typer.Argument(metavar="TO", help="Name, synonym or identifier.")],
    *,
    max_length: Annotated[int, typer.Option(min=1, max=6, help="Steps that a path may have.")] = 3,
    directed: Annotated[bool, typer.Option("--directed", help="Go from subject to object only.")] = False,
    denied: Annotated[bool, typer.Option("--denied", help="Also go by what is denied.")] = False,
    predicate: Predicates = None,
    certainty: Certainties = None,
    general: General = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Show so many paths.")] = 5,
    evidence: Evidence = 1,
    keys: Keys = False,
    as_json: AsJson = False,
) -> None:
    """Give the best believed chains of claims between two entities.

    \b
    Example:
      claimgraph query claims.db paths IL-2 "renal cell carcinoma" --max-length 2
    """
    from claimgraph.console import standard_output
    from claimgraph.extract.store import ClaimStore
    from claimgraph.graphs.paths import paths as find_paths
    from claimgraph.rendering import show_paths

    with ClaimStore.open(context.obj) as store:
        found = find_paths(
            store,
            start,
            end,
            max_length=max_length,
            limit=limit,
            directed=directed,
            predicate=predicate,
            polarity=None if denied else "affirmed",
            certainty=certainty,
            general=general,
            evidence=evidence,
        )
    if as_json:
        _print_json(found)
    else:
        show_paths(found, standard_output(), keys=keys)


@query.command()
def documents(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List the documents of the store: number of claims, year, journal, title.

    \b
    Example:
      claimgraph query claims.db documents --json
    """
    from claimgraph.console import standard_output
    from claimgraph.extract.store import ClaimStore
    from claimgraph.rendering import show_document

    console = standard_output()
    with ClaimStore.open(context.obj) as store, store.snapshot():
        for document in store.documents():
            if as_json:
                _print_json([document])
            else:
                show_document(document, console)


@query.command()
def failures(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List what could not be read or extracted, and why.

    \b
    Example:
      claimgraph query claims.db failures
    """
    from claimgraph.console import standard_output
    from claimgraph.extract.store import ClaimStore
    from claimgraph.rendering import show_failures

    with ClaimStore.open(context.obj) as store:
        found = store.failures()
    if as_json:
        _print_json(found)
    else:
        show_failures(found, standard_output())


def _print_json(found: Sequence[msgspec.Struct]) -> None:
    import msgspec

    for answer in found:
        typer.echo(msgspec.json.encode(answer).decode())
