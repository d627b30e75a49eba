"""What is claimed now that was not claimed before: between two years, or between two sources."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, Unpack

import msgspec

from claimgraph.errors import QueryError, UnknownEntity
from claimgraph.extract.store_find import Role
from claimgraph.graphs.claim_source import Asked, ClaimSource, asked
from claimgraph.graphs.filters import Filters, joining, wanted_by
from claimgraph.graphs.query import matching
from claimgraph.graphs.relation import Relation


class Change(msgspec.Struct, frozen=True):
    """A relation that is "new" or "gone", or that now rests on more or less ("stronger", "weaker").

    `difference` is that of the beliefs; where both are equal the number of claims has changed.
    """

    change: Literal["new", "gone", "stronger", "weaker"]
    difference: float
    before: Relation | None
    after: Relation | None

    @property
    def relation(self) -> Relation:
        """The relation as it is now, or, where it is gone, as it was."""
        relation = self.after or self.before
        if relation is None:
            raise ValueError("a change is of a relation")
        return relation


class _Question(Filters, total=False):
    """What may be asked besides the entity, as `relations` takes it."""

    with_: str | None
    type_: str | Collection[str] | None
    other_type: str | Collection[str] | None
    role: Role | None
    evidence: int | None


def changes_between_years(
    source: Asked,
    before: int,
    after: int,
    entity: str | None = None,
    *,
    limit: int | None = None,
    **question: Unpack[_Question],
) -> list[Change]:
    """Give what documents up to the year `after` claim that those up to `before` did not, or less surely.

    What may be asked is what `relations` takes; without an entity or type it is everything. The greatest
    difference of belief comes first. Documents without a year do not count. Raises as `relations` does.
    """
    if before >= after:
        raise QueryError(f"the earlier year comes first, not {before} before {after}")
    source = asked(source)
    with source.snapshot():
        old = _relations(source, entity, {**question, "until": before})
        new = _relations(source, entity, {**question, "until": after})
    return _compared(old, new)[:limit]


def changes_between_sources(
    before: Asked,
    after: Asked,
    entity: str | None = None,
    *,
    limit: int | None = None,
    **question: Unpack[_Question],
) -> list[Change]:
    """Give what differs between two stores or graphs; else as `changes_between_years`.

    An entity that only one of them knows is new, or gone, with all its relations.
    """
    answers: list[list[Relation]] = []
    unknown: list[UnknownEntity] = []
    for source in (asked(before), asked(after)):
        try:
            with source.snapshot():
                answers.append(_relations(source, entity, question))
        except UnknownEntity as error:
            answers.append([])
            unknown.append(error)
    if len(unknown) == len(answers):
        raise unknown[-1]
    return _compared(*answers)[:limit]


def _relations(source: ClaimSource, entity: str | None, question: _Question) -> list[Relation]:
    wanted, under = joining(
        source,
        wanted_by(source, question),
        entity=entity,
        with_=question.get("with_"),
        type_=question.get("type_"),
        other_type=question.get("other_type"),
        role=question.get("role"),
        general=question.get("general", False),
    )
    evidence, least = question.get("evidence", 0), question.get("least_belief")
    return matching(source, wanted, evidence=evidence, least_belief=least, under=under)


def _compared(before: Collection[Relation], after: Collection[Relation]) -> list[Change]:
    old, new = ({relation.key: relation for relation in relations} for relations in (before, after))
    changes = [
        change
        for key in old.keys() | new.keys()
        if (change := _change(old.get(key), new.get(key))) is not None
    ]
    return sorted(changes, key=lambda one: (-abs(one.difference), one.change, one.relation.key))


def _change(before: Relation | None, after: Relation | None) -> Change | None:
    difference = round((after.belief if after else 0.0) - (before.belief if before else 0.0), 12)
    if before is None:
        return Change("new", difference, None, after)
    if after is None:
        return Change("gone", difference, before, None)
    was, now = (before.belief, before.n_claims), (after.belief, after.n_claims)
    if was == now:
        return None
    return Change("stronger" if now > was else "weaker", difference, before, after)
