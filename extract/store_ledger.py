"""The ledger of the claim store: what was read, by which pipeline, and what failed; a run resumes from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import msgspec

from claimgraph.corpus.document import Source
from claimgraph.extract.store_claims import add

_COUNTED = {
    "documents": "SELECT count(*) FROM document",
    "withdrawn": "SELECT count(*) FROM document WHERE withdrawn",
    "sentences": "SELECT count(*) FROM sentence",
    "nodes": "SELECT count(*) FROM (SELECT subject_id FROM statement UNION SELECT object_id FROM statement)",
    "statements": "SELECT count(*) FROM statement",
    "claims": "SELECT count(*) FROM claim",
    "failures": "SELECT count(*) FROM failure",
}
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
    """A record (None: the whole source) that could not be read or extracted."""

    source: str
    record: str | None
    reason: str


def documents(connection: sqlite3.Connection) -> Iterator[StoredDocument]:
    """Yield the documents by id."""
    rows = connection.execute(
        "SELECT key, title, source, text_hash, pipeline.name, n_claims, withdrawn FROM document"
        " JOIN pipeline ON pipeline.id = pipeline_id ORDER BY key"
    )
    for row in rows:
        yield StoredDocument(
            id=row[0],
            title=row[1],
            source=_source.decode(row[2]),
            text_hash=row[3],
            pipeline=row[4],
            n_claims=row[5],
            withdrawn=bool(row[6]),
        )


def seen(connection: sqlite3.Connection, document: str, text_hash: str, pipeline: str) -> bool:
    """Whether this text of a document went through this pipeline."""
    return _any(
        connection,
        "SELECT 1 FROM document JOIN pipeline ON pipeline.id = pipeline_id"
        " WHERE key = ? AND text_hash = ? AND pipeline.name = ?",
        (document, text_hash, pipeline),
    )


def source_seen(connection: sqlite3.Connection, path: str, digest: str, pipeline: str) -> bool:
    """Whether a file of this content was read to its end by this pipeline."""
    return _any(
        connection,
        "SELECT 1 FROM finished_source JOIN pipeline ON pipeline.id = pipeline_id"
        " WHERE path = ? AND digest = ? AND pipeline.name = ?",
        (path, digest, pipeline),
    )


def record_source(
    connection: sqlite3.Connection, path: str, digest: str, pipeline: str, n_documents: int
) -> None:
    """Note that a file was read to its end."""
    row = (path, digest, add(connection, "pipeline", (pipeline,), unique=("name",)), n_documents)
    connection.execute("INSERT OR REPLACE INTO finished_source VALUES (?, ?, ?, ?)", row)


def record_failure(connection: sqlite3.Connection, source: str, record: str | None, reason: str) -> None:
    """Note what failed and why; a later reason for the same record replaces the earlier."""
    connection.execute("INSERT OR REPLACE INTO failure VALUES (?, ?, ?)", (source, record or "", reason))


def clear_failures(connection: sqlite3.Connection, source: str) -> None:
    """Forget a source's failures."""
    connection.execute("DELETE FROM failure WHERE source = ?", (source,))


def failures(connection: sqlite3.Connection) -> list[Failure]:
    """Give what failed, by source and record."""
    rows = connection.execute("SELECT source, record, reason FROM failure ORDER BY source, record")
    return [Failure(source, record or None, reason) for source, record, reason in rows]


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many there are of each thing that the store holds."""
    return {name: connection.execute(query).fetchone()[0] for name, query in _COUNTED.items()}


def _any(connection: sqlite3.Connection, query: str, values: tuple[str, ...]) -> bool:
    return connection.execute(query, values).fetchone() is not None
