"""Puts records into the claim store and takes documents out of it; callers hold the transaction."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection
from typing import Literal

import msgspec

from claimgraph.corpus.citations import says_notice
from claimgraph.corpus.document import Source
from claimgraph.errors import InvalidRecord
from claimgraph.extract.article_names import article_name, article_names, is_same_article, rank
from claimgraph.extract.citation_age import is_older
from claimgraph.extract.claim import Claim
from claimgraph.extract.record_check import check_record
from claimgraph.extract.records import Record, claims_of, encode_record
from claimgraph.extract.statement import pmid_of
from claimgraph.extract.store_aside import drop_aside, set_aside
from claimgraph.extract.store_beliefs import renew, renew_document
from claimgraph.extract.store_claims import ClaimRows
from claimgraph.extract.store_connection import StoreConnection, listed
from claimgraph.extract.store_ledger import Revision
from claimgraph.extract.store_read import read_claims
from claimgraph.extract.store_state import note_change

Outcome = Literal["new", "replaced", "unchanged", "withdrawn"]

_COLUMNS = [
    *("title", "pmid", "year", "author", "version", "source"),
    *("text_hash", "record_hash", "pipeline_id", "n_claims", "withdrawn"),
]
_DOCUMENT = f"""
INSERT INTO document (key, {", ".join(_COLUMNS)}) VALUES (?{", ?" * len(_COLUMNS)})
ON CONFLICT (key) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in _COLUMNS)}
RETURNING id
"""
_REVISION = """
UPDATE document SET title = ?, pmid = ?, year = ?, author = ?, version = ?, source = ?
WHERE key = ? AND (version, coalesce(json_extract(source, '$.revised'), '')) <= (?, ?)
    AND (text_hash = ? OR withdrawn = 1)
RETURNING id, text_hash
"""
_JOINED = """
SELECT statement.subject_id, statement.object_id FROM claim JOIN statement ON statement.id = statement_id
WHERE document_id = ?
"""

_source = msgspec.json.Decoder(Source)


class InsertCount(msgspec.Struct, frozen=True):
    """What became of inserted records, in documents.

    `unchanged` were there already, as new or newer; `withdrawn` came in without claims, being retracted or
    withdrawn before. `retracted` are others that these records, as notices, took the claims of. `claims` are
    those now new in the store.
    """

    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    retracted: int = 0
    claims: int = 0

    @property
    def documents(self) -> int:
        """How many records came in."""
        return self.new + self.replaced + self.unchanged + self.withdrawn


def text_hash(text: str) -> str:
    """Hash by which the ledger knows a text again."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def put_record(
    connection: StoreConnection, record: Record, *, rows: ClaimRows, pipeline_id: int
) -> tuple[Outcome, int]:
    """Store a record, replacing an older one of the same document; give what became of it and its claims.

    An older version than the store's, and an article that the store knows under a better name, change
    nothing. A retracted or withdrawn document keeps its row and no claims. What the record declares retracted
    is for the caller, and so is writing the claims, which are gathered in `rows`. Raises `InvalidRecord` before
    anything is written.
    """
    if faults := check_record(record):
        raise InvalidRecord(f"record {record.id}: {faults[0]}")
    digest = hashlib.blake2b(encode_record(record), digest_size=16).hexdigest()
    source = record.source
    known = connection.execute(
        "SELECT id, record_hash, pipeline_id, source FROM document WHERE key = ?", (record.id,)
    ).fetchone()
    if known and known[1:3] == (digest, pipeline_id):
        return "unchanged", 0
    if source.retracted:  # whatever of it is kept, in another version or under another name
        rows.write()
        withdraw(connection, record.id)
    twins = same_articles(connection, record.id, source)
    if (known and is_older(source, _source.decode(known[3]))) or any(
        rank(key) < rank(record.id) for key in twins
    ):
        return "unchanged", 0
    for key, document_id in twins.items():
        if rank(key) > rank(record.id):
            rows.write_with(document_id)
            forget_document(connection, document_id)
    if known:
        rows.write_with(known[0])
        drop_claims(connection, known[0])
        drop_aside(connection, known[0])
    withdrawn = is_withdrawn(connection, record.id, source)
    silent = says_notice(source.publication_types)  # a notice's title is its article's
    claims = () if silent else tuple(claims_of(record))
    hashes = (text_hash(record.text), digest, pipeline_id)
    put_document(connection, record, hashes, claims, rows=rows, withdrawn=withdrawn)
    if withdrawn:
        return "withdrawn", 0
    return ("replaced" if known else "new"), len(claims)


