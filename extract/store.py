"""The claim store: the hand-over between extraction and graph, an SQLite file or a PostgreSQL database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from claimgraph.corpus.document import Document
from claimgraph.errors import UnknownClaim
from claimgraph.extract import (
    name_search,
    store_find,
    store_ledger,
    store_names,
    store_open,
    store_partners,
    store_read,
    store_search,
    store_standing,
    store_state,
    store_statements,
    store_surest,
    store_withdrawals,
    store_write,
)
from claimgraph.extract.claim import Claim
from claimgraph.extract.claim_counts import YearCount
from claimgraph.extract.name_search import Found
from claimgraph.extract.records import Record
from claimgraph.extract.statement import Node, Statement, Support
from claimgraph.extract.store_claims import ClaimRows
from claimgraph.extract.store_connection import Mode, StoreConnection
from claimgraph.extract.store_disputed import disputed_statements
from claimgraph.extract.store_find import FoundStatement, Hit, Wanted
from claimgraph.extract.store_ledger import Revision, StoredDocument
from claimgraph.extract.store_names import StoreNames
from claimgraph.extract.store_partners import Joined
from claimgraph.extract.store_standing import Standing
from claimgraph.extract.store_statements import CountedStatement
from claimgraph.extract.store_withdrawals import Withdrawal
from claimgraph.extract.store_write import InsertCount
from claimgraph.extract.stored_runs import StoredRuns

_BATCH = 200  # documents a transaction
_NAMED_KEYS = 4  # that an error names


class ClaimStore(StoredRuns):
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

    def nodes(self, keys: Collection[str] | None = None) -> Iterator[Node]:
        """Yield the nodes of the graph by key, or those of `keys`."""
        with self._reading():
            yield from store_read.read_nodes(self._connection, keys)

    def statements(self, rows: Collection[int] | None = None) -> Iterator[CountedStatement]:
        """Yield the distinct claims, in their own order, or those with these row numbers."""
        with self._reading():
            yield from store_statements.read_statements(self._connection, rows)

    def support(self, row: int, claims: Collection[int] | None = None) -> list[Support]:
        """Give the claims behind the statement of that row number, or those of them with these numbers."""
        with self._reading():
            return store_read.read_support(self._connection, row, claims)

    def surest(self, row: int, limit: int) -> list[Support]:
        """Give those of the claims behind the statement of that row number that weigh most, the surest first."""
        with self._reading():
            return store_surest.read_surest(self._connection, row, limit)

    def stated(self) -> Iterator[tuple[Statement, list[Support]]]:
        """Yield each distinct claim, in their own order, with the claims behind it: for whole graphs."""
        with self.snapshot(), self._reading():
            yield from store_read.read_stated(self._connection)

    def find_concept(self, name: str) -> list[Found]:
        """Give the nodes that a name, synonym or CURIE may mean, the likeliest first."""
        with self._reading():
            return name_search.find_nodes(StoreNames(self._connection), name)

    def concepts(self, types: Collection[str]) -> list[str]:
        """Give the keys of the concepts of these types, those of names that were not grounded left out."""
        with self._reading():
            return store_names.concepts_of(self._connection, types)

    def suggest(self, name: str, *, limit: int = 3) -> tuple[str, ...]:
        """Give names in the store that look like `name`."""
        with self._reading():
            return name_search.suggest(name, self.names, limit=limit)

    def names(self, start: str, *, limit: int = 2_000) -> dict[str, str]:
        """Give up to `limit` names whose look-up keys begin so, by key, each as some text or lexicon writes it."""
        with self._reading():
            return StoreNames(self._connection).beginning(start, limit=limit)

    def most_claimed(self, kind: str, *, limit: int | None) -> list[Node]:
        """Give the nodes of a type that stand in the most claims."""
        with self._reading():
            return store_names.most_claimed(self._connection, kind, limit=limit)

    def find_claims(self, wanted: Wanted) -> Iterator[Hit]:
        """Yield the claims that fit, in no promised order."""
        with self._reading():
            yield from store_find.find_claims(self._connection, wanted)

    def by_year(self, wanted: Wanted) -> list[YearCount]:
        """Count the claims that fit by the year of their documents, in order, what has no year last."""
        with self._reading():
            return store_find.claims_by_year(self._connection, wanted)

    def partners(self, nodes: Collection[str]) -> Iterator[tuple[str, int]]:
        """Yield what nodes are joined to, each with at least as many documents as join them, the most first."""
        with self._reading():
            yield from store_partners.partners(self._connection, nodes)

    def joined(self, nodes: Collection[str], others: Collection[str]) -> dict[str, Joined]:
        """Give what joins each of `others` to nodes."""
        with self._reading():
            return store_partners.joined(self._connection, nodes, others)

    def count_documents(self, nodes: Collection[str]) -> int:
        """How many documents hold a claim of one of some nodes."""
        with self._reading():
            return store_partners.count_documents(self._connection, nodes)

    def search(
        self, wanted: Wanted, *, best: int | None = None, least_belief: float | None = None
    ) -> Iterator[FoundStatement]:
        """Yield the statements that fit, in no promised order; of each wanted node its `best`, maybe more."""
        with self._reading():
            found = store_search.search_statements(
                self._connection, wanted, best=best, least_belief=least_belief
            )
            yield from found

    def disputed(
        self, questions: Mapping[str, str], *, nodes: Collection[str] | None = None
    ) -> Iterator[list[int]]:
        """Yield rows of statements of which the same is asked (predicate -> question) and not said the same."""
        with self._reading():
            yield from disputed_statements(self._connection, questions, nodes=nodes)

    def n_documents(self) -> int:
        """How many documents have claims."""
        with self._reading():
            return store_ledger.n_documents(self._connection)

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
