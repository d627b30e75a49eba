"""The statements that a question finds, each with the claims that fit and how far it is believed for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from claimgraph.extract.belief import strength, weighed
from claimgraph.extract.store_find import Hit, Wanted
from claimgraph.extract.vocabulary import opposite_polarity
from claimgraph.graphs.claim_source import ClaimSource


class FoundStatement(msgspec.Struct, frozen=True):
    """A statement, by its row, with the claims of it that fit and its belief from what fits for and against it."""

    row: int
    hits: list[Hit]
    belief: float

    @property
    def first(self) -> Hit:
        """One of its claims, to tell what it states."""
        return self.hits[0]

    @property
    def n_documents(self) -> int:
        """How many documents claim it."""
        return len({hit.document for hit in self.hits})


def find_statements(
    source: ClaimSource, wanted: Wanted, *, least_belief: float | None = None
) -> dict[int, FoundStatement]:
    """Give the statements whose claims fit, by row, in no promised order.

    What is denied weighs against what is affirmed, whichever of them is asked for; both sides' claims fit the rest
    of the question.
    """
    found = stated_by(source.find_claims(msgspec.structs.replace(wanted, polarity=None)))
    return {
        row: one
        for row, one in found.items()
        if wanted.polarity in (None, one.first.polarity)
        and (least_belief is None or one.belief >= least_belief)
    }


def stated_by(hits: Iterable[Hit]) -> dict[int, FoundStatement]:
    """Put claims together by what they state, and weigh what is affirmed against what is denied."""
    together: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        together[hit.row].append(hit)
    strengths = {row: strength(stated) for row, stated in together.items()}
    sides: dict[tuple[str, ...], dict[str, float]] = defaultdict(dict)
    for row, stated in together.items():
        sides[stated[0].asked][stated[0].polarity] = strengths[row]
    return {
        row: FoundStatement(
            row,
            stated,
            weighed(strengths[row], sides[stated[0].asked].get(opposite_polarity(stated[0].polarity), 0.0)),
        )
        for row, stated in together.items()
    }