def put_document(
    connection: StoreConnection,
    document: Record | Revision,
    hashes: tuple[str, str, int],
    claims: Collection[Claim] | None,
    *,
    rows: ClaimRows,
    withdrawn: bool,
) -> None:
    """Write a document's row, names and claims; `hashes` are of text and record, with the pipeline's row.

    The claims of a withdrawn document are kept aside; None where it has to be read for them.
    """
    n_claims = 0 if withdrawn else len(claims or ())
    row = (document.id, *_described(document), *hashes, n_claims, int(withdrawn))
    document_id = int(connection.execute(_DOCUMENT, row).fetchone()[0])
    _put_names(connection, document_id, document.id, document.source)
    note_change(connection, document.id, *hashes[:2], int(withdrawn))
    if not withdrawn:
        rows.add(document_id, claims or (), year=document.source.year)
    elif claims is not None:
        set_aside(connection, document_id, claims)


def revise(connection: StoreConnection, revision: Revision) -> int:
    """Bring what the store knows of a document, but its text, up to date; gives how many it withdrew by that.

    Where the store has a newer version or another text, only a retraction changes anything.
    """
    age = (revision.source.version or 0, revision.source.revised or "9999")
    told = (revision.id, *age, revision.text_hash)
    described = _described(revision)
    row = connection.execute(_REVISION, (*described, *told)).fetchone()
    if row is not None:
        note_change(connection, revision.id, *described)
        _put_names(connection, row[0], revision.id, revision.source)
        if row[1] != revision.text_hash:  # what is kept aside is of a text that is no longer the document's
            drop_aside(connection, row[0])
        year = revision.source.year
        connection.execute("UPDATE claim SET year = ? WHERE document_id = ?", (year, row[0]))
        renew_document(connection, row[0])
    elif not revision.source.retracted:
        return 0
    return withdraw(connection, revision.id) if is_withdrawn(connection, revision.id, revision.source) else 0


def withdraw(connection: StoreConnection, name: str) -> int:
    """Take out the claims of an article, by any of its names, for good; gives how many documents lost theirs.

    The name is kept, so that the article stays out whenever it comes.
    """
    name = article_name(name)
    rows = connection.execute(
        "SELECT id, key, withdrawn FROM document JOIN document_name ON document_id = id WHERE name = ?",
        (name,),
    ).fetchall()
    _note_withdrawal(connection, name, *(key for _, key, _ in rows))
    fresh = [(document_id, key) for document_id, key, withdrawn in rows if not withdrawn]
    for document_id, key in fresh:
        set_aside(connection, document_id, tuple(read_claims(connection, document=key)))
        drop_claims(connection, document_id)
        connection.execute("UPDATE document SET withdrawn = 1, n_claims = 0 WHERE id = ?", (document_id,))
        note_change(connection, "withdrawn", key)
    return len(fresh)


def same_articles(connection: StoreConnection, document: str, source: Source) -> dict[str, int]:
    """The other documents, by id, that are the same article under another name, with their rows' numbers."""
    names = article_names(document, source)
    rows = connection.execute(
        "SELECT DISTINCT key, id FROM document JOIN document_name ON document_id = id"
        " WHERE name IN (SELECT value FROM json_each(?)) AND key <> ? ORDER BY key",
        (listed(names), document),
    ).fetchall()
    return {key: row_id for key, row_id in rows if is_same_article(names, _names(connection, row_id))}


