"""Lists what was taken out of the claim store, and takes it in again."""

from __future__ import annotations

import os
from collections.abc import Iterator

import msgspec

from claimgraph.corpus.document import Source
from claimgraph.errors import StoreError
from claimgraph.extract.article_names import article_name
from claimgraph.extract.store_aside import claims_aside, drop_aside
from claimgraph.extract.store_claims import ClaimRows
from claimgraph.extract.store_connection import StoreConnection, listed
from claimgraph.extract.store_ledger import StoredDocument, read_of
from claimgraph.extract.store_state import note_change
from claimgraph.extract.store_write import forget_document

_NOTICES = """SELECT key, source FROM document WHERE source LIKE '%"retracts":["%' ORDER BY key"""
_CALLED = "SELECT id, key FROM document JOIN document_name ON document_id = id WHERE name = ? ORDER BY key"
_NAMES = """
SELECT DISTINCT name FROM document_name WHERE document_id IN (SELECT document_id FROM document_name WHERE name = ?)
"""
_source = msgspec.json.Decoder(Source)


class Withdrawal(msgspec.Struct, frozen=True):
    """An article that stays out: by a name, with what is known of it if it was read.

    `retracted_by` is the document that says so, itself or a notice; None where it was withdrawn by hand, or
    deleted. `n_claims` are kept aside; None where it has to be read for them.
    """

    name: str
    document: StoredDocument | None = None
    retracted_by: str | None = None
    n_claims: int | None = None


def withdrawals(connection: StoreConnection) -> Iterator[Withdrawal]:
    """Yield the articles that stay out, by name; one that was read has its document's id for a name."""
    notices = _notices(connection)
    for (name,) in connection.execute("SELECT name FROM withdrawal ORDER BY name").fetchall():
        rows = connection.execute(_CALLED, (name,)).fetchall()
        document = read_of(connection, name)
        if document is None and rows:
            continue  # the document stands under its own id
        aside = None if document is None else claims_aside(connection, name)
        by = _retracted_by(connection, name, notices)
        yield Withdrawal(name, document, by, None if aside is None else len(aside))


def restore(connection: StoreConnection, name: str) -> Withdrawal:
    """Take an article in again, by any of its names, with the claims that were kept aside; gives what it was.

    A document without any is forgotten, and its file noted as left, so that the next run reads it. Raises
    `StoreError` where the article is not withdrawn, or where a document of the store says that it is retracted.
    """
    name = article_name(name)
    names = {name, *(row[0] for row in connection.execute(_NAMES, (name,)))}
    known = connection.execute(_CALLED, (name,)).fetchall()
    lifted = connection.execute(
        "DELETE FROM withdrawal WHERE name IN (SELECT value FROM json_each(?))", (listed(names),)
    )
    if not lifted.rowcount:
        raise StoreError(f"{name} is not withdrawn")
    if by := _retracted_by(connection, name, _notices(connection)):
        said = "its own record" if any(by == key for _, key in known) else by
        raise StoreError(f"{name} stays out: {said} says that it is retracted")
    found, rows = Withdrawal(name), ClaimRows(connection)
    for document_id, key in known:
        document, aside = read_of(connection, key), claims_aside(connection, key)
        found = Withdrawal(key, document, None, None if aside is None else len(aside))
        if document is None or aside is None:
            forget_document(connection, document_id)
            _leave_file(connection, document)
            continue
        drop_aside(connection, document_id)
        connection.execute(
            "UPDATE document SET withdrawn = 0, n_claims = ? WHERE id = ?", (len(aside), document_id)
        )
        rows.add(document_id, aside, year=document.source.year)
        note_change(connection, "restored", key)
    rows.write()
    return found


def _notices(connection: StoreConnection) -> dict[str, str]:
    """The documents that say so, by the names of the articles that they declare retracted."""
    return {
        article_name(name): key
        for key, source in connection.execute(_NOTICES)
        for name in _source.decode(source).retracts
    }


def _retracted_by(connection: StoreConnection, name: str, notices: dict[str, str]) -> str | None:
    """The document that declares an article retracted: its own, or a notice."""
    for _, key in connection.execute(_CALLED, (name,)).fetchall():
        document = read_of(connection, key)
        if document is not None and document.source.retracted:
            return document.id
    names = (name, *(row[0] for row in connection.execute(_NAMES, (name,))))
    return next((notices[one] for one in names if one in notices), None)


def _leave_file(connection: StoreConnection, document: StoredDocument | None) -> None:
    if document is not None and (path := document.source.path):
        connection.execute(
            "UPDATE source_file SET state = 'left' WHERE place = ? OR path = ?",
            (os.path.realpath(path), path),
        )
