"""Asks a claim store what is said of an entity, straight from SQL: no graph is built."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

import msgspec

from claimgraph.errors import QueryError
from claimgraph.extract import vocabulary
from claimgraph.extract.statement import Support
from claimgraph.extract.store import ClaimStore
from claimgraph.extract.store_find import Hit, Wanted
from claimgraph.graphs.belief import strength, weighed
from claimgraph.graphs.entities import resolve, under_any
from claimgraph.graphs.relation import Relation, relation_of


def relations(
    store: ClaimStore,
    entity: str,
    *,
    with_: str | None = None,
    context: str | None = None,
    role: Literal["subject", "object"] | None = None,
    predicate: str | Collection[str] | None = None,
    direction: str | None = None,
    aspect: str | None = None,
    polarity: str | None = None,
    certainty: str | Collection[str] | None = None,
    general: bool = False,
    limit: int | None = None,
    evidence: int | None = None,
) -> list[Relation]:
    """Give what is claimed of an entity, the best believed first.

    Entities are named by name, synonym or id. `with_` asks for claims that join it to another entity,
    `context` for claims made in the context of one (a disease, a cell type), `role` for claims in which the
    entity is subject or object. `general` also takes what stands under an entity in the lexicon, its kinds and its
    members; `Relation.under` tells where. `limit` bounds the relations, `evidence` the claims shown with each. Raises
    `UnknownEntity` and, for a value outside the vocabulary, `QueryError`.
    """
    wanted = Wanted(
        nodes=(),
        role=role,
        predicates=among("predicate", predicate, vocabulary.PREDICATES),
        direction=_one("direction", direction, vocabulary.DIRECTIONS),
        aspect=_one("aspect", aspect, vocabulary.ASPECTS),
        polarity=_one("polarity", polarity, vocabulary.POLARITIES),
        certainties=among("certainty", certainty, vocabulary.CERTAINTIES),
    )
    with store.snapshot():
        meant = {
            name: resolve(store, name, general=general)
            for name in (entity, with_, context)
            if name is not None
        }
        wanted = msgspec.structs.replace(
            wanted,
            nodes=meant[entity].keys,
            others=None if with_ is None else meant[with_].keys,
            context=None if context is None else meant[context].keys,
        )
        under = under_any(meant[name] for name in (entity, with_) if name is not None)
        return matching(store, wanted, limit=limit, evidence=evidence, under=under)


def matching(
    store: ClaimStore,
    wanted: Wanted,
    *,
    limit: int | None = None,
    evidence: int | None = None,
    under: Mapping[str, str] = MappingProxyType({}),
) -> list[Relation]:
    """Give the relations made of the claims that fit, the best believed first; `under` goes into them."""
    hits: dict[int, list[Hit]] = defaultdict(list)
    # What is denied weighs against what is affirmed, whichever of them is asked for.
    for hit in store.find_claims(msgspec.structs.replace(wanted, polarity=None)):
        hits[hit.row].append(hit)
    beliefs = beliefs_of(hits)
    if wanted.polarity is not None:
        hits = {row: found for row, found in hits.items() if found[0].polarity == wanted.polarity}
    counted = {row: len({hit.document for hit in found}) for row, found in hits.items()}
    # Only the statements that may be shown are read whole; ties at the limit are all read, then cut.
    best = sorted(hits, key=lambda row: (-beliefs[row], -counted[row]))
    if limit is not None and len(best) > limit > 0:
        worst = (beliefs[best[limit - 1]], counted[best[limit - 1]])
        best = [row for row in best if (beliefs[row], counted[row]) >= worst]
    statements = list(store.statements(best))  # in their own order, which the sort below keeps
    statements.sort(key=lambda found: (-beliefs[found.row], -counted[found.row]))
    statements = statements[:limit]
    keys = {key for found in statements for key in (found.statement.subject, found.statement.object)}
    nodes = {node.key: node for node in store.nodes(keys)}
    return [
        relation_of(
            found.statement,
            _fitting(store, found.row, {hit.claim for hit in hits[found.row]}),
            nodes,
            belief=beliefs[found.row],
            evidence=evidence,
            under=under,
        )
        for found in statements
    ]


def beliefs_of(hits: Mapping[int, Sequence[Hit]]) -> dict[int, float]:
    """Belief of each statement, by its row, from the claims that fit: those that state it and that deny it."""
    strengths = {row: strength(found) for row, found in hits.items()}
    sides: dict[tuple[str, ...], dict[str, float]] = defaultdict(dict)
    for row, found in hits.items():
        sides[found[0].asked][found[0].polarity] = strengths[row]
    return {
        row: weighed(
            strengths[row], sides[found[0].asked].get(vocabulary.opposite_polarity(found[0].polarity), 0.0)
        )
        for row, found in hits.items()
    }


def among(
    name: str, values: str | Collection[str] | None, allowed: Collection[str]
) -> tuple[str, ...] | None:
    """Check one or several values against a vocabulary; raises `QueryError` that lists it."""
    if values is None:
        return None
    asked = (values,) if isinstance(values, str) else tuple(values)
    for value in asked:
        if value not in allowed:
            raise QueryError(f"{name} {value!r} is none of {', '.join(allowed)}")
    return asked


def _one(name: str, value: str | None, allowed: Collection[str]) -> str | None:
    among(name, value, allowed)
    return value


def _fitting(store: ClaimStore, row: int, claims: Collection[str]) -> list[Support]:
    return [support for support in store.support(row) if support.claim in claims]
