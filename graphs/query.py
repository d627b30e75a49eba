"""Asks a claim store, or a graph of claims, what is said of entities: no graph is built from a store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Unpack

from claimgraph.errors import QueryError
from claimgraph.extract.belief import weight
from claimgraph.extract.claim_counts import counted
from claimgraph.extract.statement import Support
from claimgraph.extract.store_find import FoundStatement, Role, Wanted
from claimgraph.graphs.claim_source import Asked, ClaimSource, asked
from claimgraph.graphs.filters import Filters, joining, wanted_by
from claimgraph.graphs.found import find_statements
from claimgraph.graphs.relation import Relation, relation_of, surest


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
        raise QueryError("name an entity, or ask by a type")
    with source.snapshot():
        wanted, under = joining(
            source,
            wanted_by(source, filters),
            entity=entity,
            with_=with_,
            type_=type_,
            other_type=other_type,
            role=role,
            general=filters.get("general", False),
        )
        least = filters.get("least_belief")
        return matching(source, wanted, limit=limit, evidence=evidence, least_belief=least, under=under)


def matching(
    source: ClaimSource,
    wanted: Wanted,
    *,
    limit: int | None = None,
    evidence: int | None = None,
    least_belief: float | None = None,
    under: Mapping[str, str] = MappingProxyType({}),
) -> list[Relation]:
    """Give the relations made of the claims that fit, the best believed first; `under` goes into them."""
    found = find_statements(source, wanted, least_belief=least_belief, best=limit)
    return relations_of(source, found.values(), limit=limit, evidence=evidence, under=under)


def relations_of(
    source: ClaimSource,
    found: Iterable[FoundStatement],
    *,
    limit: int | None = None,
    evidence: int | None = None,
    under: Mapping[str, str] = MappingProxyType({}),
) -> list[Relation]:
    """Give the relations made of some statements, the best believed first."""
    by_row = {one.row: one for one in found}
    order = {row: (-one.belief, -one.n_documents) for row, one in by_row.items()}
    # Only the statements that may be shown are read whole; ties at the limit are all read, then cut.
    best = sorted(order, key=lambda row: order[row])
    if limit is not None and len(best) > limit > 0:
        worst = order[best[limit - 1]]
        best = [row for row in best if order[row] <= worst]
    statements = list(source.statements(best))  # in their own order, which the sort below keeps
    statements.sort(key=lambda stated: order[stated.row])
    statements = statements[:limit]
    keys = {key for stated in statements for key in (stated.statement.subject, stated.statement.object)}
    nodes = {node.key: node for node in source.nodes(keys)}
    hits = {row: one.hits for row, one in by_row.items() if one.hits is not None}
    return [
        relation_of(
            stated.statement,
            nodes,
            counted(hits[stated.row]) if stated.row in hits else stated,
            belief=by_row[stated.row].belief,
            evidence=_evidence(source, by_row[stated.row], evidence),
            under=under,
        )
        for stated in statements
    ]


def _evidence(source: ClaimSource, found: FoundStatement, limit: int | None) -> tuple[Support, ...]:
    """The surest of the claims that fit; only what may be shown is read, ties at the limit included."""
    if limit == 0:
        return ()
    if found.hits is None:
        return surest(source.support(found.row)) if limit is None else tuple(source.surest(found.row, limit))
    weights = {hit.claim: weight(hit) for hit in found.hits}
    if limit is not None and len(weights) > limit:
        worst = sorted(weights.values(), reverse=True)[limit - 1]
        weights = {claim: value for claim, value in weights.items() if value >= worst}
    return surest(source.support(found.row, weights), limit)
