"""Counts what a question finds in a graph, as the claim store counts it in SQL."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from claimgraph.extract.claim_counts import YearCount
from claimgraph.extract.store_find import Hit
from claimgraph.extract.store_partners import Joined


def by_year(hits: Iterable[Hit]) -> list[YearCount]:
    """Count claims by the year of their documents, in order, what has no year last."""
    together: dict[int | None, list[Hit]] = defaultdict(list)
    for hit in hits:
        together[hit.year].append(hit)
    counts = []
    for year in sorted(together, key=lambda year: (year is None, year or 0)):
        some = together[year]
        negated = sum(hit.polarity == "negated" for hit in some)
        documents = {hit.document for hit in some}
        counts.append(YearCount(year, len(some), len(documents), len(some) - negated, negated))
    return counts


def joined(hits: Iterable[Hit], nodes: Collection[str]) -> dict[str, Joined]:
    """Give what joins each other node to some, by its key."""
    together: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        partner = hit.object if hit.subject in nodes else hit.subject
        if partner not in nodes:
            together[partner].append(hit)
    found = {}
    for partner, some in together.items():
        predicates = Counter(hit.predicate for hit in some)
        order = sorted(predicates, key=lambda name: (-predicates[name], name))
        found[partner] = Joined(len({hit.document for hit in some}), len(some), tuple(order))
    return found
