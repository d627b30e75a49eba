"""What a gold document allows a pair of concepts to be, in the outcomes of the relation model (`pair_outcomes`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from claimgraph.extract.pair_outcomes import OUTCOMES, Teaching

if TYPE_CHECKING:
    from claimgraph.extract.benchmark.gold import GoldDocument
    from claimgraph.extract.scoring.concepts import Resolve

Related = Mapping[tuple[str, str], Sequence[str]]  # concepts in either order -> outcomes


def gold_outcomes(document: GoldDocument, teaching: Teaching, resolve: Resolve) -> Related:
    """The outcomes that the gold relations allow, by their concepts in either order."""
    found: dict[tuple[str, str], Sequence[str]] = {}
    for relation in document.relations:
        head, tail = resolve(relation.head), resolve(relation.tail)
        outcomes = teaching.relations.get(relation.type, OUTCOMES[1:])
        found[head, tail] = found[tail, head] = outcomes
    return found
