"""What a claim store knows of the runs that wrote it: their files, what failed, how far they are."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager

from claimgraph.extract import store_connection, store_files, store_ledger, store_status
from claimgraph.extract.store_connection import StoreConnection
from claimgraph.extract.store_files import SourceFile
from claimgraph.extract.store_ledger import Failure
from claimgraph.extract.store_status import RunState, StoreStatus


class StoredRuns:
    """The part of a `ClaimStore` that is told by runs, and no claim."""

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

    def record_failure(self, failure: Failure) -> None:
        """Note a record, or a whole source, that could not be read or extracted, and why."""
        with self.transaction():
            store_ledger.record_failure(self._connection, failure)

    def clear_failures(self, source: str) -> None:
        """Forget a source's failures, before it is read again."""
        with self.transaction():
            store_ledger.clear_failures(self._connection, source)

    def failures(self, source: str | None = None) -> list[Failure]:
        """Give what could not be read or extracted, in one source or in all, by source and line."""
        with self._reading():
            return store_ledger.failures(self._connection, source)

    def plan_files(self, sizes: Mapping[str, int]) -> None:
        """Note which files a run will come to, by path, with their sizes: `files` then tells what is left."""
        with self.transaction():
            store_files.plan_files(self._connection, sizes)

    def put_file(self, file: SourceFile) -> None:
        """Write what is known of a source file, in place of what was known."""
        with self.transaction():
            store_files.put_file(self._connection, file)

    def file(self, path: str) -> SourceFile | None:
        """Give what the ledger knows of the file to which that path leads."""
        with self._reading():
            return store_files.file_of(self._connection, path)

    def files(self) -> list[SourceFile]:
        """Give the source files by path: done, failed, left."""
        with self._reading():
            return list(store_files.files(self._connection))

    def run(self) -> RunState | None:
        """Give how far the last run into the store was, if there was one."""
        with self._reading():
            return store_status.run_of(self._connection)

    def note_run(self, state: RunState) -> None:
        """Keep how far the run that writes the store is."""
        with self.transaction():
            store_status.note_run(self._connection, state)

    def status(self) -> StoreStatus:
        """Tell what the store holds, which files are done, failed or left, and how fast the last run went."""
        with self.snapshot(), self._reading():
            return store_status.status(self._connection)
