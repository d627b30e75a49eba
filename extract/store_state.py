"""The state of the claims in a store: another one after every change of them or of what is known of documents.

It is a hash of the state before and of what changed, so that stores of one history have one state, whatever their
files are called and whenever they were written.
"""

from __future__ import annotations

from claimgraph.extract.claim_key import content_hash
from claimgraph.extract.store_connection import StoreConnection

_STATE = "state"  # in the table `meta`


def state_of(connection: StoreConnection) -> str:
    """Give the state, "" where nothing was ever written."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (_STATE,)).fetchone()
    return "" if row is None else str(row[0])


def note_change(connection: StoreConnection, *what: str | int | None) -> None:
    """Go on to the next state; the caller holds the transaction that makes the change."""
    connection.execute(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (_STATE, content_hash(state_of(connection), *what)),
    )
