"""Finds nodes of the claim store by name or identifier, and statements by what they join."""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Collection, Iterator
from typing import Literal

import msgspec

from claimgraph.extract.lookup_key import lookup_key
from claimgraph.extract.statement import Node
from claimgraph.extract.store_read import listed, read_nodes
from claimgraph.extract.vocabulary import SYMMETRIC_PREDICATES

_MANY = 2_000  # names compared for a suggestion
_LIKENESS = 0.6

_FITTING = """
SELECT statement.id, subject.key, object.key, predicate.name, direction, aspect, polarity,
       claim.key, claim.document_id, claim.certainty, claim.kind, claim.score,
       CASE WHEN statement.n_documents > 1 THEN
         (SELECT json_extract(source, '$.authors[#-1]') FROM document WHERE document.id = claim.document_id) END
FROM statement
JOIN claim ON claim.statement_id = statement.id
JOIN predicate ON predicate.id = predicate_id
JOIN concept AS subject ON subject.id = statement.subject_id
JOIN concept AS object ON object.id = statement.object_id
WHERE statement.id IN (SELECT id FROM statement WHERE {} UNION SELECT id FROM statement WHERE {})
  AND (:predicates IS NULL OR predicate.name IN (SELECT value FROM json_each(:predicates)))
  AND (:direction IS NULL OR direction = :direction)
  AND (:aspect IS NULL OR aspect = :aspect)
  AND (:polarity IS NULL OR polarity = :polarity)
  AND (:certainties IS NULL OR certainty IN (SELECT value FROM json_each(:certainties)))
  AND (:context IS NULL OR EXISTS (
        SELECT 1 FROM context JOIN mention ON mention.id = mention_id
        WHERE claim_id = claim.id AND mention.concept_id IN (SELECT value FROM json_each(:context))))
"""


class Found(msgspec.Struct, frozen=True):
    """A node that fits what was asked: by "id", "xref" or "name" (`reason`), so called `n_mentions` times."""

    node: Node
    reason: str
    n_mentions: int


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which claims are asked for; None means any. `nodes`, `others` and `context` are node keys.

    `role` is that of `nodes` in the claim; predicates that read both ways fit either.
    """

    nodes: tuple[str, ...]
    others: tuple[str, ...] | None = None
    context: tuple[str, ...] | None = None
    role: Literal["subject", "object"] | None = None
    predicates: tuple[str, ...] | None = None
    direction: str | None = None
    aspect: str | None = None
    polarity: str | None = None
    certainties: tuple[str, ...] | None = None


class Hit(msgspec.Struct, frozen=True):
    """A claim that fits: its statement's row, what it states, and what its belief rests on.

    `author`, the document's last, is given where several documents state it; `direction` and `aspect` may be "".
    """

    row: int
    subject: str
    object: str
    predicate: str
    direction: str
    aspect: str
    polarity: str
    claim: str
    document: int
    certainty: str
    kind: str
    score: float
    author: str | None

    @property
    def asked(self) -> tuple[str, ...]:
        """What the claim affirms or denies."""
        return (self.subject, self.object, self.predicate, self.direction, self.aspect)


def find_nodes(connection: sqlite3.Connection, name: str) -> list[Found]:
    """Give the nodes that a name, synonym, CURIE or node key may mean, the likeliest first.

    A CURIE is looked for among node keys, then among cross-references. A name is compared under its look-up
    key with preferred names and with every name that a claim's text uses; last, with or without a plural "s".
    """
    if found := _by_identifier(connection, name.strip()):
        return found
    wanted = lookup_key(name)
    for key in (wanted, f"{wanted}s", wanted.removesuffix("s")):
        if found := _by_name(connection, key):
            return found
    return []


def concepts_of(connection: sqlite3.Connection, types: Collection[str]) -> list[str]:
    """Give the keys of the concepts of these types."""
    rows = connection.execute(
        "SELECT key FROM concept WHERE curie IS NOT NULL AND type IN (SELECT value FROM json_each(?)) ORDER BY key",
        (listed(types),),
    )
    return [row[0] for row in rows]


def suggest_names(connection: sqlite3.Connection, name: str, *, limit: int = 3) -> tuple[str, ...]:
    """Give names of the store that look like `name`, the most alike first."""
    wanted = lookup_key(name)
    query = (
        "SELECT form.key, min(form.text) FROM form WHERE form.key >= :start AND form.key < :end GROUP BY form.key"
        " UNION SELECT concept_name.key, name FROM concept_name JOIN concept ON concept.id = concept_id"
        " WHERE concept_name.key >= :start AND concept_name.key < :end LIMIT :many"
    )
    for length in (3, 1, 0):  # names that begin alike are few and cheap; all names are the last resort
        start = wanted[:length]
        places = {"start": start, "end": start + "\U0010ffff", "many": _MANY}
        rows = connection.execute(query, places).fetchall()
        texts: dict[str, str] = dict(sorted(rows, reverse=True))
        if close := difflib.get_close_matches(wanted, texts, n=limit, cutoff=_LIKENESS):
            return tuple(dict.fromkeys(texts[key] for key in close))
    return ()


def find_claims(connection: sqlite3.Connection, wanted: Wanted) -> Iterator[Hit]:
    """Yield the claims that fit, each with its statement; in no promised order."""
    ids = _ids(connection, wanted.nodes)
    others = _ids(connection, wanted.others)
    context = _ids(connection, wanted.context)
    sides = [
        f"{here}_id IN (SELECT value FROM json_each(:nodes))"
        f" AND (:others IS NULL OR {there}_id IN (SELECT value FROM json_each(:others)))"
        f" AND (:role IS NULL OR :role = '{here}' OR predicate_id IN"
        " (SELECT id FROM predicate WHERE name IN (SELECT value FROM json_each(:symmetric))))"
        for here, there in (("subject", "object"), ("object", "subject"))
    ]
    rows = connection.execute(
        _FITTING.format(*sides),
        {
            "nodes": ids,
            "others": others,
            "context": context,
            "predicates": _any_of(wanted.predicates),
            "direction": wanted.direction,
            "aspect": wanted.aspect,
            "polarity": wanted.polarity,
            "certainties": _any_of(wanted.certainties),
            "role": wanted.role,
            "symmetric": listed(SYMMETRIC_PREDICATES),
        },
    )
    return (Hit(*row) for row in rows)


def _by_identifier(connection: sqlite3.Connection, name: str) -> list[Found]:
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
            return sorted(found, key=_likeliest)
    return []


def _by_name(connection: sqlite3.Connection, key: str) -> list[Found]:
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
        (Found(node, "name", counts[node.key]) for node in read_nodes(connection, counts)), key=_likeliest
    )


def _likeliest(found: Found) -> tuple[int, int, str]:
    return -found.n_mentions, -found.node.n_claims, found.node.key


def _ids(connection: sqlite3.Connection, keys: Collection[str] | None) -> str | None:
    if keys is None:
        return None
    rows = connection.execute(
        "SELECT id FROM concept WHERE key IN (SELECT value FROM json_each(?))", (listed(keys),)
    )
    return listed([row[0] for row in rows])


def _any_of(values: Collection[str] | None) -> str | None:
    return None if values is None else listed(values)
