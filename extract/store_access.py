"""How a claim store is written and read: in transactions, of one state, errors told as its own."""

from __future__ import annotations

from contextlib import AbstractContextManager

from claimgraph.extract import store_connection
from claimgraph.extract.store_connection import StoreConnection


class StoreAccess:
    """What each part of a `ClaimStore` stands on: its connection."""

    def __init__(self, connection: StoreConnection) -> None:
        self._connection = connection

    def transaction(self) -> AbstractContextManager[None]:
        """Make all writes of a `with` block one: claims and the ledger's rows come together or not at all."""
        return store_connection.transaction(self._connection)

    def snapshot(self) -> AbstractContextManager[None]:
        """Make all reading of a `with` block see one state of the store, whatever is written meanwhile."""
        return store_connection.snapshot(self._connection)

    def _reading(self) -> AbstractContextManager[None]:
        return store_connection.database_errors(self._connection)