def _described(document: Record | Revision) -> tuple[str | int | None, ...]:
    """What is known of a document besides its text, as the columns title to source."""
    source = document.source
    pmid = source.pmid or pmid_of(document.id)
    author = source.authors[-1] if source.authors else None
    packed = msgspec.json.encode(source).decode()
    return document.title, pmid, source.year, author, source.version or 0, packed


def _names(connection: StoreConnection, document_id: int) -> tuple[str, ...]:
    rows = connection.execute("SELECT name FROM document_name WHERE document_id = ?", (document_id,))
    return tuple(row[0] for row in rows)


def _put_names(connection: StoreConnection, document_id: int, document: str, source: Source) -> None:
    names = article_names(document, source)
    if known := _names(connection, document_id):
        if set(known) == set(names):
            return
        connection.execute("DELETE FROM document_name WHERE document_id = ?", (document_id,))
    marks = ", ".join(["(?, ?)"] * len(names))
    values = [value for name in names for value in (name, document_id)]
    connection.execute(f"INSERT INTO document_name VALUES {marks}", values)


def is_withdrawn(connection: StoreConnection, document: str, source: Source) -> bool:
    """Whether an article is retracted by its own record or by any other; what is, is kept in mind."""
    names = article_names(document, source)
    query = "SELECT 1 FROM withdrawal WHERE name IN (SELECT value FROM json_each(?))"
    withdrawn = source.retracted or connection.execute(query, (listed(names),)).fetchone() is not None
    if withdrawn:
        _note_withdrawal(connection, document)
    return withdrawn


def _note_withdrawal(connection: StoreConnection, *names: str) -> None:
    rows = ((article_name(name),) for name in names)
    connection.executemany("INSERT INTO withdrawal VALUES (?) ON CONFLICT DO NOTHING", rows)


def forget_document(connection: StoreConnection, document_id: int) -> None:
    """Take a document out, its row included."""
    drop_claims(connection, document_id)
    drop_aside(connection, document_id)
    connection.execute("DELETE FROM document_name WHERE document_id = ?", (document_id,))
    gone = connection.execute("DELETE FROM document WHERE id = ? RETURNING key", (document_id,)).fetchall()
    note_change(connection, "forgotten", *(key for (key,) in gone))


def drop_claims(connection: StoreConnection, document_id: int) -> None:
    """Take out everything that rests on a document alone; its own row stays."""
    one = (document_id,)
    rows = connection.execute("SELECT DISTINCT statement_id FROM claim WHERE document_id = ?", one)
    stated = [row[0] for row in rows]
    joined = Counter(
        concept_id for row in connection.execute(_JOINED, one) for concept_id in {row[0], row[1]}
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
    connection.executemany(
        "UPDATE concept SET n_claims = n_claims - ?, n_documents = n_documents - 1 WHERE id = ?",
        ((n_claims, row_id) for row_id, n_claims in joined.items()),
    )
    renew(connection, stated)
    for concept_id in {row[0] for row in used}:
        _forget_concept(connection, concept_id)
    for form_id in {row[1] for row in used}:
        connection.execute(
            "DELETE FROM form WHERE id = :form AND NOT EXISTS (SELECT 1 FROM mention WHERE form_id = :form)",
            {"form": form_id},
        )


def _forget_concept(connection: StoreConnection, concept_id: int) -> None:
    if connection.execute("SELECT 1 FROM mention WHERE concept_id = ? LIMIT 1", (concept_id,)).fetchone():
        return
    for table in ("xref", "concept_name"):
        connection.execute(f"DELETE FROM {table} WHERE concept_id = ?", (concept_id,))
    connection.execute("DELETE FROM concept WHERE id = ?", (concept_id,))
