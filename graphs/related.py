"""Ranks the entities that are claimed together with another more often than chance would have it."""

from __future__ import annotations

import math
from collections.abc import Collection
from itertools import islice

import msgspec

from claimgraph.extract.statement import Node
from claimgraph.extract.vocabulary import ENTITY_TYPES
from claimgraph.graphs.claim_source import Asked, ClaimSource, asked
from claimgraph.graphs.entities import resolve
from claimgraph.graphs.filters import among

_AT_ONCE = 40  # partners whose own counts are read at once


class Related(msgspec.Struct, frozen=True):
    """An entity claimed together with the one asked for, and by how much more than chance (`association`).

    `n_documents` hold one of the `n_claims` claims that join the two, `expected` would hold both by chance;
    `predicates` join them, the most frequent first.
    """

    node: Node
    score: float
    n_documents: int
    expected: float
    n_claims: int
    predicates: tuple[str, ...]


def association(both: int, one: int, other: int, total: int) -> float:
    """How surely two things go together more often than by chance: the log-likelihood ratio G².

    Of `total` documents, `one` hold the first, `other` the second, `both` the two. With O the four counts of
    the 2 x 2 table and E those that independence would give, G² = 2 sum O ln(O / E); it is 0 where they go
    together no more than by chance. Unlike pointwise mutual information it does not put the rarest pairs
    first (Dunning 1993, Computational Linguistics 19:61).

    >>> round(association(10, 20, 20, 1000), 2)
    56.76
    >>> association(1, 100, 100, 1000)
    0.0
    """
    if both * total <= one * other:
        return 0.0
    observed = (both, one - both, other - both, total - one - other + both)
    expected = [row * column / total for row in (one, total - one) for column in (other, total - other)]
    ratio = math.fsum(o * math.log(o / e) for o, e in zip(observed, expected, strict=True) if o > 0)
    return round(2 * ratio, 9)


def related(
    source: Asked,
    entity: str,
    *,
    other_type: str | Collection[str] | None = None,
    general: bool = False,
    limit: int = 20,
) -> list[Related]:
    """Give the entities that are claimed together with one, the most surely associated first.

    Two entities go together in a document that claims a relation between them; how often each is claimed at
    all is counted in documents, too, and `association` compares. Only those beyond chance are given. With
    `general` the entity is also what stands under it in the lexicon. Raises `UnknownEntity`, and `QueryError` for a
    type outside the vocabulary.
    """
    source = asked(source)
    types = among("type", other_type, ENTITY_TYPES)
    with source.snapshot():
        keys = set(resolve(source, entity, general=general).keys)
        return _ranked(source, keys, types, limit)


def _ranked(
    source: ClaimSource, keys: Collection[str], types: Collection[str] | None, limit: int
) -> list[Related]:
    """The partners by their association; those that can't come among the best are not looked up."""
    total, n_documents = source.n_documents(), source.count_documents(keys)
    partners = source.partners(keys)
    found: list[Related] = []
    while some := dict(islice(partners, _AT_ONCE)):
        # No partner is more associated than one that is never claimed without this entity.
        most = min(next(iter(some.values())), n_documents)
        if len(found) == limit and association(most, n_documents, most, total) < found[-1].score:
            break
        joined = source.joined(keys, some)
        for node in source.nodes(some):
            both = joined[node.key]
            score = association(both.n_documents, n_documents, node.n_documents, total)
            if score > 0 and (types is None or node.type in types):
                found.append(
                    Related(
                        node=node,
                        score=score,
                        n_documents=both.n_documents,
                        expected=round(node.n_documents * (n_documents / total), 3),
                        n_claims=both.n_claims,
                        predicates=both.predicates,
                    )
                )
        found.sort(key=lambda one: (-one.score, -one.n_documents, one.node.key))
        del found[limit:]
    return found
