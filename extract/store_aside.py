"""The claims of withdrawn documents, kept aside in the claim store should the documents be taken in again."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from claimgraph.extract.claim import Claim
from claimgraph.extract.store_connection import StoreConnection

_claims = msgspec.json.Decoder(tuple[Claim, ...])


def set_aside(connection: StoreConnection, document_id: int, claims: Collection[Claim]) -> None:
    """Keep the claims of a document aside, in place of earlier ones."""
    packed = msgspec.json.encode(sorted(claims, key=lambda claim: claim.key)).decode()
    connection.execute(
        "INSERT INTO withdrawn_claims VALUES (?, ?)"
        " ON CONFLICT (document_id) DO UPDATE SET claims = excluded.claims",
        (document_id, packed),
    )


def claims_aside(connection: StoreConnection, document: str) -> tuple[Claim, ...] | None:
    """The claims of a document that are kept aside; None where there are none of its text."""
    row = connection.execute(
        "SELECT claims FROM withdrawn_claims JOIN document ON id = document_id WHERE key = ?", (document,)
    ).fetchone()
    return None if row is None else _claims.decode(row[0])


def drop_aside(connection: StoreConnection, document_id: int) -> None:
    """Forget what is kept aside of a document."""
    connection.execute("DELETE FROM withdrawn_claims WHERE document_id = ?", (document_id,))
