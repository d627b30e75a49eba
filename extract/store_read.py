"""Reads claims, statements, nodes and their support out of the claim store, straight from SQL."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

import msgspec

from claimgraph.extract.claim import Candidate, Claim, Concept, Context, Cue, Evidence, Mention
from claimgraph.extract.reported_statistics import ROLE, read_statistic
from claimgraph.extract.statement import Circumstance, Node, Statement, Support
from claimgraph.extract.store_connection import Listed, StoreConnection, listed

_AT_ONCE = 500  # statements
_HELD_SOURCES = 1 << 12
_CUES = """(
    SELECT coalesce(json_group_array(json_array(role, start, stop, text)), '[]')
    FROM (SELECT role, start, stop, text FROM cue WHERE claim_id = claim.id ORDER BY position) AS said)"""
_CONTEXT = """(
    SELECT coalesce(json_group_array(json_array(role, text, curie, start, stop, name, type, json(xrefs))), '[]')
    FROM (SELECT role, context.text, curie, context.start, context.stop, concept.type,
                 CASE WHEN curie IS NOT NULL THEN name END AS name, coalesce(xrefs, '[]') AS xrefs
          FROM context
          LEFT JOIN mention ON mention.id = mention_id LEFT JOIN concept ON concept.id = concept_id
          WHERE claim_id = claim.id ORDER BY position) AS said)"""
_CLAIMS = f"""
SELECT claim.id, claim.key, claim.subject_id, claim.object_id, direction, aspect, polarity, predicate.name,
       certainty, kind, section, sentence.start, sentence.stop, sentence.text, score, extractor, {_CUES}
FROM claim
JOIN sentence ON sentence.id = sentence_id
JOIN statement ON statement.id = statement_id
JOIN predicate ON predicate.id = predicate_id
WHERE claim.document_id = ? ORDER BY claim.id
"""
_MENTIONS = """
SELECT mention.id, start, stop, form.text, mention.type, score, reason, alternatives,
       curie, name, concept.type, xrefs
FROM mention JOIN form ON form.id = form_id JOIN concept ON concept.id = concept_id
WHERE document_id = ?
"""
STATEMENTS = """
SELECT statement.id AS id, subject.key, predicate.name, object.key, direction, aspect, polarity,
       statement.n_claims, statement.n_documents, belief, years, sections
FROM statement
JOIN concept AS subject ON subject.id = subject_id
JOIN concept AS object ON object.id = object_id
JOIN predicate ON predicate.id = predicate_id
{} ORDER BY subject.key, object.key, predicate.name, direction, aspect, polarity
"""
SUPPORT_COLUMNS = f"""
       claim.key, document.key, document.pmid, document.source, sentence.text, sentence.start, sentence.stop,
       named.start, named.stop, affected.start, affected.stop,
       section, certainty, kind, claim.score, extractor, {_CUES}, {_CONTEXT}
"""
SUPPORT_TABLES = """
JOIN document ON document.id = claim.document_id
JOIN sentence ON sentence.id = sentence_id
JOIN mention AS named ON named.id = claim.subject_id
JOIN mention AS affected ON affected.id = claim.object_id
"""
_SUPPORT = f"""
SELECT {SUPPORT_COLUMNS} FROM claim {SUPPORT_TABLES}
WHERE {{}} ORDER BY document.key, sentence.start, claim.key
"""
_OF_STATEMENTS = f"""
SELECT statement_id, {SUPPORT_COLUMNS} FROM claim {SUPPORT_TABLES}
WHERE statement_id IN (SELECT value FROM json_each(?))
"""
_KEYS = """
SELECT claim.key, document.key FROM claim JOIN document ON document.id = document_id
WHERE claim.key >= ? AND claim.key < ? ORDER BY claim.key LIMIT ?
"""
_USUAL_NAME = """
SELECT form.text
FROM mention
JOIN form ON form.id = form_id
JOIN claim ON claim.document_id = mention.document_id AND mention.id IN (claim.subject_id, claim.object_id)
WHERE concept_id = ? GROUP BY form.text ORDER BY count(*) DESC, form.text LIMIT 1
"""
_candidates = msgspec.json.Decoder(tuple[Candidate, ...])
_curies = msgspec.json.Decoder(tuple[str, ...])
_context_said = msgspec.json.Decoder(
    list[tuple[str, str, str | None, int, int, str | None, str | None, tuple[str, ...]]]
)
_cues = msgspec.json.Decoder(list[tuple[str, int, int, str]])


class _Published(msgspec.Struct, frozen=True):
    """What of a document's source goes with its evidence."""

    doi: str | None = None
    journal: str | None = None
    year: int | None = None
    authors: tuple[str, ...] = ()


_source = msgspec.json.Decoder(_Published)


def read_claims(connection: StoreConnection, *, document: str | None = None) -> Iterator[Claim]:
    """Yield claims whole, document by document in the order of their ids, or those of one document."""
    where = "n_claims > 0" if document is None else "key = ?"
    documents = connection.rows(
        f"SELECT id, key FROM document WHERE {where} ORDER BY key", () if document is None else (document,)
    )
    for document_id, key in documents:
        mentions = _mentions(connection, document_id)
        rows = connection.execute(
            _CLAIMS,
            (document_id,),
        ).fetchall()
        for row in rows:
            yield Claim(
                key=row[1],
                document=key,
                subject=mentions[row[2]],
                object=mentions[row[3]],
                direction=row[4] or None,
                aspect=row[5] or None,
                polarity=row[6],
                predicate=row[7],
                certainty=row[8],
                kind=row[9],
                section=row[10],
                evidence=Evidence(*row[11:14]),
                score=row[14],
                extractor=row[15],
                cues=tuple(Cue(*cue) for cue in _cues.decode(row[16])),
                context=_context(connection, row[0], mentions),
            )


