"""Reads statements out of the claim store with what it keeps of their claims: counts and belief."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from claimgraph.extract.claim_counts import Counts
from claimgraph.extract.statement import Statement
from claimgraph.extract.store_connection import StoreConnection, listed
from claimgraph.extract.store_read import STATEMENTS, statement_in

_counts = msgspec.json.Decoder(dict[str, int])


class CountedStatement(Counts, frozen=True, kw_only=True):
    """A statement of the store with its row's number, the counts of its claims, and how far it is believed."""

    row: int
    statement: Statement
    belief: float


def read_statements(
    connection: StoreConnection, rows: Collection[int] | None = None
) -> Iterator[CountedStatement]:
    """Yield all statements, or those with these row numbers, in their own order."""
    where = "" if rows is None else "WHERE statement.id IN (SELECT value FROM json_each(?))"
    found = connection.rows(STATEMENTS.format(where), () if rows is None else (listed(rows),))
    for row in found:
        years = _counts.decode(row[10])
        yield CountedStatement(
            row=row[0],
            statement=statement_in(row),
            n_claims=row[7],
            n_documents=row[8],
            belief=row[9],
            first_year=int(next(iter(years))) if years else None,  # they are stored in order
            last_year=int(next(reversed(years))) if years else None,
            years=years,
            sections=_counts.decode(row[11]),
        )
