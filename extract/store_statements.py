"""Reads statements out of the claim store with what it keeps of their claims: counts and belief."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec

from claimgraph.extract.claim_counts import Counts
from claimgraph.extract.statement import Statement, Support
from claimgraph.extract.store_connection import StoreConnection, listed
from claimgraph.extract.store_read import (
    STATEMENTS,
    SUPPORT_COLUMNS,
    SUPPORT_TABLES,
    statement_in,
    support_in,
)

_AT_ONCE = 500  # statements
_OF_STATEMENTS = f"""
SELECT statement_id, {SUPPORT_COLUMNS} FROM claim {SUPPORT_TABLES}
WHERE statement_id IN (SELECT value FROM json_each(?))
"""
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
    return map(_counted, found)


def read_stated(connection: StoreConnection) -> Iterator[tuple[CountedStatement, list[Support]]]:
    """Yield each statement, in their own order, with the claims behind it: for whole graphs."""
    rows = iter(connection.rows(STATEMENTS.format("")))
    while stated := list(islice(rows, _AT_ONCE)):
        supports: dict[int, list[Support]] = {row[0]: [] for row in stated}
        for found in connection.execute(_OF_STATEMENTS, (listed(supports),)):
            supports[found[0]].append(support_in(found[1:]))
        for row in stated:
            yield _counted(row), sorted(supports[row[0]], key=lambda s: (s.document, s.start, s.claim))


def _counted(row: Sequence[Any]) -> CountedStatement:
    years = _counts.decode(row[10])
    return CountedStatement(
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
