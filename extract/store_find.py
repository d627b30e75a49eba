"""Finds claims of the store by what they join, what they say and where they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

import msgspec

from claimgraph.extract.claim_counts import YearCount
from claimgraph.extract.store_connection import Listed, StoreConnection, listed
from claimgraph.extract.vocabulary import SYMMETRIC_PREDICATES

Role = Literal["subject", "object"]

_FEW_PAIRS = 400  # that are looked up one by one

_FITTING = """
SELECT statement.id, subject.key, predicate.name, object.key, direction, aspect, polarity,
       claim.id, claim.document_id, claim.certainty, claim.kind, section, claim.year, claim.score,
       CASE WHEN statement.n_documents > 1 THEN
         (SELECT author FROM document WHERE document.id = claim.document_id) END
FROM statement
JOIN claim ON claim.statement_id = statement.id
JOIN predicate ON predicate.id = predicate_id
JOIN concept AS subject ON subject.id = statement.subject_id
JOIN concept AS object ON object.id = statement.object_id
WHERE {}
"""
_BY_YEAR = """
SELECT claim.year, count(*), count(DISTINCT claim.document_id),
       count(CASE polarity WHEN 'affirmed' THEN 1 END), count(CASE polarity WHEN 'negated' THEN 1 END)
FROM statement JOIN claim ON claim.statement_id = statement.id
WHERE {} GROUP BY claim.year ORDER BY claim.year IS NULL, claim.year
"""
_AMONG = "{} IN (SELECT value FROM json_each(:{}))"
_OF_TYPE = "(SELECT type FROM concept WHERE id = {}_id) IN (SELECT value FROM json_each(:{}))"
_ALL_OF_TYPE = "{}_id IN (SELECT id FROM concept WHERE type IN (SELECT value FROM json_each(:{})))"
_PREDICATES = "predicate_id IN (SELECT id FROM predicate WHERE name IN (SELECT value FROM json_each(:{})))"
_YEAR = "claim.year {} :{}"
_CONTEXT = """EXISTS (
    SELECT 1 FROM context JOIN mention ON mention.id = mention_id
    WHERE claim_id = claim.id AND mention.concept_id IN (SELECT value FROM json_each(:context)))"""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which claims are asked for; None means any. `nodes`, `others` and `context` are node keys.

    `types` are those of the nodes, `other_types` those of what they are joined to. `role` is that of `nodes`
    in the claim; predicates that read both ways fit either. `since` and `until` are years, both included; a
    claim whose year is not known fits neither.
    """

    nodes: tuple[str, ...] | None = None
    others: tuple[str, ...] | None = None
    types: tuple[str, ...] | None = None
    other_types: tuple[str, ...] | None = None
    context: tuple[str, ...] | None = None
    role: Role | None = None
    predicates: tuple[str, ...] | None = None
    direction: str | None = None
    aspect: str | None = None
    polarity: str | None = None
    certainties: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    sections: tuple[str, ...] | None = None
    since: int | None = None
    until: int | None = None

    @property
    def narrows_claims(self) -> bool:
        """Whether of one statement some claims may fit and others not."""
        told = (self.certainties, self.kinds, self.sections, self.since, self.until, self.context)
        return any(value is not None for value in told)


class Hit(msgspec.Struct, frozen=True):
    """A claim that fits: its statement, its own number, and what its belief and counts rest on.

    `row`, `claim` and `document` mean something only to the source that gave them. `author`, the document's last,
    is given where several documents state it; `direction` and `aspect` may be "".
    """

    row: int
    subject: str
    predicate: str
    object: str
    direction: str
    aspect: str
    polarity: str
    claim: int
    document: int | str
    certainty: str
    kind: str
    section: str | None
    year: int | None
    score: float
    author: str | None

    @property
    def asked(self) -> tuple[str, ...]:
        """What the claim affirms or denies."""
        return (self.subject, self.object, self.predicate, self.direction, self.aspect)


