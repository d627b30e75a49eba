"""Reads statements out of the claim store with what it keeps of their claims: counts and belief."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec

from claimgraph.extract.claim_counts import Counts
from claimgraph.extract.statement import Statement, Support
from claimgraph.extract.store_read import (
    STATEMENTS,
    SUPPORT_COLUMNS,
    SUPPORT_TABLES,
    listed,
    statement_in,
    support_in,
)

_STATED_COLUMNS = 12  # of a statement, before those of a claim
# The limit keeps the order of the statements, and the cross join goes through them in it.
_STATED = f"""
SELECT stated.*, {SUPPORT_COLUMNS}
FROM ({STATEMENTS.format("")} LIMIT -1) AS stated
CROSS JOIN claim ON claim.statement_id = stated.id {SUPPORT_TABLES}
"""
_counts = msgspec.json.Decoder(dict[str, int])


class CountedStatement(Counts, frozen=True, kw_only=True):
    """A statement of the store with its row's number, the counts of its claims, and how far it is believed."""

    row: int
    statement: Statement
    belief: float


def read_statements(
    connection: sqlite3.Connection, rows: Collection[int] | None = None
) -> Iterator[CountedStatement]:
    """Yield all statements, or those with these row numbers, in their own order."""
    where = "" if rows is None else "WHERE statement.id IN (SELECT value FROM json_each(?))"
    found = connection.execute(STATEMENTS.format(where), () if rows is None else (listed(rows),))
    return map(_counted, found)


def read_stated(connection: sqlite3.Connection) -> Iterator[tuple[CountedStatement, list[Support]]]:
    """Yield each statement, in their own order, with the claims behind it: all at one go, for whole graphs."""
    for _, rows in groupby(connection.execute(_STATED), key=itemgetter(0)):
        claims = list(rows)
        supports = [support_in(claim[_STATED_COLUMNS:]) for claim in claims]
        if len(supports) > 1:
            supports.sort(key=lambda s: (s.document, s.start, s.claim))
        yield _counted(claims[0]), supports


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
