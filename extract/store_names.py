"""Finds nodes of the claim store by name or identifier, and the names that look like one."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping

import msgspec

from claimgraph.extract.lookup_key import lookup_key
from claimgraph.extract.statement import Node
from claimgraph.extract.store_connection import StoreConnection, listed
from claimgraph.extract.store_read import read_nodes

_MANY = 2_000  # names compared for a suggestion
_LIKENESS = 0.6

_NAMES = """
SELECT form.key, min(form.text) FROM form WHERE form.key >= :start AND form.key < :end GROUP BY form.key
UNION SELECT concept_name.key, name FROM concept_name JOIN concept ON concept.id = concept_id
WHERE concept_name.key >= :start AND concept_name.key < :end ORDER BY 1, 2 LIMIT :many
"""


class Found(msgspec.Struct, frozen=True):
    """A node that fits what was asked: by "id", "xref" or "name" (`reason`), so called `n_mentions` times."""

    node: Node
    reason: str
    n_mentions: int


def find_nodes(connection: StoreConnection, name: str) -> list[Found]:
    """Give the nodes that a name, synonym, CURIE or node key may mean, the likeliest first.

    A CURIE is looked for among node keys, then among cross-references. A name is compared under its look-up
    key with preferred names and with every name that a claim's text uses; last, with or without a plural "s".
    """
    if found := _by_identifier(connection, name.strip()):
        return found
    for key in spellings(name):
        if found := _by_name(connection, key):
            return found
    return []


def spellings(name: str) -> tuple[str, ...]:
    """The look-up keys to try for a name: its own, then with and without a plural "s"."""
    key = lookup_key(name)
    return key, f"{key}s", key.removesuffix("s")


def names_from(connection: StoreConnection, start: str, *, limit: int = _MANY) -> dict[str, str]:
    """Up to `limit` names whose look-up keys begin with `start`: key and one way to write it, by key."""
    places = {"start": start, "end": start + "\U0010ffff", "many": limit}
    return dict(sorted(connection.execute(_NAMES, places).fetchall(), reverse=True))


def alike(name: str, names: Callable[[str], Mapping[str, str]], *, limit: int) -> list[tuple[str, float]]:
    """Names that look like `name`, each with its likeness (0 to 1), the most alike first.

    `names` gives the names, by look-up key, that begin in a certain way. The likeness is that of Ratcliff and
    Obershelp (Ratcliff & Metzener 1988, Dr. Dobb's Journal 13(7):46), as `difflib` computes it.
    """
    wanted = lookup_key(name)
    for length in (3, 1, 0):  # names that begin alike are few and cheap; all names are the last resort
        texts = names(wanted[:length])
        if close := difflib.get_close_matches(wanted, texts, n=limit, cutoff=_LIKENESS):
            return [(texts[key], difflib.SequenceMatcher(None, wanted, key).ratio()) for key in close]
    return []


def concepts_of(connection: StoreConnection, types: Collection[str]) -> list[str]:
    """Give the keys of the concepts of these types, those of names that were not grounded left out."""
    rows = connection.execute(
        "SELECT key FROM concept WHERE curie IS NOT NULL AND type IN (SELECT value FROM json_each(?)) ORDER BY key",
        (listed(types),),
    )
    return [row[0] for row in rows]


def suggest_names(connection: StoreConnection, name: str, *, limit: int = 3) -> tuple[str, ...]:
    """Give names of the store that look like `name`, the most alike first."""
    close = alike(name, lambda start: names_from(connection, start), limit=limit)
    return tuple(dict.fromkeys(text for text, _ in close))


def most_claimed(connection: StoreConnection, kind: str, *, limit: int) -> list[Node]:
    """The nodes of a type that stand in the most claims, ties by key."""
    # Ties at the limit are told apart by key, which the index does not hold.
    counts = connection.execute(
        "SELECT n_claims FROM concept WHERE type = ? AND n_claims > 0 ORDER BY n_claims DESC LIMIT ?",
        (kind, limit),
    ).fetchall()
    if not counts:
        return []
    rows = connection.execute(
        "SELECT key FROM concept WHERE type = ? AND n_claims >= ? ORDER BY n_claims DESC, key LIMIT ?",
        (kind, counts[-1][0], limit),
    ).fetchall()
    nodes = read_nodes(connection, [row[0] for row in rows])
    return sorted(nodes, key=lambda node: (-node.n_claims, node.key))


def _by_identifier(connection: StoreConnection, name: str) -> list[Found]:
    exact = "SELECT key FROM concept WHERE key = ?"
    tries = [
        ("id", exact),
        ("id", f"{exact} COLLATE NOCASE"),
        ("xref", "SELECT concept.key FROM xref JOIN concept ON concept.id = concept_id WHERE xref = ?"),
    ]
    for reason, query in tries if ":" in name else ():
        keys = [row[0] for row in connection.execute(query, (name,))]
        if keys:
            found = (Found(node, reason, node.n_claims) for node in read_nodes(connection, keys))
            return sorted(found, key=likeliest)
    return []


def _by_name(connection: StoreConnection, key: str) -> list[Found]:
    counts = {
        row[0]: 0
        for row in connection.execute(
            "SELECT concept.key FROM concept_name JOIN concept ON concept.id = concept_id"
            " WHERE concept_name.key = ?",
            (key,),
        )
    }
    counts |= dict(
        connection.execute(
            "SELECT concept.key, count(*) FROM form JOIN mention ON form_id = form.id"
            " JOIN concept ON concept.id = concept_id WHERE form.key = ? GROUP BY concept.key",
            (key,),
        )
    )
    return sorted(
        (Found(node, "name", counts[node.key]) for node in read_nodes(connection, counts)), key=likeliest
    )


def likeliest(found: Found) -> tuple[int, int, str]:
    """What to sort nodes of one name by."""
    return -found.n_mentions, -found.node.n_claims, found.node.key