class FoundStatement(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that fits, with its belief and documents; these are of `hits`, or, if None, of all its claims.

    `row` means something only to the source that gave it; `direction` and `aspect` may be "".
    """

    row: int
    subject: str
    predicate: str
    object: str
    direction: str
    aspect: str
    polarity: str
    belief: float
    n_documents: int
    hits: tuple[Hit, ...] | None = None


def find_claims(connection: StoreConnection, wanted: Wanted) -> Iterator[Hit]:
    """Yield the claims that fit, each with its statement; in no promised order."""
    rows = connection.rows(_FITTING.format(_claims_fit(wanted)), values_of(connection, wanted))
    return (Hit(*row) for row in rows)


def claims_by_year(connection: StoreConnection, wanted: Wanted) -> list[YearCount]:
    """Count the claims that fit by the year of their documents, in order, what has no year last."""
    rows = connection.execute(_BY_YEAR.format(_claims_fit(wanted)), values_of(connection, wanted))
    return [YearCount(*row) for row in rows]


def _claims_fit(wanted: Wanted) -> str:
    """What must hold of a claim and its statement."""
    conditions = [fitting(wanted)]
    if wanted.certainties is not None:
        conditions.append(_AMONG.format("certainty", "certainties"))
    if wanted.kinds is not None:
        conditions.append(_AMONG.format("kind", "kinds"))
    if wanted.sections is not None:
        conditions.append(_AMONG.format("section", "sections"))
    if wanted.since is not None:
        conditions.append(_YEAR.format(">=", "since"))
    if wanted.until is not None:
        conditions.append(_YEAR.format("<=", "until"))
    if wanted.context is not None:
        conditions.append(_CONTEXT)
    return " AND ".join(conditions)


def values_of(connection: StoreConnection, wanted: Wanted) -> dict[str, Listed | str | int | None]:
    """The values that conditions name: lists as one, nodes by the numbers of their rows."""
    values: dict[str, Listed | str | int | None] = {
        name: listed(value) if isinstance(value, tuple) else value
        for name, value in msgspec.structs.asdict(wanted).items()
    }
    for name in ("nodes", "others", "context"):
        keys = getattr(wanted, name)
        values[name] = None if keys is None else listed(node_rows(connection, keys))
    values["symmetric"] = listed(SYMMETRIC_PREDICATES)
    return values


def fitting(wanted: Wanted) -> str:
    """What must hold of a statement, whichever of its ends is the node that is wanted."""
    if (wanted.nodes, wanted.types, wanted.others, wanted.other_types) == (None,) * 4:
        return _stated(wanted)  # no node has a role
    sides = (side_fits(wanted, "subject", "object"), side_fits(wanted, "object", "subject"))
    return f"statement.id IN ({' UNION '.join(f'SELECT id FROM statement WHERE {side}' for side in sides)})"


def side_fits(wanted: Wanted, here: Role, there: Role, *, single: bool = False) -> str:
    """What must hold of a statement in which the wanted nodes, or the `single` one `:node`, are the `here`."""
    conditions = []
    for nodes, types, side, names in (
        (wanted.nodes, wanted.types, here, ("nodes", "types")),
        (wanted.others, wanted.other_types, there, ("others", "other_types")),
    ):
        if single and side == here:
            conditions.append(f"{side}_id = :node")
        elif nodes is not None:
            # "+" keeps a list out of the index: looking up each pair of two long lists takes for ever.
            plus = "+" if names[0] == _not_indexed(wanted) else ""
            conditions.append(_AMONG.format(f"{plus}{side}_id", names[0]))
        if types is not None:
            # Types narrow few statements one by one, but where nothing else does, their nodes come first.
            anchored = wanted.nodes is not None or wanted.others is not None or side == there
            conditions.append((_OF_TYPE if anchored else _ALL_OF_TYPE).format(side, names[1]))
    if wanted.role == there:
        conditions.append(_PREDICATES.format("symmetric"))
    return " AND ".join([*conditions, _stated(wanted)])


def _not_indexed(wanted: Wanted) -> str | None:
    """Of two long lists of nodes the longer: statements are looked up by the other, and tested for it."""
    nodes, others = len(wanted.nodes or ()), len(wanted.others or ())
    if nodes * others <= _FEW_PAIRS:
        return None
    return "nodes" if nodes > others else "others"


def _stated(wanted: Wanted) -> str:
    """What must hold of a statement whatever it joins."""
    conditions = ["1 = 1"] if wanted.predicates is None else [_PREDICATES.format("predicates")]
    conditions += [
        f"{name} = :{name}"
        for name in ("direction", "aspect", "polarity")
        if getattr(wanted, name) is not None
    ]
    return " AND ".join(conditions)


def node_rows(connection: StoreConnection, keys: Collection[str]) -> list[int]:
    """The numbers of the rows of nodes with these keys, where they are known."""
    rows = connection.execute(
        "SELECT id FROM concept WHERE key IN (SELECT value FROM json_each(?))", (listed(keys),)
    )
    return [row[0] for row in rows]
