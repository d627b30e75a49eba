"""The rows of one document's claims: mentions, sentences, statements, claims, cues and contexts.

Only one process writes a store at a time, so the row numbers to come are known, and each table is filled in
one call a document.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable

import msgspec

from claimgraph.errors import InvalidRecord
from claimgraph.extract.claim import Claim, Evidence, Mention
from claimgraph.extract.claim_key import node_key, normal_form
from claimgraph.extract.lookup_key import lookup_key
from claimgraph.extract.statement import statement_of
from claimgraph.extract.store_beliefs import renew

Row = tuple[str | int | float | None, ...]

_CONCEPT = """
INSERT INTO concept (key, curie, name, type, xrefs) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET name = excluded.name, type = excluded.type, xrefs = excluded.xrefs
RETURNING id
"""
_STATEMENT_COLUMNS = ("subject_id", "object_id", "predicate_id", "direction", "aspect", "polarity")
_INSERTS = {
    "mention": "INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "sentence": "INSERT INTO sentence VALUES (?, ?, ?, ?, ?)",
    "claim": "INSERT OR IGNORE INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "cue": "INSERT INTO cue VALUES (?, ?, ?, ?, ?, ?)",
    "context": "INSERT INTO context VALUES (?, ?, ?, ?, ?, ?, ?)",
}


def put_claims(
    connection: sqlite3.Connection, document_id: int, claims: Iterable[Claim], *, year: int | None
) -> None:
    """Write the claims of a document of that year; raises `InvalidRecord` where a key belongs to another document."""
    rows = _DocumentRows(connection, document_id, year)
    for claim in claims:
        rows.add_claim(claim)
    rows.write()


def add(
    connection: sqlite3.Connection,
    table: str,
    values: Row,
    *,
    unique: tuple[str, ...],
    rest: tuple[str, ...] = (),
) -> int:
    """Give the id of the row whose columns `unique` have the first values; add it, with `rest`, where it is not."""
    where = " AND ".join(f"{name} = ?" for name in unique)
    known = connection.execute(f"SELECT id FROM {table} WHERE {where}", values[: len(unique)]).fetchone()
    if known:
        return int(known[0])
    names, marks = ", ".join((*unique, *rest)), ", ".join("?" * len(values))
    added = connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING id", values)
    return int(added.fetchone()[0])


class _DocumentRows:
    """Rows of one document, gathered and then written."""

    def __init__(self, connection: sqlite3.Connection, document_id: int, year: int | None) -> None:
        self._connection = connection
        self._document_id = document_id
        self._year = year
        self._rows: dict[str, list[Row]] = {table: [] for table in _INSERTS}
        self._next = {table: self._last(table) + 1 for table in ("mention", "sentence", "claim")}
        self._mentions: dict[Mention, int] = {}
        self._concepts: dict[str, int] = {}
        self._forms: dict[str, int] = {}
        self._predicates: dict[str, int] = {}
        self._sentences: dict[Evidence, int] = {}
        self._statements: dict[Row, int] = {}
        self._joined: Counter[int] = Counter()  # claims by concept

    def add_claim(self, claim: Claim) -> None:
        """Gather a claim and everything it rests on."""
        subject_id, object_id = self._mention(claim.subject), self._mention(claim.object)
        statement_id = self._statement(claim)
        self._joined.update({self._concepts[node_key(mention)] for mention in (claim.subject, claim.object)})
        sentence_id = self._sentence(claim.evidence)
        claim_id = self._append(
            "claim",
            (
                *(claim.key, self._document_id, statement_id, sentence_id, subject_id, object_id),
                *(claim.certainty, claim.kind, claim.section, self._year, claim.score, claim.extractor),
            ),
        )
        self._rows["cue"] += (
            (claim_id, n, cue.role, cue.start, cue.end, cue.text) for n, cue in enumerate(claim.cues)
        )
        for n, context in enumerate(claim.context):
            mention_id = self._mention(context.mention) if context.mention else None
            place = (context.start, context.end, context.text)
            self._rows["context"].append((claim_id, n, context.role, *place, mention_id))

    def write(self) -> None:
        """Write what was gathered, and count it with its concepts and statements."""
        for table, rows in self._rows.items():
            written = self._connection.executemany(_INSERTS[table], rows).rowcount
            if table == "claim" and rows and written < len(rows):
                # A key holds its document's id, so only a forged or twice named record comes here.
                keys = sorted(str(row[1]) for row in rows)
                raise InvalidRecord(f"claims of another document have the keys of {', '.join(keys[:3])}, …")
        self._connection.executemany(
            "UPDATE concept SET n_claims = n_claims + ?, n_documents = n_documents + 1 WHERE id = ?",
            ((n_claims, row_id) for row_id, n_claims in self._joined.items()),
        )
        renew(self._connection, self._statements.values())

    def _last(self, table: str) -> int:
        return int(self._connection.execute(f"SELECT ifnull(max(id), 0) FROM {table}").fetchone()[0])

    def _append(self, table: str, values: Row) -> int:
        row_id = self._next[table]
        self._next[table] += 1
        self._rows[table].append((row_id, *values))
        return row_id

    def _sentence(self, evidence: Evidence) -> int:
        if evidence not in self._sentences:
            place = (self._document_id, evidence.start, evidence.end, evidence.text)
            self._sentences[evidence] = self._append("sentence", place)
        return self._sentences[evidence]

    def _statement(self, claim: Claim) -> int:
        statement = statement_of(claim)
        name = statement.predicate
        if name not in self._predicates:
            self._predicates[name] = add(self._connection, "predicate", (name,), unique=("name",))
        row = (
            self._concepts[statement.subject],
            self._concepts[statement.object],
            self._predicates[name],
            statement.direction or "",
            statement.aspect or "",
            statement.polarity,
        )
        if row not in self._statements:
            self._statements[row] = add(self._connection, "statement", row, unique=_STATEMENT_COLUMNS)
        return self._statements[row]

    def _mention(self, mention: Mention) -> int:
        if mention in self._mentions:
            return self._mentions[mention]
        key = node_key(mention)
        if key not in self._concepts:
            self._concepts[key] = _put_concept(self._connection, mention, key)
        text = mention.text
        if text not in self._forms:
            self._forms[text] = add(
                self._connection, "form", (text, lookup_key(text)), unique=("text",), rest=("key",)
            )
        alternatives = msgspec.json.encode(mention.alternatives).decode()
        self._mentions[mention] = self._append(
            "mention",
            (
                *(self._document_id, mention.start, mention.end, self._forms[text], mention.type),
                *(self._concepts[key], mention.score, mention.reason, alternatives),
            ),
        )
        return self._mentions[mention]


def _put_concept(connection: sqlite3.Connection, mention: Mention, key: str) -> int:
    """Add a node, or bring its name, type and cross-references up to what the newest record says."""
    concept = mention.concept
    # How a name without identifier is written differs from text to text: readers count, see `store_read`.
    name = concept.name if concept else normal_form(mention.text)
    kind = concept.type if concept else mention.type
    xrefs = concept.xrefs if concept else ()
    packed = msgspec.json.encode(xrefs).decode()
    known = connection.execute("SELECT id, name, type, xrefs FROM concept WHERE key = ?", (key,)).fetchone()
    if known and (concept is None or known[1:] == (name, kind, packed)):
        return int(known[0])
    row = (key, concept.id if concept else None, name, kind, packed)
    concept_id = int(connection.execute(_CONCEPT, row).fetchone()[0])
    connection.execute("DELETE FROM xref WHERE concept_id = ?", (concept_id,))
    connection.execute("DELETE FROM concept_name WHERE concept_id = ?", (concept_id,))
    connection.executemany("INSERT OR IGNORE INTO xref VALUES (?, ?)", ((xref, concept_id) for xref in xrefs))
    connection.execute("INSERT INTO concept_name VALUES (?, ?)", (lookup_key(name), concept_id))
    return concept_id
