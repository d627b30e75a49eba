"""The filters that every question takes, and what they ask of a source."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypedDict, get_args

import msgspec

from claimgraph.errors import QueryError
from claimgraph.extract import vocabulary
from claimgraph.extract.store_find import Role, Wanted
from claimgraph.graphs.claim_source import ClaimSource
from claimgraph.graphs.entities import resolve, under_any


class Filters(TypedDict, total=False):
    """Which claims count; what is left out or None does not narrow.

    `predicate`, `certainty`, `kind`, `section`: one value or several. `direction`: increased or decreased.
    `aspect`: what changes. `polarity`: affirmed or negated. `since`, `until`: years of the documents, both
    included. `context`: name or id of an entity (a disease, a cell type) in whose context the claim is made.
    `least_belief`: what the belief of the relation, from the claims that fit, must reach. `general` widens: with
    the entities that a question names it takes what stands under them in the lexicon, kinds and members; `under`
    of the answers tells where.
    """

    predicate: str | Collection[str] | None
    direction: str | None
    aspect: str | None
    polarity: str | None
    certainty: str | Collection[str] | None
    kind: str | Collection[str] | None
    section: str | Collection[str] | None
    since: int | None
    until: int | None
    context: str | None
    least_belief: float | None
    general: bool


def wanted_by(source: ClaimSource, filters: Filters) -> Wanted:
    """Put the filters into a request that names no node yet.

    Raises `QueryError` for a value outside the vocabulary and for filters that no claim can fit, `UnknownEntity`
    for a context that is not known.
    """
    context = filters.get("context")
    least = filters.get("least_belief")
    general = filters.get("general", False)
    if least is not None and not 0 <= least <= 1:
        raise QueryError(f"a belief is between 0 and 1, not {least}")
    since, until = filters.get("since"), filters.get("until")
    if since is not None and until is not None and since > until:
        raise QueryError(f"no year is from {since} on and up to {until}: since must not be after until")
    predicates = among("predicate", filters.get("predicate"), vocabulary.PREDICATES)
    direction = _one("direction", filters.get("direction"), vocabulary.DIRECTIONS)
    if direction is not None and direction not in map(_direction_of, predicates or vocabulary.PREDICATES):
        raise QueryError(f"a claim of {' or '.join(predicates or ())} has never the direction {direction!r}")
    return Wanted(
        predicates=predicates,
        direction=direction,
        aspect=_one("aspect", filters.get("aspect"), vocabulary.ASPECTS),
        polarity=_one("polarity", filters.get("polarity"), vocabulary.POLARITIES),
        certainties=among("certainty", filters.get("certainty"), vocabulary.CERTAINTIES),
        kinds=among("kind", filters.get("kind"), vocabulary.KINDS),
        sections=among("section", filters.get("section"), vocabulary.SECTION_LABELS),
        since=since,
        until=until,
        context=None if context is None else resolve(source, context, general=general).keys,
    )


def joining(
    source: ClaimSource,
    wanted: Wanted,
    *,
    entity: str | None = None,
    with_: str | None = None,
    type_: str | Collection[str] | None = None,
    other_type: str | Collection[str] | None = None,
    role: Role | None = None,
    general: bool = False,
) -> tuple[Wanted, dict[str, str]]:
    """Add to a request what its claims must join, by name; raises as `wanted_by` does.

    Gives with it what stands under the entities that are named (`entities.under_any`), if `general`.
    """
    if role is not None and role not in get_args(Role):
        raise QueryError(f"role {role!r} is none of {', '.join(get_args(Role))}")
    one, other = (
        None if name is None else resolve(source, name, general=general) for name in (entity, with_)
    )
    joined = msgspec.structs.replace(
        wanted,
        nodes=None if one is None else one.keys,
        others=None if other is None else other.keys,
        types=among("type", type_, vocabulary.ENTITY_TYPES),
        other_types=among("type", other_type, vocabulary.ENTITY_TYPES),
        role=role,
    )
    return joined, under_any(entity for entity in (one, other) if entity is not None)


def among(
    name: str, values: str | Collection[str] | None, allowed: Collection[str]
) -> tuple[str, ...] | None:
    """Check one or several values against a vocabulary; raises `QueryError` that lists it."""
    if values is None:
        return None
    given = (values,) if isinstance(values, str) else tuple(values)
    for value in given:
        if value not in allowed:
            raise QueryError(f"{name} {value!r} is none of {', '.join(allowed)}")
    return given


def _direction_of(predicate: str) -> str | None:
    return vocabulary.SIGNED_PREDICATES.get(predicate)


def _one(name: str, value: str | None, allowed: Collection[str]) -> str | None:
    among(name, value, allowed)
    return value
