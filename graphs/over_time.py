"""How often something was claimed, year by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Unpack

import msgspec

from claimgraph.errors import QueryError
from claimgraph.extract.store_find import Hit, Role
from claimgraph.graphs.claim_source import Asked, asked
from claimgraph.graphs.filters import Filters, joining, wanted_by


class YearCount(msgspec.Struct, frozen=True):
    """The claims of a year's documents; `year` is None for documents whose year is not known."""

    year: int | None
    n_claims: int
    n_documents: int
    n_affirmed: int
    n_negated: int


def over_time(
    source: Asked,
    entity: str | None = None,
    *,
    with_: str | None = None,
    type_: str | Collection[str] | None = None,
    other_type: str | Collection[str] | None = None,
    role: Role | None = None,
    **filters: Unpack[Filters],
) -> list[YearCount]:
    """Count the claims that `relations` would be asked for by the year of their documents, in order.

    Without an entity or a type all claims of the source are counted. Years without a claim are left out.
    Claims count one by one, so `least_belief` can't be asked for. Raises as `relations` does.
    """
    if filters.get("least_belief") is not None:
        raise QueryError("claims over time are counted one by one: there is no least belief")
    source = asked(source)
    with source.snapshot():
        wanted = wanted_by(source, filters)
        names = {"entity": entity, "with_": with_}
        wanted, _ = joining(
            source,
            wanted,
            **names,
            type_=type_,
            other_type=other_type,
            role=role,
            general=filters.get("general", False),
        )
        together: dict[int | None, list[Hit]] = defaultdict(list)
        for hit in source.find_claims(wanted):
            together[hit.year].append(hit)
    return [
        _counted(year, together[year])
        for year in sorted(together, key=lambda year: (year is None, year or 0))
    ]


def _counted(year: int | None, hits: Collection[Hit]) -> YearCount:
    negated = sum(hit.polarity == "negated" for hit in hits)
    documents = {hit.document for hit in hits}
    return YearCount(year, len(hits), len(documents), len(hits) - negated, negated)
