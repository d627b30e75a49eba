"""The statements that a question finds, each with how far it is believed for the claims that fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from claimgraph.extract.belief import strength, weighed
from claimgraph.extract.store_find import FoundStatement, Hit, Wanted
from claimgraph.extract.vocabulary import opposite_polarity
from claimgraph.graphs.claim_source import ClaimSource


def find_statements(
    source: ClaimSource, wanted: Wanted, *, least_belief: float | None = None, best: int | None = None
) -> dict[int, FoundStatement]:
    """Give the statements that fit, by row, in no promised order.

    What is denied weighs against what is affirmed, whichever of them is asked for; both sides' claims fit the rest
    of the question. Where that asks nothing of single claims, the belief is the one that the source keeps. Of each
    of the wanted nodes those that can't be among its `best` by belief and documents may be left out.
    """
    if not wanted.narrows_claims:
        return {one.row: one for one in source.search(wanted, best=best, least_belief=least_belief)}
    found = stated_by(source.find_claims(msgspec.structs.replace(wanted, polarity=None)))
    return {
        one.row: one
        for one in found
        if wanted.polarity in (None, one.polarity) and (least_belief is None or one.belief >= least_belief)
    }


def stated_by(hits: Iterable[Hit]) -> list[FoundStatement]:
    """Put claims together by what they state, and weigh what is affirmed against what is denied."""
    together: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        together[hit.row].append(hit)
    strengths = {row: strength(stated) for row, stated in together.items()}
    sides: dict[tuple[str, ...], dict[str, float]] = defaultdict(dict)
    for row, stated in together.items():
        sides[stated[0].asked][stated[0].polarity] = strengths[row]
    return [
        FoundStatement(
            row=row,
            subject=stated[0].subject,
            predicate=stated[0].predicate,
            object=stated[0].object,
            direction=stated[0].direction,
            aspect=stated[0].aspect,
            polarity=stated[0].polarity,
            belief=weighed(
                strengths[row], sides[stated[0].asked].get(opposite_polarity(stated[0].polarity), 0.0)
            ),
            n_documents=len({hit.document for hit in stated}),
            hits=tuple(stated),
        )
        for row, stated in together.items()
    ]
