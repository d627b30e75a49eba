"""What acts on two entities, and what two entities both act on."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Unpack

import msgspec

from claimgraph.errors import QueryError
from claimgraph.extract.statement import Node
from claimgraph.extract.store_find import FoundStatement, Role, Wanted
from claimgraph.extract.vocabulary import ENTITY_TYPES
from claimgraph.graphs.claim_source import Asked, ClaimSource, asked
from claimgraph.graphs.entities import resolve, under_any
from claimgraph.graphs.filters import Filters, among, wanted_by
from claimgraph.graphs.found import find_statements
from claimgraph.graphs.query import relations_of
from claimgraph.graphs.relation import Relation
from claimgraph.graphs.sign import Sign, net_sign

# Predicates by which one thing acts on another.
ACTING = (
    *("increases", "decreases", "regulates", "causes", "contributes_to"),
    *("treats", "prevents", "produces", "differentiates_into", "converts_to"),
)


class Common(msgspec.Struct, frozen=True):
    """A node that stands to both entities alike; its belief is the product of its best relation to each.

    `sign` is 1 where it moves both the same way (or both move it so), -1 where it does not, None where that
    is not said. `one` and `other` are its relations to the first and the second, the best believed first.
    """

    node: Node
    belief: float
    sign: Sign | None
    one: tuple[Relation, ...]
    other: tuple[Relation, ...]


def common_causes(
    source: Asked,
    one: str,
    other: str,
    *,
    type_: str | Collection[str] | None = None,
    limit: int = 20,
    evidence: int | None = 1,
    **filters: Unpack[Filters],
) -> list[Common]:
    """Give what acts on both of two entities, the best believed first.

    What acts is the subject of a claim whose predicate is one of `ACTING`, unless `predicate` says otherwise;
    what is denied is left out unless `polarity` is given as None. `type_` asks for causes of a type. Raises
    `UnknownEntity`, and `QueryError` where both names mean the same node.
    """
    return _common(source, (one, other), "object", type_, limit, evidence, filters)


def common_effects(
    source: Asked,
    one: str,
    other: str,
    *,
    type_: str | Collection[str] | None = None,
    limit: int = 20,
    evidence: int | None = 1,
    **filters: Unpack[Filters],
) -> list[Common]:
    """Give what both of two entities act on, the best believed first; else as `common_causes`."""
    return _common(source, (one, other), "subject", type_, limit, evidence, filters)


def _common(
    source: Asked,
    names: tuple[str, str],
    role: Role,
    type_: str | Collection[str] | None,
    limit: int,
    evidence: int | None,
    filters: Filters,
) -> list[Common]:
    filters.setdefault("polarity", "affirmed")
    if filters.get("predicate") is None:
        filters["predicate"] = ACTING
    source = asked(source)
    least = filters.get("least_belief")
    with source.snapshot():
        wanted = msgspec.structs.replace(
            wanted_by(source, filters), role=role, other_types=among("type", type_, ENTITY_TYPES)
        )
        meant = [resolve(source, name, general=filters.get("general", False)) for name in names]
        one, other = (entity.keys for entity in meant)
        if same := set(one) & set(other):
            raise QueryError(f"{names[0]!r} and {names[1]!r} are the same: {', '.join(sorted(same))}")
        sides = [_partners(source, wanted, keys, least) for keys in (one, other)]
        beliefs = {
            partner: math.prod(max(found.belief for found in side[partner]) for side in sides)
            for partner in sides[0].keys() & sides[1].keys() - {*one, *other}
        }
        best = sorted(beliefs, key=lambda partner: (-round(beliefs[partner], 12), partner))[:limit]
        nodes = {node.key: node for node in source.nodes(best)}
        return [
            _told(
                source,
                nodes[key],
                round(beliefs[key], 12),
                [side[key] for side in sides],
                evidence,
                under_any(meant),
            )
            for key in best
        ]


def _partners(
    source: ClaimSource, wanted: Wanted, keys: tuple[str, ...], least: float | None
) -> dict[str, list[FoundStatement]]:
    """For each node that stands to one of `keys` as is wanted, the statements that join them."""
    partners: dict[str, list[FoundStatement]] = defaultdict(list)
    question = msgspec.structs.replace(wanted, nodes=keys)
    for found in find_statements(source, question, least_belief=least).values():
        ends = (found.subject, found.object)
        for partner, here in (ends, ends[::-1]):
            if here in keys:
                partners[partner].append(found)
    return partners


def _told(
    source: ClaimSource,
    node: Node,
    belief: float,
    sides: list[list[FoundStatement]],
    evidence: int | None,
    under: Mapping[str, str],
) -> Common:
    one, other = (tuple(relations_of(source, side, evidence=evidence, under=under)) for side in sides)
    signs = [next((r.sign for r in side if r.sign is not None), None) for side in (one, other)]
    return Common(node, belief, net_sign(signs), one, other)
