"""The ledger of the claim store: what was read, by which pipeline, and what failed; a run resumes from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from claimgraph.corpus.document import Source
from claimgraph.extract.store_connection import StoreConnection

_COUNTED = {
    "documents": "SELECT count(*) FROM document",
    "withdrawn": "SELECT count(*) FROM document WHERE withdrawn = 1",
    "sentences": "SELECT count(*) FROM sentence",
    "nodes": "SELECT count(*) FROM (SELECT subject_id FROM statement UNION SELECT object_id FROM statement) AS joined",
    "statements": "SELECT count(*) FROM statement",
    "claims": "SELECT count(*) FROM claim",
    "failures": "SELECT count(*) FROM failure",
}
_DOCUMENTS = """
SELECT key, title, source, text_hash, pipeline.name, n_claims, withdrawn
FROM document JOIN pipeline ON pipeline.id = pipeline_id
"""
_FAILURE = """
INSERT INTO failure VALUES (?, ?, ?, ?) ON CONFLICT (source, record, line) DO UPDATE SET reason = excluded.reason
"""
_META = "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
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


def meta(connection: StoreConnection, name: str) -> str | None:
    """Give what the store knows of itself under a name."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def put_meta(connection: StoreConnection, name: str, value: str) -> None:
    """Keep a value under a name, in place of an earlier one."""
    connection.execute(_META, (name, value))


def pipeline_row(connection: StoreConnection, name: str) -> int:
    """Give the row of a pipeline, adding it where it is not."""
    known = connection.execute("SELECT id FROM pipeline WHERE name = ?", (name,)).fetchone()
    if known is None:
        known = connection.execute("INSERT INTO pipeline (name) VALUES (?) RETURNING id", (name,)).fetchone()
    return int(known[0])


def documents(connection: StoreConnection) -> Iterator[StoredDocument]:
    """Yield the documents by id."""
    return (_stored(row) for row in connection.rows(f"{_DOCUMENTS} ORDER BY key"))


def read_of(connection: StoreConnection, document: str) -> StoredDocument | None:
    """Give what the store knows of one document."""
    row = connection.execute(f"{_DOCUMENTS} WHERE key = ?", (document,)).fetchone()
    return None if row is None else _stored(row)


def record_failure(connection: StoreConnection, failure: Failure) -> None:
    """Note what failed and why; a later reason for the same record replaces the earlier."""
    row = (failure.source, failure.record or "", failure.line or 0, failure.reason)
    connection.execute(_FAILURE, row)


def clear_failures(connection: StoreConnection, source: str) -> None:
    """Forget a source's failures."""
    connection.execute("DELETE FROM failure WHERE source = ?", (source,))


def failures(connection: StoreConnection, source: str | None = None) -> list[Failure]:
    """Give what failed, in one source or in all, by source, line and record."""
    rows = connection.execute(
        "SELECT source, record, reason, line FROM failure WHERE source = coalesce(?, source)"
        " ORDER BY source, line, record",
        (source,),
    )
    return [Failure(source, record or None, reason, line or None) for source, record, reason, line in rows]


def counts(connection: StoreConnection) -> dict[str, int]:
    """How many there are of each thing that the store holds."""
    return {name: connection.execute(query).fetchone()[0] for name, query in _COUNTED.items()}


def n_documents(connection: StoreConnection) -> int:
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
