"""Answers as flat rows, for tables and CSV: names of columns to values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from claimgraph.extract.statement import Node
from claimgraph.graphs.changes import Change
from claimgraph.graphs.conflicts import Conflict
from claimgraph.graphs.neighbourhood import Neighbourhood
from claimgraph.graphs.paths import Path
from claimgraph.graphs.relation import Relation
from claimgraph.graphs.shared_neighbours import Common

Row = dict[str, Any]

_JOINT = "|"


def rows_of(answer: object) -> Iterator[Row]:
    """Yield the rows of an answer: one, or one for each relation of a neighbourhood."""
    match answer:
        case Relation():
            yield _relation(answer)
        case Neighbourhood():
            distances = {one.node.key: one.distance for one in answer.nodes}
            for relation in answer.relations:
                distance = max(distances[relation.subject.key], distances[relation.object.key])
                yield _relation(relation) | {"distance": distance}
        case Path():
            yield {
                "nodes": _JOINT.join(node.key for node in answer.nodes),
                "names": _JOINT.join(node.name for node in answer.nodes),
                "belief": answer.belief,
                "sign": answer.sign,
                "weakest": answer.weakest,
                "hops": _JOINT.join(hop.relations[0].key for hop in answer.hops),
            }
        case Common():
            joining = {"one": answer.one, "other": answer.other}
            keys = {name: _JOINT.join(one.key for one in relations) for name, relations in joining.items()}
            yield _node(answer.node) | {"belief": answer.belief, "sign": answer.sign} | keys
        case Change():
            before, after = (one.belief if one else None for one in (answer.before, answer.after))
            beliefs = {"difference": answer.difference, "before": before, "after": after}
            yield {"change": answer.change} | beliefs | _relation(answer.relation)
        case Conflict():
            ends = {"subject": answer.subject, "object": answer.object}
            named = {name: node.key for name, node in ends.items()}
            named |= {f"{name}_name": node.name for name, node in ends.items()}
            sides = {"for": answer.for_, "against": answer.against}
            said = {name: _JOINT.join(one.key for one in side.relations) for name, side in sides.items()}
            strengths = {f"strength_{name}": side.strength for name, side in sides.items()}
            yield named | {"aspect": answer.aspect, "score": answer.score} | strengths | said
        case msgspec.Struct():
            yield _plain(answer)


def _plain(answer: msgspec.Struct) -> Row:
    row: Row = {}
    for name in answer.__struct_fields__:
        value = getattr(answer, name)
        if isinstance(value, Node):
            row |= _node(value) | {"n_claims": value.n_claims, "n_documents": value.n_documents}
        else:
            row["fits" if name == "name" else name] = (
                _JOINT.join(value) if isinstance(value, tuple) else value
            )
    return row


def _node(node: Node) -> Row:
    return {"node": node.key, "name": node.name, "type": node.type}


def _relation(relation: Relation) -> Row:
    return {
        "key": relation.key,
        "subject": relation.subject.key,
        "subject_name": relation.subject.name,
        "subject_type": relation.subject.type,
        "predicate": relation.predicate,
        "object": relation.object.key,
        "object_name": relation.object.name,
        "object_type": relation.object.type,
        "direction": relation.direction,
        "aspect": relation.aspect,
        "polarity": relation.polarity,
        "sign": relation.sign,
        "belief": relation.belief,
        "n_claims": relation.n_claims,
        "n_documents": relation.n_documents,
        "documents": _JOINT.join(dict.fromkeys(support.document for support in relation.evidence)),
    }