def claims_with_key(connection: StoreConnection, start: str, *, limit: int) -> list[tuple[str, str]]:
    """Keys that begin so, each with its document's id."""
    rows = connection.execute(_KEYS, (start, start + "\U0010ffff", limit))
    return [(key, document) for key, document in rows]


def read_nodes(connection: StoreConnection, keys: Collection[str] | None = None) -> Iterator[Node]:
    """Yield the nodes that have claims, by key, or those of `keys`, with or without claims."""
    where = "WHERE n_claims > 0" if keys is None else "WHERE key IN (SELECT value FROM json_each(?))"
    rows = connection.rows(
        f"SELECT id, key, curie, name, type, xrefs, n_claims, n_documents FROM concept {where} ORDER BY key",
        () if keys is None else (listed(keys),),
    )
    for row_id, key, curie, name, kind, xrefs, n_claims, n_documents in rows:
        yield Node(
            key=key,
            id=curie,
            name=name if curie else _usual_name(connection, row_id) or name,
            type=kind,
            xrefs=_curies.decode(xrefs),
            n_claims=n_claims,
            n_documents=n_documents,
        )


def read_support(
    connection: StoreConnection, row: int, claims: Collection[int] | None = None
) -> list[Support]:
    """Give the claims behind a statement, or those of them with these rows' numbers, by document and place."""
    where, asked = "statement_id = ?", list[int | Listed]([row])
    if claims is not None:
        where += " AND claim.id IN (SELECT value FROM json_each(?))"
        asked.append(listed(claims))
    return [support_in(found) for found in connection.execute(_SUPPORT.format(where), asked)]


def read_stated(connection: StoreConnection) -> Iterator[tuple[Statement, list[Support]]]:
    """Yield each statement, in their own order, with the claims behind it: for whole graphs."""
    rows = iter(connection.rows(STATEMENTS.format("")))
    while stated := list(islice(rows, _AT_ONCE)):
        supports: dict[int, list[Support]] = {row[0]: [] for row in stated}
        for found in connection.execute(_OF_STATEMENTS, (listed(supports),)):
            supports[found[0]].append(support_in(found[1:]))
        for row in stated:
            yield statement_in(row), sorted(supports[row[0]], key=lambda s: (s.document, s.start, s.claim))


def statement_in(row: Sequence[Any]) -> Statement:
    """What a row of `STATEMENTS` states."""
    return Statement(row[1], row[2], row[3], row[4] or None, row[5] or None, row[6])


def support_in(row: Sequence[Any]) -> Support:
    """The claim that a row of `SUPPORT_COLUMNS` tells of."""
    published = _published(row[3])
    return Support(
        claim=row[0],
        document=row[1],
        pmid=row[2],
        doi=published.doi,
        journal=published.journal,
        year=published.year,
        author=published.authors[-1] if published.authors else None,
        sentence=row[4],
        start=row[5],
        end=row[6],
        subject=(row[7], row[8]),
        object=(row[9], row[10]),
        section=row[11],
        certainty=row[12],
        kind=row[13],
        score=row[14],
        extractor=row[15],
        cues=() if row[16] == "[]" else tuple(Cue(*cue) for cue in _cues.decode(row[16])),
        context=()
        if row[17] == "[]"
        else tuple(Circumstance(*said) for said in _context_said.decode(row[17])),
    )


@lru_cache(maxsize=_HELD_SOURCES)
def _published(source: str) -> _Published:
    return _source.decode(source)


def _usual_name(connection: StoreConnection, concept_id: int) -> str | None:
    """How the texts most often write a name that has no identifier, as the argument of a claim."""
    row = connection.execute(
        _USUAL_NAME,
        (concept_id,),
    ).fetchone()
    return None if row is None else str(row[0])


def _mentions(connection: StoreConnection, document_id: int) -> dict[int, Mention]:
    rows = connection.execute(
        _MENTIONS,
        (document_id,),
    )
    return {
        row[0]: Mention(
            start=row[1],
            end=row[2],
            text=row[3],
            type=row[4],
            score=row[5],
            reason=row[6],
            alternatives=_candidates.decode(row[7]),
            concept=Concept(row[8], row[9], row[10], _curies.decode(row[11])) if row[8] else None,
        )
        for row in rows
    }


def _context(connection: StoreConnection, claim_id: int, mentions: dict[int, Mention]) -> tuple[Context, ...]:
    rows = connection.execute(
        "SELECT role, start, stop, text, mention_id FROM context WHERE claim_id = ? ORDER BY position",
        (claim_id,),
    )
    return tuple(
        Context(
            role,
            start,
            stop,
            text,
            None if mention_id is None else mentions[mention_id],
            read_statistic(text) if role == ROLE else None,  # the text says it all
        )
        for role, start, stop, text, mention_id in rows
    )
