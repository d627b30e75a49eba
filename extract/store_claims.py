"""The rows of documents' claims: mentions, sentences, claims, cues and contexts, and what they share with others.

Those of many documents are gathered and then written, each table at one go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

import msgspec

from claimgraph.errors import InvalidRecord
from claimgraph.extract.claim import Claim, Evidence, Mention
from claimgraph.extract.claim_key import node_key
from claimgraph.extract.statement import statement_of
from claimgraph.extract.store_beliefs import renew
from claimgraph.extract.store_connection import StoreConnection, listed
from claimgraph.extract.store_shared import (
    Stated,
    concept_rows,
    form_rows,
    last_row,
    predicate_rows,
    statement_rows,
)

Row = tuple[str | int | float | None, ...]

_COLUMNS = {
    "mention": (
        "document_id",
        "start",
        "stop",
        "form_id",
        "type",
        "concept_id",
        "score",
        "reason",
        "alternatives",
    ),
    "sentence": ("document_id", "start", "stop", "text"),
    "claim": (
        *("key", "document_id", "statement_id", "sentence_id", "subject_id", "object_id"),
        *("certainty", "kind", "section", "year", "score", "extractor"),
    ),
}
_CUE = ("claim_id", "position", "role", "start", "stop", "text")
_CONTEXT = (*_CUE, "mention_id")
_COUNTS = "SELECT id, n_claims, n_documents FROM concept WHERE id IN (SELECT value FROM json_each(?))"


class ClaimRows:
    """The claims of documents that are to be written together; who reads a store's claims writes these first."""

    def __init__(self, connection: StoreConnection) -> None:
        self._connection = connection
        self._claims: dict[int, tuple[Claim, ...]] = {}
        self._years: dict[int, int | None] = {}

    def add(self, document_id: int, claims: Collection[Claim], *, year: int | None) -> None:
        """Gather the claims of a document of that year."""
        if claims:
            self._claims[document_id] = tuple(claims)
            self._years[document_id] = year

    def write_with(self, document_id: int) -> None:
        """Write what was gathered if that document is among it."""
        if document_id in self._claims:
            self.write()

    def write(self) -> None:
        """Write what was gathered; raises `InvalidRecord` where a claim's key is another's already."""
        if not self._claims:
            return
        self._check_keys()
        mentions = {node_key(mention): mention for mention in self._mentions()}
        shared = _Shared(
            forms=form_rows(self._connection, {mention.text for mention in self._mentions()}),
            concepts=concept_rows(self._connection, mentions),
            predicates=predicate_rows(self._connection, {claim.predicate for claim in self._each()}),
        )
        stated = statement_rows(self._connection, dict.fromkeys(map(shared.stated, self._each())))
        rows = _Rows(self._connection, shared, stated)
        for document_id, claims in self._claims.items():
            rows.gather(document_id, claims, year=self._years[document_id])
        rows.fill()
        renew(self._connection, stated.values())
        self._claims.clear()
        self._years.clear()

    def _each(self) -> Iterator[Claim]:
        return (claim for claims in self._claims.values() for claim in claims)

    def _mentions(self) -> Iterator[Mention]:
        for claim in self._each():
            yield from (claim.subject, claim.object)
            yield from (context.mention for context in claim.context if context.mention)

    def _check_keys(self) -> None:
        """A key holds its document's id, so only forged or twice named records fail here."""
        counts = Counter(claim.key for claim in self._each())
        known = self._connection.execute(
            "SELECT key FROM claim WHERE key IN (SELECT value FROM json_each(?))", (listed(counts),)
        )
        twice = sorted({row[0] for row in known} | {key for key, number in counts.items() if number > 1})
        if twice:
            raise InvalidRecord(f"claims of another document have the keys of {', '.join(twice[:3])}, …")


class _Shared(msgspec.Struct, frozen=True):
    """Rows that documents share, by what they are rows of."""

    forms: dict[str, int]
    concepts: dict[str, int]
    predicates: dict[str, int]

    def stated(self, claim: Claim) -> Stated:
        """What a claim states."""
        statement = statement_of(claim)
        return (
            self.concepts[statement.subject],
            self.concepts[statement.object],
            self.predicates[statement.predicate],
            statement.direction or "",
            statement.aspect or "",
            statement.polarity,
        )


class _Rows:
    """Rows to come."""

    def __init__(self, connection: StoreConnection, shared: _Shared, stated: dict[Stated, int]) -> None:
        self._connection = connection
        self._shared = shared
        self._stated = stated
        self._rows: dict[str, list[Row]] = {table: [] for table in _COLUMNS}
        self._next = {table: last_row(connection, table) + 1 for table in _COLUMNS}
        self._cues: list[Row] = []
        self._contexts: list[Row] = []
        self._n_claims: Counter[int] = Counter()  # by concept
        self._n_documents: Counter[int] = Counter()

    def gather(self, document_id: int, claims: Collection[Claim], *, year: int | None) -> None:
        """Make the rows of the claims of a document of that year."""
        mentions: dict[Mention, int] = {}
        sentences: dict[Evidence, int] = {}
        joined: Counter[int] = Counter()

        def mention_row(mention: Mention) -> int:
            if mention not in mentions:
                mentions[mention] = self._append("mention", self._mention(document_id, mention))
            return mentions[mention]

        for claim in claims:
            subject_id, object_id = mention_row(claim.subject), mention_row(claim.object)
            evidence = claim.evidence
            if evidence not in sentences:
                place = (document_id, evidence.start, evidence.end, evidence.text)
                sentences[evidence] = self._append("sentence", place)
            stated = self._shared.stated(claim)
            joined.update(set(stated[:2]))
            claim_id = self._append(
                "claim",
                (
                    *(
                        claim.key,
                        document_id,
                        self._stated[stated],
                        sentences[evidence],
                        subject_id,
                        object_id,
                    ),
                    *(claim.certainty, claim.kind, claim.section, year, claim.score, claim.extractor),
                ),
            )
            for n, cue in enumerate(claim.cues):
                self._cues.append((claim_id, n, cue.role, cue.start, cue.end, cue.text))
            for n, said in enumerate(claim.context):
                mention_id = mention_row(said.mention) if said.mention else None
                self._contexts.append((claim_id, n, said.role, said.start, said.end, said.text, mention_id))
        self._n_claims.update(joined)
        self._n_documents.update(joined.keys())

    def fill(self) -> None:
        """Write the rows, and count the claims with their concepts."""
        for table, columns in _COLUMNS.items():
            self._connection.fill(table, ("id", *columns), self._rows[table])
        self._connection.fill("cue", _CUE, self._cues)
        self._connection.fill("context", _CONTEXT, self._contexts)
        before = self._connection.execute(_COUNTS, (listed(self._n_claims),))
        counts = [
            (row, one + self._n_claims[row], other + self._n_documents[row]) for row, one, other in before
        ]
        self._connection.change("concept", ("n_claims", "n_documents"), counts)

    def _append(self, table: str, values: Row) -> int:
        row = self._next[table]
        self._next[table] += 1
        self._rows[table].append((row, *values))
        return row

    def _mention(self, document_id: int, mention: Mention) -> Row:
        return (
            *(document_id, mention.start, mention.end, self._shared.forms[mention.text], mention.type),
            *(self._shared.concepts[node_key(mention)], mention.score, mention.reason),
            msgspec.json.encode(mention.alternatives).decode(),
        )
