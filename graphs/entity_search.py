"""Searches the entities of a source by name, synonym, identifier, the beginning of a name, or a name alike."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from claimgraph.errors import QueryError
from claimgraph.extract.lookup_key import lookup_key
from claimgraph.extract.name_search import alike
from claimgraph.extract.statement import Node
from claimgraph.extract.vocabulary import ENTITY_TYPES
from claimgraph.graphs.claim_source import Asked, ClaimSource, asked
from claimgraph.graphs.filters import among

_MANY_NAMES = 200  # names with one beginning that are looked at, the shortest first
_REASONS = ("id", "xref", "name", "prefix", "alike", "type")


class EntityHit(msgspec.Struct, frozen=True):
    """An entity that fits, and why: by "id", "xref", "name", "prefix" or "alike", or by its "type" alone.

    `name` is the name that fits, `likeness` (0 to 1) how much what was asked looks like it.
    """

    node: Node
    reason: str
    name: str
    likeness: float


def find_entities(
    source: Asked,
    name: str | None = None,
    *,
    type_: str | Collection[str] | None = None,
    limit: int | None = 20,
) -> list[EntityHit]:
    """Give the entities that a name, a piece of one or an identifier may mean, or the most claimed of a type.

    Identifiers come first, then names, beginnings of names, and names that only look alike (asked only where
    nothing else fits); within each the more claimed. Names are compared under their look-up keys, blind to
    case, hyphens and the way Greek is written. Raises `QueryError` for a type outside the vocabulary.
    """
    source = asked(source)
    types = among("type", type_, ENTITY_TYPES)
    with source.snapshot():
        if name is None:
            found = _of_types(source, types or ENTITY_TYPES, limit)
        elif not name.strip():
            raise QueryError("name an entity, or leave the name out")
        else:
            found = list(_fitting(source, name)) or list(_alike(source, name))
    best: dict[str, EntityHit] = {}
    for hit in sorted(found, key=_rank):
        if types is None or hit.node.type in types:
            best.setdefault(hit.node.key, hit)
    return list(best.values())[:limit]


def _fitting(source: ClaimSource, name: str) -> Iterator[EntityHit]:
    for found in source.find_concept(name):
        yield EntityHit(found.node, found.reason, name.strip(), 1.0)
    start = lookup_key(name)
    begun = source.names(start, limit=2_000)
    for key in sorted(begun, key=lambda key: (len(key), key))[:_MANY_NAMES]:
        if key != start:
            for found in source.find_concept(begun[key]):
                yield EntityHit(found.node, "prefix", begun[key], round(len(start) / len(key), 3))


def _alike(source: ClaimSource, name: str) -> Iterator[EntityHit]:
    for text, likeness in alike(name, source.names, limit=20):
        for found in source.find_concept(text):
            yield EntityHit(found.node, "alike", text, round(likeness, 3))


def _of_types(source: ClaimSource, types: Collection[str], limit: int | None) -> list[EntityHit]:
    nodes = (node for kind in types for node in source.most_claimed(kind, limit=limit))
    return [EntityHit(node, "type", node.name, 1.0) for node in nodes]


def _rank(hit: EntityHit) -> tuple[int, float, int, str]:
    likeness = hit.likeness if hit.reason == "alike" else 1.0
    return _REASONS.index(hit.reason), -likeness, -hit.node.n_claims, hit.node.key
