"""Keeps with each statement of the claim store what its claims add up to: counts, strength and belief.

Whoever adds claims to statements, takes claims away or changes what is known of their documents calls `renew` in the
same transaction, so that every reader finds what it would compute itself from the claims.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from itertools import groupby
from operator import attrgetter

import msgspec

from claimgraph.extract.belief import strength, weighed
from claimgraph.extract.claim_counts import counted
from claimgraph.extract.store_read import listed

_AT_ONCE = 2_000  # statements
_SAID = """
SELECT statement_id, claim.document_id, author, claim.year, certainty, kind, section, score
FROM claim JOIN document ON document.id = document_id
WHERE statement_id IN (SELECT value FROM json_each(?)) ORDER BY statement_id
"""
_SUMMARY = """
UPDATE statement SET n_claims = ?, n_documents = ?, strength = ?, years = ?, sections = ? WHERE id = ?
"""
# A statement and its denial differ in nothing but polarity.
_DENIAL = """
ON denied.subject_id = stated.subject_id AND denied.object_id = stated.object_id
AND denied.predicate_id = stated.predicate_id AND denied.direction = stated.direction
AND denied.aspect = stated.aspect AND denied.polarity <> stated.polarity
WHERE stated.id IN (SELECT value FROM json_each(?))
"""
_DENIED = f"SELECT denied.id FROM statement AS stated JOIN statement AS denied {_DENIAL}"
_SIDES = f"""
SELECT stated.id, stated.strength, ifnull(denied.strength, 0.0)
FROM statement AS stated LEFT JOIN statement AS denied {_DENIAL}
"""
_BELIEF = "UPDATE statement SET belief = ? WHERE id = ?"


class _Said(msgspec.Struct, frozen=True):
    """What of a claim its statement's summary is made of."""

    statement: int
    document: int
    author: str | None
    year: int | None
    certainty: str
    kind: str
    section: str | None
    score: float


def renew(connection: sqlite3.Connection, statements: Collection[int]) -> None:
    """Bring counts, strength and belief of some statements up to date; those that no claim states any more go.

    The belief of a statement that contradicts one of these in polarity alone is renewed with it.
    """
    rows = sorted(statements)
    for start in range(0, len(rows), _AT_ONCE):
        _renew(connection, rows[start : start + _AT_ONCE])


def renew_document(connection: sqlite3.Connection, document_id: int) -> None:
    """The same of the statements that a document makes, after its year or authors have changed."""
    rows = connection.execute("SELECT DISTINCT statement_id FROM claim WHERE document_id = ?", (document_id,))
    renew(connection, [row[0] for row in rows])


def renew_all(connection: sqlite3.Connection) -> None:
    """The same of all statements."""
    rows = connection.execute("SELECT id FROM statement").fetchall()
    renew(connection, [row[0] for row in rows])


def _renew(connection: sqlite3.Connection, rows: list[int]) -> None:
    asked = (listed(rows),)
    denied = {row[0] for row in connection.execute(_DENIED, asked)}
    summaries = list(_summaries(connection, asked))
    connection.executemany(_SUMMARY, summaries)
    gone = set(rows).difference(summary[-1] for summary in summaries)
    connection.executemany("DELETE FROM statement WHERE id = ?", ((row,) for row in gone))
    sides = connection.execute(_SIDES, (listed(denied.union(rows)),)).fetchall()
    beliefs = ((weighed(supporting, opposing), row) for row, supporting, opposing in sides)
    connection.executemany(_BELIEF, beliefs)


def _summaries(connection: sqlite3.Connection, asked: tuple[str]) -> Iterator[tuple[object, ...]]:
    claims = (_Said(*row) for row in connection.execute(_SAID, asked))
    for row, same in groupby(claims, key=attrgetter("statement")):
        said = list(same)
        counts = counted(said)
        packed = (msgspec.json.encode(value).decode() for value in (counts.years, counts.sections))
        yield counts.n_claims, counts.n_documents, strength(said), *packed, row
