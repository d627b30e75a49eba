"""A statement with its claims counted, weighed and shown: what questions are answered with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import msgspec

from claimgraph.extract.belief import weight
from claimgraph.extract.claim_counts import Counts
from claimgraph.extract.statement import Node, Statement, Support
from claimgraph.graphs.sign import Sign, sign_of


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """A distinct claim with its evidence, the surest first; the counts and belief are of claims that fit.

    `key` is that of its edge in the graph. `sign` is 1 where more of the subject means more of the object, -1
    where it means less, None where neither is said. `under` tells of a subject or object that a more general one
    was asked for, by their keys.
    """

    key: str
    subject: Node
    predicate: str
    object: Node
    direction: str | None
    aspect: str | None
    polarity: str
    sign: Sign | None
    n_claims: int
    n_documents: int
    first_year: int | None
    last_year: int | None
    years: dict[str, int]
    sections: dict[str, int]
    belief: float
    evidence: tuple[Support, ...]
    under: dict[str, str] = {}


def surest(supports: Iterable[Support], limit: int | None = None) -> tuple[Support, ...]:
    """The claims that weigh most, so many as `limit` says, ties in their order."""
    return tuple(sorted(supports, key=lambda support: -weight(support))[:limit])


def relation_of(
    statement: Statement,
    nodes: Mapping[str, Node],
    counts_: Counts,
    *,
    belief: float,
    evidence: tuple[Support, ...],
    under: Mapping[str, str] = MappingProxyType({}),
) -> Relation:
    """Put a statement together with its nodes, counts and belief, and with the claims to be shown."""
    return Relation(
        key=statement.key,
        subject=nodes[statement.subject],
        predicate=statement.predicate,
        object=nodes[statement.object],
        direction=statement.direction,
        aspect=statement.aspect,
        polarity=statement.polarity,
        sign=sign_of(statement.predicate, statement.aspect, statement.polarity),
        belief=belief,
        evidence=evidence,
        under={key: under[key] for key in (statement.subject, statement.object) if key in under},
        **{name: getattr(counts_, name) for name in Counts.__struct_fields__},
    )
