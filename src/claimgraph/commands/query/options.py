"""Options that several questions have, and how a question is given them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer

from claimgraph.commands.options import General, one_of
from claimgraph.extract import vocabulary

Name = Annotated[str, typer.Argument(metavar="ENTITY", help="Name, synonym or identifier.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="Show so many answers.")]
Evidence = Annotated[int, typer.Option(min=0, help="Show so many sentences with each relation.")]
Keys = Annotated[bool, typer.Option("--keys", help="Show each claim's key, for claimgraph explain.")]
With = Annotated[
    str | None, typer.Option("--with", help="Only claims that join it to this entity.", show_default=False)
]
Role = Annotated[
    str | None,
    typer.Option(
        help="What the entity (or the one of --type) is in the claim: subject or object.",
        callback=one_of(["subject", "object"]),
        show_default=False,
    ),
]


def _types(option: str, meaning: str) -> Any:
    return typer.Option(
        option,
        help=f"{meaning} ({', '.join(vocabulary.ENTITY_TYPES)}). Repeatable.",
        callback=one_of(vocabulary.ENTITY_TYPES),
        show_default=False,
    )


Types = Annotated[list[str] | None, _types("--type", "Only entities of this type")]
OtherTypes = Annotated[list[str] | None, _types("--other-type", "Only claims that join it to this type")]


def _choice(name: str, allowed: Any, meaning: str) -> Any:
    check = one_of(allowed)
    return typer.Option(name, help=f"{meaning}: {', '.join(allowed)}.", callback=check, show_default=False)


def filters(
    *,
    predicate: Annotated[
        list[str] | None,
        _choice("--predicate", list(vocabulary.PREDICATES), "Only claims with this predicate (repeatable)"),
    ] = None,
    direction: Annotated[
        str | None, _choice("--direction", vocabulary.DIRECTIONS, "Only claims of such a change")
    ] = None,
    aspect: Annotated[str | None, _choice("--aspect", vocabulary.ASPECTS, "What changes")] = None,
    polarity: Annotated[
        str | None, _choice("--polarity", vocabulary.POLARITIES, "Only what is affirmed or denied")
    ] = None,
    certainty: Annotated[
        list[str] | None,
        _choice("--certainty", vocabulary.CERTAINTIES, "Only claims said so surely (repeatable)"),
    ] = None,
    kind: Annotated[
        list[str] | None, _choice("--kind", vocabulary.KINDS, "Only claims of this kind (repeatable)")
    ] = None,
    section: Annotated[
        list[str] | None,
        _choice("--section", vocabulary.SECTION_LABELS, "Only claims of this section (repeatable)"),
    ] = None,
    since: Annotated[
        int | None, typer.Option(help="Only documents of this year and later.", show_default=False)
    ] = None,
    until: Annotated[
        int | None, typer.Option(help="Only documents of this year and earlier.", show_default=False)
    ] = None,
    context: Annotated[
        str | None,
        typer.Option("--context", help="Only claims made in the context of this entity.", show_default=False),
    ] = None,
    least_belief: Annotated[
        float | None,
        typer.Option(
            "--least-belief",
            min=0,
            max=1,
            help="Only relations that are believed so much.",
            show_default=False,
        ),
    ] = None,
    general: General = False,
) -> dict[str, Any]:
    """Put the filters that were given together, as `graphs.filters.Filters`."""
    given = {
        "predicate": predicate,
        "direction": direction,
        "aspect": aspect,
        "polarity": polarity,
        "certainty": certainty,
        "kind": kind,
        "section": section,
        "since": since,
        "until": until,
        "context": context,
        "least_belief": least_belief,
        "general": general or None,
    }
    return {name: value for name, value in given.items() if value is not None}


def without(group: Callable[..., Any], *left_out: str) -> Callable[..., Any]:
    """Give a group of options without some of them, for a question to which they mean nothing."""

    @wraps(group)
    def rest(**given: Any) -> Any:
        return group(**given)

    signature = inspect.signature(group, eval_str=True)
    kept = [one for name, one in signature.parameters.items() if name not in left_out]
    rest.__signature__ = signature.replace(parameters=kept)  # type: ignore[attr-defined]
    return rest


def taking(**groups: Callable[..., Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a question all options of some groups; each parameter named like a group gets what it makes.

    A group is a function of keyword-only options, such as `filters`.
    """

    def extended(question: Callable[..., None]) -> Callable[..., None]:
        signature = inspect.signature(question, eval_str=True)
        options = {name: inspect.signature(group, eval_str=True).parameters for name, group in groups.items()}
        # typer hands over its context by annotation, so a filter may be called context, too.
        own = [one for name, one in signature.parameters.items() if name not in groups]
        parameters = [*own, *(one for group in options.values() for one in group.values())]

        @wraps(question)
        def answer(*arguments: Any, **given: Any) -> None:
            made = {
                name: groups[name](**{option: given.pop(option) for option in options[name]})
                for name in groups
            }
            question(*arguments, **given, **made)

        answer.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
        answer.__annotations__ = {one.name: one.annotation for one in parameters}
        del answer.__dict__["__wrapped__"]
        return answer

    return extended
