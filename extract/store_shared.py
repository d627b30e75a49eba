"""The rows of the claim store that documents share: names, concepts, predicates and statements.

Many are asked for at once: those that are there are found, the others added. Only one process writes a store at a
time, so the numbers of rows to come are known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import count
from typing import TypeVar

import msgspec

from claimgraph.extract.claim import Mention
from claimgraph.extract.claim_key import normal_form
from claimgraph.extract.lookup_key import lookup_key
from claimgraph.extract.store_connection import StoreConnection, listed

_Key = TypeVar("_Key")
Stated = tuple[int, int, int, str, str, str]  # a statement by the rows that it joins and what it says of them

_AT_ONCE = 8  # statements looked up; psycopg knows again only queries of up to 50 values
_STATED = ("subject_id", "object_id", "predicate_id", "direction", "aspect", "polarity")
_WANTED = f"""
WITH wanted ({", ".join(_STATED)}) AS (VALUES {", ".join(["(?, ?, ?, ?, ?, ?)"] * _AT_ONCE)})
SELECT statement.id, {", ".join(f"statement.{name}" for name in _STATED)}
FROM wanted JOIN statement ON {" AND ".join(f"statement.{name} = wanted.{name}" for name in _STATED)}
"""
_CONCEPTS = (
    "SELECT key, id, curie, name, type, xrefs FROM concept WHERE key IN (SELECT value FROM json_each(?))"
)


def last_row(connection: StoreConnection, table: str) -> int:
    """The highest number of a table's rows."""
    return int(connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])


def form_rows(connection: StoreConnection, texts: Collection[str]) -> dict[str, int]:
    """Give the rows of names as texts write them."""
    query = "SELECT text, id FROM form WHERE text IN (SELECT value FROM json_each(?))"
    known = dict(connection.execute(query, (listed(texts),)).fetchall())
    fresh = _numbered(connection, "form", texts, known)
    added = [(row, text, lookup_key(text)) for text, row in fresh.items()]
    connection.fill("form", ("id", "text", "key"), added)
    return known | fresh


def predicate_rows(connection: StoreConnection, names: Collection[str]) -> dict[str, int]:
    """Give the rows of predicates."""
    known = dict(connection.execute("SELECT name, id FROM predicate").fetchall())
    fresh = _numbered(connection, "predicate", names, known)
    connection.fill("predicate", ("id", "name"), [(row, name) for name, row in fresh.items()])
    return known | fresh


def statement_rows(connection: StoreConnection, stated: Collection[Stated]) -> dict[Stated, int]:
    """Give the rows of statements."""
    wanted, known = list(stated), {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        some += some[-1:] * (_AT_ONCE - len(some))  # one query for any number
        for row, *statement in connection.execute(_WANTED, [value for one in some for value in one]):
            known[tuple(statement)] = row
    fresh = _numbered(connection, "statement", wanted, known)
    connection.fill("statement", ("id", *_STATED), [(row, *one) for one, row in fresh.items()])
    return known | fresh


def concept_rows(connection: StoreConnection, mentions: Mapping[str, Mention]) -> dict[str, int]:
    """Give the rows of the nodes that mentions stand for, by node key.

    What the newest mention says of a node's name, type and cross-references holds; of a name that has no
    identifier nothing is said: how it is written differs from text to text, and readers count (`store_read`).
    """
    rows = connection.execute(_CONCEPTS, (listed(mentions),)).fetchall()
    known, described = {row[0]: row[1] for row in rows}, {row[0]: row[2:] for row in rows}
    fresh = _numbered(connection, "concept", mentions, known)
    told = {key: _told(mention) for key, mention in mentions.items()}
    added = [(row, key, *told[key]) for key, row in fresh.items()]
    connection.fill("concept", ("id", "key", "curie", "name", "type", "xrefs"), added)
    changed = {
        key: row
        for key, row in known.items()
        if mentions[key].concept is not None and told[key] != described[key]
    }
    connection.executemany(
        "UPDATE concept SET curie = ?, name = ?, type = ?, xrefs = ? WHERE id = ?",
        [(*told[key], row) for key, row in changed.items()],
    )
    for table in ("xref", "concept_name"):
        connection.executemany(
            f"DELETE FROM {table} WHERE concept_id = ?", [(row,) for row in changed.values()]
        )
    named = fresh | changed
    connection.fill(
        "xref",
        ("xref", "concept_id"),
        [(xref, row) for key, row in named.items() for xref in _xrefs(mentions[key])],
    )
    names = [(lookup_key(told[key][1]), row) for key, row in named.items()]
    connection.fill("concept_name", ("key", "concept_id"), names)
    return known | fresh


def _told(mention: Mention) -> tuple[str | None, str, str, str]:
    """What a mention says of its node: identifier, name, type, cross-references as JSON."""
    concept = mention.concept
    if concept is None:
        return None, normal_form(mention.text), mention.type, "[]"
    return concept.id, concept.name, concept.type, msgspec.json.encode(concept.xrefs).decode()


def _xrefs(mention: Mention) -> list[str]:
    """A node's cross-references, once each, whatever their case."""
    xrefs = mention.concept.xrefs if mention.concept else ()
    return list({xref.lower(): xref for xref in reversed(xrefs)}.values())


def _numbered(
    connection: StoreConnection, table: str, wanted: Iterable[_Key], known: Mapping[_Key, int]
) -> dict[_Key, int]:
    """Numbers for the rows to come of what is not known yet."""
    fresh = [one for one in dict.fromkeys(wanted) if one not in known]
    if not fresh:
        return {}
    return dict(zip(fresh, count(last_row(connection, table) + 1), strict=False))
