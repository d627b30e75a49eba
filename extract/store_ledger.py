"""The ledger of the claim store: what was read, by which pipeline, and what failed; a run resumes from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import msgspec

from claimgraph.corpus.document import Source

_COUNTED = {
    "documents": "SELECT count(*) FROM document",
    "withdrawn": "SELECT count(*) FROM document WHERE withdrawn",
    "sentences": "SELECT count(*) FROM sentence",
    "nodes": "SELECT count(*) FROM (SELECT subject_id FROM statement UNION SELECT object_id FROM statement)",
    "statements": "SELECT count(*) FROM statement",
    "claims": "SELECT count(*) FROM claim",
    "failures": "SELECT count(*) FROM failure",
}
_DOCUMENTS = """
SELECT key, title, source, text_hash, pipeline.name, n_claims, withdrawn
FROM document JOIN pipeline ON pipeline.id = pipeline_id
"""
_source = msgspec.json.Decoder(Source)


class StoredDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document of the store; `text_hash` is of the text that was read, `pipeline` read it."""

    id: str
    title: str | None
    source: Source
    text_hash: str
    pipeline: str
    n_claims: int
    withdrawn: bool


class Failure(msgspec.Struct, frozen=True):
    """A record (None: the whole source) that could not be read or extracted, and where it begins."""

    source: str
    record: str | None
    reason: str
    line: int | None = None


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """What is now known of a document besides its text; `text_hash` is of the text that came with it."""

    id: str
    title: str | None
    source: Source
    text_hash: str


def documents(connection: sqlite3.Connection) -> Iterator[StoredDocument]:
    """Yield the documents by id."""
    return (_stored(row) for row in connection.execute(f"{_DOCUMENTS} ORDER BY key"))


def read_of(connection: sqlite3.Connection, document: str) -> StoredDocument | None:
    """Give what the store knows of one document."""
    row = connection.execute(f"{_DOCUMENTS} WHERE key = ?", (document,)).fetchone()
    return None if row is None else _stored(row)


def record_failure(connection: sqlite3.Connection, failure: Failure) -> None:
    """Note what failed and why; a later reason for the same record replaces the earlier."""
    row = (failure.source, failure.record or "", failure.line or 0, failure.reason)
    connection.execute("INSERT OR REPLACE INTO failure VALUES (?, ?, ?, ?)", row)


def clear_failures(connection: sqlite3.Connection, source: str) -> None:
    """Forget a source's failures."""
    connection.execute("DELETE FROM failure WHERE source = ?", (source,))


def failures(connection: sqlite3.Connection, source: str | None = None) -> list[Failure]:
    """Give what failed, in one source or in all, by source, line and record."""
    rows = connection.execute(
        "SELECT source, record, reason, line FROM failure WHERE source = ifnull(?, source)"
        " ORDER BY source, line, record",
        (source,),
    )
    return [Failure(source, record or None, reason, line or None) for source, record, reason, line in rows]


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many there are of each thing that the store holds."""
    return {name: connection.execute(query).fetchone()[0] for name, query in _COUNTED.items()}


def n_documents(connection: sqlite3.Connection) -> int:
    """How many documents have claims."""
    # Grouped, it comes out of the index of years; counted at one go it would read all rows.
    rows = connection.execute("SELECT count(*) FROM document WHERE n_claims > 0 GROUP BY year")
    return sum(row[0] for row in rows)


def _stored(row: tuple[Any, ...]) -> StoredDocument:
    return StoredDocument(
        id=row[0],
        title=row[1],
        source=_source.decode(row[2]),
        text_hash=row[3],
        pipeline=row[4],
        n_claims=row[5],
        withdrawn=bool(row[6]),
    )
