"""Puts records into the claim store and takes documents out of it; callers hold the transaction."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from typing import Literal

import msgspec

from claimgraph.errors import InvalidRecord
from claimgraph.extract.record_check import check_record
from claimgraph.extract.records import Record, claims_of, encode_record
from claimgraph.extract.statement import pmid_of
from claimgraph.extract.store_claims import add, put_claims

Outcome = Literal["new", "replaced", "unchanged", "withdrawn"]

_DOCUMENT = """
INSERT INTO document
    (key, title, pmid, year, source, text_hash, record_hash, pipeline_id, n_claims, withdrawn)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET
    title = excluded.title, pmid = excluded.pmid, year = excluded.year, source = excluded.source,
    text_hash = excluded.text_hash, record_hash = excluded.record_hash, pipeline_id = excluded.pipeline_id,
    n_claims = excluded.n_claims, withdrawn = excluded.withdrawn
RETURNING id
"""


def text_hash(text: str) -> str:
    """Hash by which the ledger knows a text again."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def put_record(connection: sqlite3.Connection, record: Record, *, pipeline: str) -> tuple[Outcome, int]:
    """Store a record, replacing an older one of the same document; give what became of it and its claims.

    A retracted document, and one withdrawn before whose text is still the same, keeps its row and no claims.
    Raises `InvalidRecord` before anything is written.
    """
    if faults := check_record(record):
        raise InvalidRecord(f"record {record.id}: {faults[0]}")
    encoded = encode_record(record)
    digest = hashlib.blake2b(encoded, digest_size=16).hexdigest()
    hashed = text_hash(record.text)
    pipeline_id = add(connection, "pipeline", (pipeline,), unique=("name",))
    known = connection.execute(
        "SELECT id, record_hash, text_hash, withdrawn, pipeline_id FROM document WHERE key = ?", (record.id,)
    ).fetchone()
    if known and known[1] == digest and known[4] == pipeline_id:
        return "unchanged", 0
    document_id = known[0] if known else None
    if document_id is not None:
        drop_claims(connection, document_id)
    withdrawn = record.source.retracted or bool(known and known[3] and known[2] == hashed)
    claims = () if withdrawn else tuple(claims_of(record))
    source = record.source
    row = (
        record.id,
        record.title,
        source.pmid or pmid_of(record.id),
        source.year,
        msgspec.json.encode(source).decode(),
        hashed,
        digest,
        pipeline_id,
        len(claims),
        int(withdrawn),
    )
    document_id = int(connection.execute(_DOCUMENT, row).fetchone()[0])
    put_claims(connection, document_id, claims)
    if withdrawn:
        return "withdrawn", 0
    return ("replaced" if known else "new"), len(claims)


def drop_claims(connection: sqlite3.Connection, document_id: int) -> int:
    """Take out everything that rests on a document alone; its own row stays. Gives the number of claims."""
    one = (document_id,)
    stated = Counter(
        row[0] for row in connection.execute("SELECT statement_id FROM claim WHERE document_id = ?", one)
    )
    used = connection.execute(
        "SELECT DISTINCT concept_id, form_id FROM mention WHERE document_id = ?", one
    ).fetchall()
    for table in ("cue", "context"):
        connection.execute(
            f"DELETE FROM {table} WHERE claim_id IN (SELECT id FROM claim WHERE document_id = ?)", one
        )
    for table in ("claim", "mention", "sentence"):
        connection.execute(f"DELETE FROM {table} WHERE document_id = ?", one)
    for statement_id, n_claims in stated.items():
        connection.execute(
            "UPDATE statement SET n_claims = n_claims - ?, n_documents = n_documents - 1 WHERE id = ?",
            (n_claims, statement_id),
        )
        connection.execute("DELETE FROM statement WHERE id = ? AND n_claims = 0", (statement_id,))
    for concept_id in {row[0] for row in used}:
        _forget_concept(connection, concept_id)
    for form_id in {row[1] for row in used}:
        connection.execute(
            "DELETE FROM form WHERE id = :form AND NOT EXISTS (SELECT 1 FROM mention WHERE form_id = :form)",
            {"form": form_id},
        )
    return stated.total()


def _forget_concept(connection: sqlite3.Connection, concept_id: int) -> None:
    if connection.execute("SELECT 1 FROM mention WHERE concept_id = ? LIMIT 1", (concept_id,)).fetchone():
        return
    for table in ("xref", "concept_name"):
        connection.execute(f"DELETE FROM {table} WHERE concept_id = ?", (concept_id,))
    connection.execute("DELETE FROM concept WHERE id = ?", (concept_id,))
