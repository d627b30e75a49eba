"""The commands `claimgraph query STORE relations` and `claimgraph query STORE paths`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    import msgspec

query = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

Predicates = Annotated[
    list[str] | None,
    typer.Option("--predicate", help="Only claims with this predicate. Repeatable.", show_default=False),
]
Certainties = Annotated[
    list[str] | None,
    typer.Option(
        "--certainty",
        help="Only claims that are certain, probable or possible. Repeatable.",
        show_default=False,
    ),
]
Evidence = Annotated[int, typer.Option(min=0, help="Show so many sentences with each relation.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print a JSON object a line, whole.")]


@query.callback()
def open_store(
    context: typer.Context,
    store: Annotated[Path, typer.Argument(metavar="STORE", help="A store that extract wrote.")],
) -> None:
    """Ask a store what is claimed of an entity, or how two entities hang together.

    Entities are given by name, synonym or identifier.

    \b
    Examples:
      claimgraph query claims.db relations IL-2 --with melanoma
      claimgraph query claims.db relations HGNC:6001 --predicate treats --polarity negated
      claimgraph query claims.db paths IL-2 "renal cell carcinoma"
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
        str | None, typer.Option(help="The entity is subject or object.", show_default=False)
    ] = None,
    predicate: Predicates = None,
    direction: Annotated[str | None, typer.Option(help="increased or decreased.", show_default=False)] = None,
    aspect: Annotated[
        str | None, typer.Option(help="What changes: abundance, expression, …", show_default=False)
    ] = None,
    polarity: Annotated[str | None, typer.Option(help="affirmed or negated.", show_default=False)] = None,
    certainty: Certainties = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Show so many relations.")] = 20,
    evidence: Evidence = 3,
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

    known_role = _role(role)
    with ClaimStore.open(context.obj) as store:
        found = find_relations(
            store,
            entity,
            with_=with_,
            context=within,
            role=known_role,
            predicate=predicate,
            direction=direction,
            aspect=aspect,
            polarity=polarity,
            certainty=certainty,
            limit=limit,
            evidence=None if as_json else evidence,
        )
        if as_json:
            _print_json(found)
        else:
            console = standard_output()
            show_entity(resolve(store, entity), console)
            show_relations(found, console)


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
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Show so many paths.")] = 5,
    evidence: Evidence = 1,
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
            evidence=evidence,
        )
    if as_json:
        _print_json(found)
    else:
        show_paths(found, standard_output())


def _role(value: str | None) -> Literal["subject", "object"] | None:
    match value:
        case None | "subject" | "object":
            return value
    raise typer.BadParameter(f"--role is subject or object, not {value!r}")


def _print_json(found: Sequence[msgspec.Struct]) -> None:
    import msgspec

    for answer in found:
        typer.echo(msgspec.json.encode(answer).decode())
