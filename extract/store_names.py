"""The names by which the claim store knows its nodes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import islice

from claimgraph.extract.statement import Node
from claimgraph.extract.store_connection import StoreConnection, listed
from claimgraph.extract.store_read import read_nodes

_ALL = 1 << 62  # more than there can be
_KEYED = "SELECT key FROM concept WHERE key = ?"
_CROSS_REFERENCED = "SELECT concept.key FROM xref JOIN concept ON concept.id = concept_id WHERE xref = ?"
_PREFERRED = """
SELECT concept.key FROM concept_name JOIN concept ON concept.id = concept_id WHERE concept_name.key = ?
"""
_CALLED = """
SELECT concept.key, count(*) FROM form JOIN mention ON form_id = form.id JOIN concept ON concept.id = concept_id
WHERE form.key = ? GROUP BY concept.key
"""
_BEGIN = (
    """
SELECT form.key, min(form.text) FROM form WHERE form.key >= :start AND form.key < :end
GROUP BY form.key ORDER BY form.key LIMIT :many
""",
    """
SELECT concept_name.key, min(name) FROM concept_name JOIN concept ON concept.id = concept_id
WHERE concept_name.key >= :start AND concept_name.key < :end
GROUP BY concept_name.key ORDER BY concept_name.key LIMIT :many
""",
)


class StoreNames:
    """The names of a store's nodes, as `name_search.KnownNames`."""

    def __init__(self, connection: StoreConnection) -> None:
        self._connection = connection

    def keyed(self, key: str) -> list[str]:
        """Give the key of the node of that very key, if there is one."""
        return self._column(_KEYED, key)

    def keyed_in_any_case(self, key: str) -> list[str]:
        """Give the keys of nodes of that key, whatever the case of its ASCII letters."""
        return self._column(f"{_KEYED} COLLATE NOCASE", key)

    def cross_referenced(self, xref: str) -> list[str]:
        """Give the keys of nodes that have the cross-reference, whatever the case of its ASCII letters."""
        return self._column(_CROSS_REFERENCED, xref)

    def called(self, name: str) -> Mapping[str, int]:
        """Give the keys of nodes that are called by that look-up key, each with the mentions that call it so."""
        counts = dict.fromkeys(self._column(_PREFERRED, name), 0)
        return counts | dict(self._connection.execute(_CALLED, (name,)))

    def nodes(self, keys: Collection[str]) -> Iterable[Node]:
        """Give the nodes of these keys."""
        return read_nodes(self._connection, keys)

    def beginning(self, start: str, *, limit: int) -> dict[str, str]:
        """Up to `limit` names whose look-up keys begin with `start`: key and one way to write it, by key."""
        places = {"start": start, "end": start + "\U0010ffff", "many": limit}
        rows = sorted(
            (row for query in _BEGIN for row in self._connection.execute(query, places)), reverse=True
        )
        return dict(islice(reversed(dict(rows).items()), limit))

    def _column(self, query: str, value: str) -> list[str]:
        return [row[0] for row in self._connection.execute(query, (value,))]


def concepts_of(connection: StoreConnection, types: Collection[str]) -> list[str]:
    """Give the keys of the concepts of these types, those of names that were not grounded left out."""
    rows = connection.execute(
        "SELECT key FROM concept WHERE curie IS NOT NULL AND type IN (SELECT value FROM json_each(?)) ORDER BY key",
        (listed(types),),
    )
    return [row[0] for row in rows]


def most_claimed(connection: StoreConnection, kind: str, *, limit: int | None) -> list[Node]:
    """The nodes of a type that stand in the most claims, ties by key."""
    # Ties at the limit are told apart by key, which the index does not hold.
    many = _ALL if limit is None else limit
    counts = connection.execute(
        "SELECT n_claims FROM concept WHERE type = ? AND n_claims > 0 ORDER BY n_claims DESC LIMIT ?",
        (kind, many),
    ).fetchall()
    if not counts:
        return []
    rows = connection.execute(
        "SELECT key FROM concept WHERE type = ? AND n_claims >= ? ORDER BY n_claims DESC, key LIMIT ?",
        (kind, counts[-1][0], many),
    ).fetchall()
    nodes = read_nodes(connection, [row[0] for row in rows])
    return sorted(nodes, key=lambda node: (-node.n_claims, node.key))
