"""Asks a claim store, or a graph of claims, what is said of entities: no graph is built from a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Unpack

import msgspec

from claimgraph.errors import QueryError
from claimgraph.extract.statement import Node, Support
from claimgraph.extract.store_find import Hit, Role, Wanted
from claimgraph.graphs.belief import CERTAINTY_WEIGHTS, belief
from claimgraph.graphs.claim_source import Asked, ClaimSource, asked
from claimgraph.graphs.filters import Filters, joining, wanted_by
from claimgraph.graphs.sign import Sign, sign_of


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """A distinct claim with its evidence, the surest first; the counts and belief are of claims that fit.

    `key` is that of its edge in the graph. `sign` is 1 where more of the subject means more of the object, -1
    where it means less, None where neither is said.
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
    belief: float
    evidence: tuple[Support, ...]


def relations(
    source: Asked,
    entity: str | None = None,
    *,
    with_: str | None = None,
    type_: str | Collection[str] | None = None,
    other_type: str | Collection[str] | None = None,
    role: Role | None = None,
    limit: int | None = None,
    evidence: int | None = None,
    **filters: Unpack[Filters],
) -> list[Relation]:
    """Give what is claimed of an entity, between two, or between two types, the best believed first.

    Entities are named by name, synonym or id. `with_` asks for claims that join it to another entity,
    `other_type` to one of a type; without an entity, `type_` and `other_type` ask for claims between types.
    `role` is that of the entity, or of the one of `type_`, in the claim. `filters` are told in `Filters`.
    `limit` bounds the relations, `evidence` the claims shown with each. Raises `UnknownEntity`, and
    `QueryError` for a value outside the vocabulary or a question that names nothing.
    """
    source = asked(source)
    if entity is None and with_ is None and type_ is None and other_type is None:
        raise QueryError("name an entity or a type")
    with source.snapshot():
        wanted = joining(
            source,
            wanted_by(source, filters),
            entity=entity,
            with_=with_,
            type_=type_,
            other_type=other_type,
            role=role,
        )
        least = filters.get("least_belief")
        return matching(source, wanted, limit=limit, evidence=evidence, least_belief=least)


def matching(
    source: ClaimSource,
    wanted: Wanted,
    *,
    limit: int | None = None,
    evidence: int | None = None,
    least_belief: float | None = None,
) -> list[Relation]:
    """Give the relations made of the claims that fit, the best believed first."""
    return relations_of(
        source, source.find_claims(wanted), limit=limit, evidence=evidence, least=least_belief
    )


def relations_of(
    source: ClaimSource,
    found: Iterable[Hit],
    *,
    limit: int | None = None,
    evidence: int | None = None,
    least: float | None = None,
) -> list[Relation]:
    """Give the relations made of some claims, the best believed first."""
    hits = by_statement(found)
    beliefs = {row: belief_of(stated) for row, stated in hits.items()}
    counted = {row: len({hit.document for hit in stated}) for row, stated in hits.items()}
    best = [row for row in hits if least is None or beliefs[row] >= least]
    # Only the statements that may be shown are read whole; ties at the limit are all read, then cut.
    best.sort(key=lambda row: (-beliefs[row], -counted[row]))
    if limit is not None and len(best) > limit > 0:
        worst = (beliefs[best[limit - 1]], counted[best[limit - 1]])
        best = [row for row in best if (beliefs[row], counted[row]) >= worst]
    statements = list(source.statements(best))  # in their own order, which the sort below keeps
    statements.sort(key=lambda found: (-beliefs[found.row], -counted[found.row]))
    statements = statements[:limit]
    keys = {key for found in statements for key in (found.statement.subject, found.statement.object)}
    nodes = {node.key: node for node in source.nodes(keys)}
    return [
        Relation(
            key=found.statement.key,
            subject=nodes[found.statement.subject],
            predicate=found.statement.predicate,
            object=nodes[found.statement.object],
            direction=found.statement.direction,
            aspect=found.statement.aspect,
            polarity=found.statement.polarity,
            sign=sign_of(found.statement.predicate, found.statement.aspect, found.statement.polarity),
            n_claims=len(hits[found.row]),
            n_documents=counted[found.row],
            belief=beliefs[found.row],
            evidence=_evidence(source, found.row, hits[found.row], evidence),
        )
        for found in statements
    ]


def by_statement(hits: Iterable[Hit]) -> dict[int, list[Hit]]:
    """Put claims together that state the same, by the statement's row."""
    together: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        together[hit.row].append(hit)
    return together


def belief_of(hits: Collection[Hit]) -> float:
    """Belief of a statement from the claims that fit."""
    if len(hits) == 1:
        (hit,) = hits
        return _belief_of_one(hit.certainty, hit.score)
    return belief((hit.document, hit.certainty, hit.score) for hit in hits)


@lru_cache(maxsize=100_000)
def _belief_of_one(certainty: str, score: float) -> float:
    return belief([("", certainty, score)])


def _evidence(
    source: ClaimSource, row: int, fitting: Collection[Hit], limit: int | None
) -> tuple[Support, ...]:
    """The surest of the claims that fit; only what may be shown is read, ties at the limit included."""
    if limit == 0:
        return ()
    weights = {hit.claim: hit.score * CERTAINTY_WEIGHTS[hit.certainty] for hit in fitting}
    if limit is not None and len(weights) > limit:
        worst = sorted(weights.values(), reverse=True)[limit - 1]
        weights = {claim: weight for claim, weight in weights.items() if weight >= worst}
    supports = source.support(row, weights)
    supports.sort(key=lambda s: -s.score * CERTAINTY_WEIGHTS[s.certainty])
    return tuple(supports[:limit])
