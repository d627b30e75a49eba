"""Puts records into the claim store and takes documents out of it; callers hold the transaction."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from typing import Literal

import msgspec

from claimgraph.errors import InvalidRecord
from claimgraph.extract.claim import Claim, Mention
from claimgraph.extract.claim_key import node_key, normal_form
from claimgraph.extract.lookup_key import lookup_key
from claimgraph.extract.record_check import check_record
from claimgraph.extract.records import Record, claims_of, encode_record
from claimgraph.extract.statement import pmid_of, statement_of

Outcome = Literal["new", "replaced", "unchanged", "withdrawn"]

_ADD = {  # table: (its columns, what makes a row unique)
    "pipeline": ("name", "name"),
    "predicate": ("name", "name"),
    "form": ("text, key", "text"),
    "sentence": ("document_id, start, stop, text", "document_id, start, stop"),
    "statement": (
        "subject_id, predicate_id, object_id, direction, aspect, polarity",
        "subject_id, predicate_id, object_id, direction, aspect, polarity",
    ),
}

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
_CLAIM = """
INSERT OR IGNORE INTO claim
    (key, document_id, statement_id, sentence_id, subject_id, object_id,
     certainty, kind, section, score, extractor)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
"""
_MENTION = """
INSERT INTO mention (document_id, start, stop, form_id, type, concept_id, score, reason, alternatives)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
"""
_CONCEPT = """
INSERT INTO concept (key, curie, name, type, xrefs) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET name = excluded.name, type = excluded.type, xrefs = excluded.xrefs
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
    pipeline_id = add(connection, "pipeline", pipeline)
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
    document_id = connection.execute(
        _DOCUMENT,
        row,
    ).fetchone()[0]
    _put_claims(connection, document_id, claims)
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
            "DELETE FROM form WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM mention WHERE form_id = ?1)",
            (form_id,),
        )
    return stated.total()


def add(connection: sqlite3.Connection, table: str, *values: str | int) -> int:
    """Give the id of the row with these values, adding it where it is not there."""
    columns, unique = _ADD[table]
    names = unique.split(", ")
    where = " AND ".join(f"{name} = ?" for name in names)
    known = connection.execute(f"SELECT id FROM {table} WHERE {where}", values[: len(names)]).fetchone()
    if known:
        return int(known[0])
    marks = ", ".join("?" * len(values))
    added = connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING id", values)
    return int(added.fetchone()[0])


def _put_claims(connection: sqlite3.Connection, document_id: int, claims: tuple[Claim, ...]) -> None:
    mentions: dict[Mention, int] = {}
    concepts: dict[str, int] = {}

    def mention_id(mention: Mention) -> int:
        if mention not in mentions:
            key = node_key(mention)
            if key not in concepts:
                concepts[key] = _put_concept(connection, mention, key)
            mentions[mention] = _put_mention(connection, document_id, mention, concepts[key])
        return mentions[mention]

    stated: Counter[int] = Counter()
    for claim in claims:
        subject_id, object_id = mention_id(claim.subject), mention_id(claim.object)
        statement = statement_of(claim)
        statement_id = add(
            connection,
            "statement",
            concepts[statement.subject],
            add(connection, "predicate", statement.predicate),
            concepts[statement.object],
            statement.direction or "",
            statement.aspect or "",
            statement.polarity,
        )
        evidence = claim.evidence
        sentence_id = add(connection, "sentence", document_id, evidence.start, evidence.end, evidence.text)
        added = connection.execute(
            _CLAIM,
            (
                *(claim.key, document_id, statement_id, sentence_id, subject_id, object_id),
                *(claim.certainty, claim.kind, claim.section, claim.score, claim.extractor),
            ),
        ).fetchone()
        if added is None:  # the key holds the document's id, so only a forged record comes here
            raise InvalidRecord(f"claim {claim.key} of {claim.document} is in the store for another document")
        stated[statement_id] += 1
        connection.executemany(
            "INSERT INTO cue VALUES (?, ?, ?, ?, ?, ?)",
            ((added[0], n, c.role, c.start, c.end, c.text) for n, c in enumerate(claim.cues)),
        )
        connection.executemany(
            "INSERT INTO context VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (added[0], n, c.role, c.start, c.end, c.text, mention_id(c.mention) if c.mention else None)
                for n, c in enumerate(claim.context)
            ),
        )
    connection.executemany(
        "UPDATE statement SET n_claims = n_claims + ?, n_documents = n_documents + 1 WHERE id = ?",
        ((n_claims, statement_id) for statement_id, n_claims in stated.items()),
    )


def _put_mention(connection: sqlite3.Connection, document_id: int, mention: Mention, concept_id: int) -> int:
    form_id = add(connection, "form", mention.text, lookup_key(mention.text))
    alternatives = msgspec.json.encode(mention.alternatives).decode()
    row = (document_id, mention.start, mention.end, form_id, mention.type, concept_id)
    added = connection.execute(
        _MENTION,
        (*row, mention.score, mention.reason, alternatives),
    )
    return int(added.fetchone()[0])


def _put_concept(connection: sqlite3.Connection, mention: Mention, key: str) -> int:
    """Add a node, or bring its name, type and cross-references up to what the newest record says."""
    concept = mention.concept
    # How a name without identifier is written differs from text to text: readers count, see `store_read`.
    name = concept.name if concept else normal_form(mention.text)
    kind = concept.type if concept else mention.type
    xrefs = concept.xrefs if concept else ()
    packed = msgspec.json.encode(xrefs).decode()
    known = connection.execute("SELECT id, name, type, xrefs FROM concept WHERE key = ?", (key,)).fetchone()
    if known and (concept is None or known[1:] == (name, kind, packed)):
        return int(known[0])
    concept_id = connection.execute(
        _CONCEPT,
        (key, concept.id if concept else None, name, kind, packed),
    ).fetchone()[0]
    connection.execute("DELETE FROM xref WHERE concept_id = ?", (concept_id,))
    connection.execute("DELETE FROM concept_name WHERE concept_id = ?", (concept_id,))
    connection.executemany("INSERT OR IGNORE INTO xref VALUES (?, ?)", ((xref, concept_id) for xref in xrefs))
    connection.execute("INSERT INTO concept_name VALUES (?, ?)", (lookup_key(name), concept_id))
    return int(concept_id)


def _forget_concept(connection: sqlite3.Connection, concept_id: int) -> None:
    if connection.execute("SELECT 1 FROM mention WHERE concept_id = ? LIMIT 1", (concept_id,)).fetchone():
        return
    for table in ("xref", "concept_name"):
        connection.execute(f"DELETE FROM {table} WHERE concept_id = ?", (concept_id,))
    connection.execute("DELETE FROM concept WHERE id = ?", (concept_id,))
