"""The claim store: the hand-over between extraction and graph, one SQLite file."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from claimgraph.extract import store_file, store_find, store_ledger, store_read, store_write
from claimgraph.extract.claim import Claim
from claimgraph.extract.records import Record
from claimgraph.extract.statement import Node, Support
from claimgraph.extract.store_file import Mode
from claimgraph.extract.store_find import Found, Hit, Wanted
from claimgraph.extract.store_ledger import Failure, StoredDocument
from claimgraph.extract.store_read import CountedStatement

_BATCH = 200  # documents a transaction


class InsertCount(msgspec.Struct, frozen=True):
    """What became of inserted records, in documents; `claims` counts those now new in the store."""

    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    claims: int = 0

    @property
    def documents(self) -> int:
        """How many records came in."""
        return self.new + self.replaced + self.unchanged + self.withdrawn


class ClaimStore:
    """Claims on disk with their sentences: one writer at a time, any number of readers.

    Open one with `ClaimStore.open` and use it in a `with` block. What goes wrong raises `StoreError`.
    """

    def __init__(self, connection: sqlite3.Connection, *, mode: Mode) -> None:
        self._connection = connection
        self._mode = mode

    @classmethod
    def open(cls, path: Path | str, *, mode: Mode = "read") -> Self:
        """Open the store at `path`; "write" makes it where there is none. ":memory:" is a passing one."""
        return cls(store_file.connect(path, mode=mode), mode=mode)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; everything committed is in it."""
        store_file.close(self._connection, mode=self._mode)

    def transaction(self) -> AbstractContextManager[None]:
        """Make all writes of a `with` block one: claims and the ledger's rows come together or not at all."""
        return store_file.transaction(self._connection)

    def _reading(self) -> AbstractContextManager[None]:
        return store_file.sqlite_errors(self._connection)

    # Writing

    def insert(self, records: Iterable[Record], *, pipeline: str = "") -> InsertCount:
        """Store records; one that is there already, from the same pipeline, changes nothing.

        A different record of a document replaces it. Commits every 200 documents, or with the caller's
        `transaction`. A record that contradicts itself raises `InvalidRecord`; its batch is not stored.
        """
        counts: Counter[str] = Counter()
        stream = iter(records)
        while batch := list(islice(stream, _BATCH)):
            with self.transaction():
                for record in batch:
                    outcome, n_claims = store_write.put_record(self._connection, record, pipeline=pipeline)
                    counts[outcome] += 1
                    counts["claims"] += n_claims
                self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('pipeline', ?)", (pipeline,))
        return InsertCount(**counts)

    def withdraw(self, document: str) -> bool:
        """Take out the claims of a retracted or deleted document; False where it is not in the store.

        It stays out when the same text is inserted again.
        """
        with self.transaction():
            row = self._connection.execute("SELECT id FROM document WHERE key = ?", (document,)).fetchone()
            if row is None:
                return False
            store_write.drop_claims(self._connection, row[0])
            self._connection.execute("UPDATE document SET withdrawn = 1, n_claims = 0 WHERE id = ?", row)
        return True

    # The ledger

    def seen(self, document: str, text_hash: str, pipeline: str) -> bool:
        """Whether this text of a document went through this pipeline (`text_hash` by `store_write`)."""
        with self._reading():
            return store_ledger.seen(self._connection, document, text_hash, pipeline)

    def source_seen(self, path: str, digest: str, pipeline: str) -> bool:
        """Whether a file of this content was read to its end by this pipeline."""
        with self._reading():
            return store_ledger.source_seen(self._connection, path, digest, pipeline)

    def record_source(self, path: str, digest: str, pipeline: str, *, n_documents: int) -> None:
        """Note that a file was read to its end."""
        with self.transaction():
            store_ledger.record_source(self._connection, path, digest, pipeline, n_documents)

    def record_failure(self, source: str, record: str | None, reason: str) -> None:
        """Note a record, or (None) a whole source, that could not be read or extracted, and why."""
        with self.transaction():
            store_ledger.record_failure(self._connection, source, record, reason)

    def clear_failures(self, source: str) -> None:
        """Forget a source's failures, before it is read again."""
        with self.transaction():
            store_ledger.clear_failures(self._connection, source)

    def failures(self) -> list[Failure]:
        """Give what could not be read or extracted, by source and record."""
        with self._reading():
            return store_ledger.failures(self._connection)

    # Reading

    def documents(self) -> Iterator[StoredDocument]:
        """Yield the documents by id, those without claims and those withdrawn included."""
        with self._reading():
            yield from store_ledger.documents(self._connection)

    def claims(self, *, document: str | None = None) -> Iterator[Claim]:
        """Yield all claims, or one document's, as they were inserted, by document id."""
        with self._reading():
            yield from store_read.read_claims(self._connection, document=document)

    def nodes(self, keys: Collection[str] | None = None) -> Iterator[Node]:
        """Yield the nodes of the graph by key, or those of `keys`."""
        with self._reading():
            yield from store_read.read_nodes(self._connection, keys)

    def statements(self, rows: Collection[int] | None = None) -> Iterator[CountedStatement]:
        """Yield the distinct claims, in their own order, or those with these row numbers."""
        with self._reading():
            yield from store_read.read_statements(self._connection, rows)

    def support(self, row: int) -> list[Support]:
        """Give the claims behind the statement of that row number."""
        with self._reading():
            return store_read.read_support(self._connection, row)

    def find_concept(self, name: str) -> list[Found]:
        """Give the nodes that a name, synonym or CURIE may mean, the likeliest first."""
        with self._reading():
            return store_find.find_nodes(self._connection, name)

    def suggest(self, name: str, *, limit: int = 3) -> tuple[str, ...]:
        """Give names in the store that look like `name`."""
        with self._reading():
            return store_find.suggest_names(self._connection, name, limit=limit)

    def find_claims(self, wanted: Wanted) -> Iterator[Hit]:
        """Yield the claims that fit, in no promised order."""
        with self._reading():
            yield from store_find.find_claims(self._connection, wanted)

    def counts(self) -> dict[str, int]:
        """How many documents, withdrawn ones, sentences, nodes, statements, claims and failures there are."""
        with self._reading():
            return store_ledger.counts(self._connection)

    @property
    def pipeline(self) -> str | None:
        """The pipeline that inserted last."""
        with self._reading():
            row = self._connection.execute("SELECT value FROM meta WHERE name = 'pipeline'").fetchone()
        return None if row is None else str(row[0])
