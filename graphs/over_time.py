"""How often something was claimed, year by year."""

from __future__ import annotations

from collections.abc import Collection
from typing import Unpack

from claimgraph.errors import QueryError
from claimgraph.extract.claim_counts import YearCount
from claimgraph.extract.store_find import Role
from claimgraph.graphs.claim_source import Asked, asked
from claimgraph.graphs.filters import Filters, joining, wanted_by


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
        return source.by_year(wanted)
