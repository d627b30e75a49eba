"""Chooses among the relations that a sentence's triggers propose: one a pair of arguments and direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.extract.vocabulary import SYMMETRIC_PREDICATES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimgraph.extract.relation import Relation

# Of two readings of a pair the one that says more wins, when both are trusted alike.
_VAGUE = {"regulates": 1, "contributes_to": 1, "associated_with": 2, "interacts_with": 2, "part_of": 2}


def best_relations(relations: Iterable[Relation]) -> list[Relation]:
    """The best relation of each pair of mentions, in the order of their triggers."""
    best: dict[tuple[int, int], Relation] = {}
    for relation in relations:
        ends = (relation.subject.start, relation.object.start)
        pair = (min(ends), max(ends))
        if pair not in best or _rank(relation) > _rank(best[pair]):
            best[pair] = relation
    return sorted(best.values(), key=lambda r: (r.triggers[0], r.subject.start, r.object.start))


def _rank(relation: Relation) -> tuple[float, int, int]:
    symmetric = relation.predicate in SYMMETRIC_PREDICATES
    return round(relation.score, 1), -_VAGUE.get(relation.predicate, 0), -int(symmetric)
