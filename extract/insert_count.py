"""What became of records that were put into a claim store."""

from __future__ import annotations

import msgspec


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
