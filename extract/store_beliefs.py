"""Keeps with each statement of the claim store what its claims add up to: counts, strength and belief.

Whoever adds claims to statements, takes claims away or changes what is known of their documents calls `renew` in the
same transaction, so that every reader finds what it would compute itself from the claims.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby
from operator import attrgetter

import msgspec

from claimgraph.extract.belief import strength, weighed
from claimgraph.extract.claim_counts import Counts, counted
from claimgraph.extract.store_connection import Listed, StoreConnection, listed

_AT_ONCE = 2_000  # statements
_SAID = """
SELECT statement_id, claim.document_id, author, claim.year, certainty, kind, section, score
FROM claim JOIN document ON document.id = document_id
WHERE statement_id IN (SELECT value FROM json_each(?)) ORDER BY statement_id
"""
_SUMMARY = ("n_claims", "n_documents", "strength", "years", "sections", "belief")
# A statement and its denial differ in nothing but polarity.
_DENIAL = """
ON denied.subject_id = stated.subject_id AND denied.object_id = stated.object_id
AND denied.predicate_id = stated.predicate_id AND denied.direction = stated.direction
AND denied.aspect = stated.aspect AND denied.polarity <> stated.polarity
WHERE stated.id IN (SELECT value FROM json_each(?))
"""
_DENIALS = f"""
SELECT stated.id, denied.id, denied.strength FROM statement AS stated JOIN statement AS denied {_DENIAL}
"""


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


def renew(connection: StoreConnection, statements: Collection[int]) -> None:
    """Bring counts, strength and belief of some statements up to date; those that no claim states any more go.

    The belief of a statement that contradicts one of these in polarity alone is renewed with it.
    """
    rows = sorted(statements)
    for start in range(0, len(rows), _AT_ONCE):
        _renew(connection, rows[start : start + _AT_ONCE])


def renew_document(connection: StoreConnection, document_id: int) -> None:
    """The same of the statements that a document makes, after its year or authors have changed."""
    rows = connection.execute("SELECT DISTINCT statement_id FROM claim WHERE document_id = ?", (document_id,))
    renew(connection, [row[0] for row in rows])


def renew_all(connection: StoreConnection) -> None:
    """The same of all statements."""
    rows = connection.execute("SELECT id FROM statement").fetchall()
    renew(connection, [row[0] for row in rows])


def _renew(connection: StoreConnection, rows: list[int]) -> None:
    asked = (listed(rows),)
    strengths, denials = dict.fromkeys(rows, 0.0), {}
    for row, denied, strength_of_denied in connection.execute(_DENIALS, asked):
        denials[row], denials[denied] = denied, row
        strengths.setdefault(denied, strength_of_denied)
    summaries = {row: (counts, said) for row, counts, said in _summaries(connection, asked)}
    strengths |= {row: said for row, (_, said) in summaries.items()}

    def belief(row: int) -> float:
        return weighed(strengths[row], strengths[denials[row]] if row in denials else 0.0)

    told = [
        (
            *(row, counts.n_claims, counts.n_documents, strengths[row]),
            *(msgspec.json.encode(value).decode() for value in (counts.years, counts.sections)),
            belief(row),
        )
        for row, (counts, _) in summaries.items()
    ]
    connection.change("statement", _SUMMARY, told)
    others = denials.keys() - set(rows)
    connection.change("statement", ("belief",), [(row, belief(row)) for row in others])
    if gone := set(rows) - summaries.keys():
        connection.execute(
            "DELETE FROM statement WHERE id IN (SELECT value FROM json_each(?))", (listed(gone),)
        )


def _summaries(connection: StoreConnection, asked: tuple[Listed]) -> Iterator[tuple[int, Counts, float]]:
    """The statements that have claims, with the counts and the strength of these."""
    claims = (_Said(*row) for row in connection.execute(_SAID, asked))
    for row, same in groupby(claims, key=attrgetter("statement")):
        said = list(same)
        yield row, counted(said), strength(said)
