"""The claim store: the hand-over between extraction and graph, an SQLite file or a PostgreSQL database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from claimgraph.corpus.document import Document
from claimgraph.errors import UnknownClaim
from claimgraph.extract import (
    store_ledger,
    store_open,
    store_read,
    store_standing,
    store_state,
    store_withdrawals,
    store_write,
)
from claimgraph.extract.claim import Claim
from claimgraph.extract.records import Record
from claimgraph.extract.store_answers import StoreAnswers
from claimgraph.extract.store_claims import ClaimRows
from claimgraph.extract.store_connection import Mode, StoreConnection
from claimgraph.extract.store_ledger import Revision, StoredDocument
from claimgraph.extract.store_standing import Standing
from claimgraph.extract.store_withdrawals import Withdrawal
from claimgraph.extract.store_write import InsertCount
from claimgraph.extract.stored_runs import StoredRuns

_BATCH = 200  # documents a transaction
_NAMED_KEYS = 4  # that an error names


class ClaimStore(StoredRuns, StoreAnswers):
    """Claims on disk with their sentences: one writer at a time, any number of readers.

    Open one with `ClaimStore.open` and use it in a `with` block. What goes wrong raises `StoreError`.
    """

    def __init__(self, connection: StoreConnection, *, mode: Mode) -> None:
        super().__init__(connection)
        self._mode = mode

    @classmethod
    def open(cls, path: Path | str, *, mode: Mode = "read") -> Self:
        """Open the store at `path`; "write" makes it where there is none. ":memory:" is a passing one.

        An address that begins `postgresql://` names a database of a server (the extra "postgresql").
        """
        return cls(store_open.connect(path, mode=mode), mode=mode)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; everything committed is in it."""
        store_open.close(self._connection, mode=self._mode)

    # Writing

    def insert(self, records: Iterable[Record], *, pipeline: str = "") -> InsertCount:
        """Store records; one that is there already, from the same pipeline, changes nothing.

        A different record of a document replaces it, unless its version is lower; what it declares retracted
        is withdrawn. An article that comes under several names is kept under the best: PMID, PMC id, DOI.
        Commits every 200 documents, or with the caller's `transaction`. A record that contradicts itself
        raises `InvalidRecord`; its batch is not stored.
        """
        counts: Counter[str] = Counter()
        stream = iter(records)
        while batch := list(islice(stream, _BATCH)):
            with self.transaction():
                pipeline_id = store_ledger.pipeline_row(self._connection, pipeline)
                rows = ClaimRows(self._connection)
                for record in batch:
                    outcome, n_claims = store_write.put_record(
                        self._connection, record, rows=rows, pipeline_id=pipeline_id
                    )
                    counts[outcome] += 1
                    counts["claims"] += n_claims
                    if record.source.retracts:
                        rows.write()
                    counts["retracted"] += self._withdraw_each(record.source.retracts)
                rows.write()
                store_ledger.put_meta(self._connection, "pipeline", pipeline)
        return InsertCount(**counts)

    def withdraw(self, document: str) -> bool:
        """Take out the claims of a retracted or deleted article, named by document id, PMID, PMC id or DOI.

        It stays out whenever it comes again, also if it is not known yet, until `restore` takes it in. False where
        no claims or document had to go.
        """
        with self.transaction():
            return store_write.withdraw(self._connection, document) > 0

    def restore(self, document: str) -> Withdrawal:
        """Take a withdrawn article in again with its claims; raises `StoreError` where it is not, or is retracted.

        Where its claims are not known it is forgotten, and its file left, for the next run to read.
        """
        with self.transaction():
            return store_withdrawals.restore(self._connection, document)

    def withdrawals(self) -> list[Withdrawal]:
        """Give the articles that are withdrawn, and stay out whenever they come, by name."""
        with self.snapshot(), self._reading():
            return list(store_withdrawals.withdrawals(self._connection))

    def revise(self, revision: Revision) -> int:
        """Take over title and source of a document that is known by the same text and in no newer version.

        Gives how many documents that withdraws.
        """
        with self.transaction():
            return store_write.revise(self._connection, revision) + self._withdraw_each(
                revision.source.retracts
            )

    def _withdraw_each(self, names: Iterable[str]) -> int:
        return sum(store_write.withdraw(self._connection, name) for name in names)

    # What is known of a document

    def standing(self, document: Document | Record, pipeline: str) -> Standing:
        """Whether a document has to be read by this pipeline: "unread", "revised" or "known"."""
        with self._reading():
            return store_standing.standing(self._connection, document, pipeline)

    def names_of(self, document: Document | Record) -> set[str]:
        """All names of a document's article: its own, and those of stored documents that share one of them."""
        with self._reading():
            return store_standing.names_of(self._connection, document)

    # Reading

    def documents(self) -> Iterator[StoredDocument]:
        """Yield the documents by id, those without claims and those withdrawn included."""
        with self._reading():
            yield from store_ledger.documents(self._connection)

    def claims(self, *, document: str | None = None) -> Iterator[Claim]:
        """Yield all claims, or one document's, as they were inserted, by document id."""
        with self._reading():
            yield from store_read.read_claims(self._connection, document=document)

    def claim(self, key: str) -> Claim:
        """Give the claim of a key, or of its beginning where only one key begins so; raises `UnknownClaim`."""
        with self._reading():
            found = store_read.claims_with_key(self._connection, key, limit=_NAMED_KEYS)
            if len(found) != 1 or not key:
                raise UnknownClaim(key, keys=tuple(known for known, _ in found))
            (known, document), *_ = found
            return next(one for one in self.claims(document=document) if one.key == known)

    def document(self, key: str) -> StoredDocument | None:
        """Give what the store knows of the document of that id."""
        with self._reading():
            return store_ledger.read_of(self._connection, key)

    def counts(self) -> dict[str, int]:
        """How many documents, withdrawn ones, sentences, nodes, statements, claims and failures there are."""
        with self._reading():
            return store_ledger.counts(self._connection)

    @property
    def state(self) -> str:
        """What names the state of its claims: another one after every change of them."""
        with self._reading():
            return store_state.state_of(self._connection)

    @property
    def pipeline(self) -> str | None:
        """The pipeline that inserted last."""
        with self._reading():
            return store_ledger.meta(self._connection, "pipeline")
