"""Finds the statements of a claim store that answer one question about the same two things in several ways."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import msgspec

from claimgraph.extract.store_connection import StoreConnection, listed
from claimgraph.extract.vocabulary import SYMMETRIC_PREDICATES

_GROUPS = """
WITH asked (predicate, question) AS (VALUES {asked}),
stated AS (
    SELECT statement.id, predicate_id, polarity, aspect, question,
           predicate.name IN (SELECT value FROM json_each(:symmetric)) AS mutual,
           {subject} AS one, {object} AS other
    FROM statement
    JOIN predicate ON predicate.id = predicate_id
    JOIN asked ON asked.predicate = predicate.name
    JOIN concept AS subject ON subject.id = subject_id
    JOIN concept AS object ON object.id = object_id
    {where}
)
SELECT json_group_array(id) FROM stated
GROUP BY CASE WHEN mutual AND other < one THEN other ELSE one END,
         CASE WHEN mutual AND other < one THEN one ELSE other END, question, aspect
HAVING count(DISTINCT predicate_id || polarity) > 1
"""
# A gene of a mouse or rat stands for its human counterpart, which is among its cross-references.
_FOLDED = """CASE WHEN substr({0}.key, 1, 4) IN ('MGI:', 'RGD:') THEN coalesce(
    (SELECT min(xref) FROM xref WHERE concept_id = {0}.id AND substr(xref, 1, 5) = 'HGNC:') COLLATE "BINARY", {0}.key)
    ELSE {0}.key END"""
_ALIKE = f"""SELECT concept.id FROM concept WHERE {_FOLDED.format("concept")} IN (
    SELECT {_FOLDED.format("named")} FROM concept AS named WHERE named.key IN (SELECT value FROM json_each(?)))"""
_TOUCHING = """WHERE statement.id IN (
    SELECT id FROM statement WHERE subject_id IN (SELECT value FROM json_each(:nodes))
    UNION SELECT id FROM statement WHERE object_id IN (SELECT value FROM json_each(:nodes)))"""


def disputed_statements(
    connection: StoreConnection, questions: Mapping[str, str], *, nodes: Collection[str] | None = None
) -> Iterator[list[int]]:
    """Yield the row numbers of statements that answer the same question of the same things differently.

    `questions` maps each predicate to the question that it answers; `nodes` keeps what touches one of these node
    keys, or a gene that folds onto the same. One pass over the statements and one sort.
    """
    query = _GROUPS.format(
        asked=", ".join(f"(:predicate{n}, :question{n})" for n in range(len(questions))),
        subject=_FOLDED.format("subject"),
        object=_FOLDED.format("object"),
        where="" if nodes is None else _TOUCHING,
    )
    values: dict[str, object] = {"symmetric": listed(SYMMETRIC_PREDICATES)}
    for n, (predicate, question) in enumerate(questions.items()):
        values |= {f"predicate{n}": predicate, f"question{n}": question}
    if nodes is not None:
        rows = connection.execute(_ALIKE, (listed(nodes),))
        values["nodes"] = listed([row[0] for row in rows])
    for (ids,) in connection.rows(query, values):
        yield sorted(msgspec.json.decode(ids, type=list[int]))
