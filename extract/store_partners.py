"""Counts in the claim store what is joined to some nodes, and in how many documents."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from claimgraph.extract.store_connection import StoreConnection, listed
from claimgraph.extract.store_find import node_rows

_HERE = "IN (SELECT value FROM json_each(:nodes))"
_THERE = "IN (SELECT value FROM json_each(:others))"
# No statement comes twice: what joins the nodes among themselves is left out.
_PARTNERS = f"""
SELECT other, sum(n_documents) FROM (
    SELECT object_id AS other, n_documents FROM statement WHERE subject_id {_HERE}
    UNION ALL SELECT subject_id, n_documents FROM statement WHERE object_id {_HERE}
) AS joined WHERE NOT other {_HERE} GROUP BY other ORDER BY 2 DESC
"""
_BETWEEN = f"""
    SELECT id, object_id AS other, predicate_id, n_claims FROM statement
    WHERE subject_id {_HERE} AND object_id {_THERE}
    UNION ALL SELECT id, subject_id, predicate_id, n_claims FROM statement
    WHERE object_id {_HERE} AND subject_id {_THERE}
"""
_DOCUMENTS = f"""
SELECT concept.key, count(DISTINCT document_id), count(*)
FROM ({_BETWEEN}) AS stated CROSS JOIN claim ON statement_id = stated.id JOIN concept ON concept.id = other
GROUP BY concept.key
"""
_PREDICATES = f"""
SELECT concept.key, predicate.name
FROM ({_BETWEEN}) AS stated JOIN predicate ON predicate.id = predicate_id JOIN concept ON concept.id = other
GROUP BY concept.key, predicate.name ORDER BY sum(stated.n_claims) DESC, predicate.name
"""
_ALL_DOCUMENTS = f"""
SELECT count(DISTINCT document_id) FROM (
    SELECT id FROM statement WHERE subject_id {_HERE} UNION SELECT id FROM statement WHERE object_id {_HERE}
) AS stated CROSS JOIN claim ON statement_id = stated.id
"""
_KEYS_AT_ONCE = 100


class Joined(msgspec.Struct, frozen=True):
    """The documents and claims that join a node to others, and their predicates, the most frequent first."""

    n_documents: int
    n_claims: int
    predicates: tuple[str, ...]


def partners(connection: StoreConnection, nodes: Collection[str]) -> Iterator[tuple[str, int]]:
    """Yield what nodes are joined to, each with the documents of the statements that join them, the most first.

    A document that makes two of these statements is counted twice: it is a bound from above.
    """
    found = connection.execute(_PARTNERS, {"nodes": listed(node_rows(connection, nodes))}).fetchall()
    for start in range(0, len(found), _KEYS_AT_ONCE):
        some = found[start : start + _KEYS_AT_ONCE]
        rows = connection.execute(
            "SELECT id, key FROM concept WHERE id IN (SELECT value FROM json_each(?))",
            (listed([row[0] for row in some]),),
        )
        keys = dict(rows.fetchall())
        yield from ((keys[row], most) for row, most in some)


def joined(connection: StoreConnection, nodes: Collection[str], others: Collection[str]) -> dict[str, Joined]:
    """Give what joins each of `others`, none of which is among them, to nodes."""
    values = {
        "nodes": listed(node_rows(connection, nodes)),
        "others": listed(node_rows(connection, others)),
    }
    predicates: dict[str, list[str]] = {}
    for key, predicate in connection.execute(_PREDICATES, values):
        predicates.setdefault(key, []).append(predicate)
    return {
        key: Joined(n_documents, n_claims, tuple(predicates[key]))
        for key, n_documents, n_claims in connection.execute(_DOCUMENTS, values)
    }


def count_documents(connection: StoreConnection, nodes: Collection[str]) -> int:
    """How many documents hold a claim of one of some nodes."""
    rows = node_rows(connection, nodes)
    if len(rows) == 1:
        found = connection.execute("SELECT n_documents FROM concept WHERE id = ?", (rows[0],))
    else:
        found = connection.execute(_ALL_DOCUMENTS, {"nodes": listed(rows)})
    return int(found.fetchone()[0])
