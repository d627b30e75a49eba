"""Nodes, statements and claims as values, read back from the attributes of a graph."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from claimgraph.errors import GraphFormatError
from claimgraph.extract.statement import Node, Statement, Support
from claimgraph.graphs.formats.values import plain

_Value = TypeVar("_Value", Node, Statement, Support)
_WHOLE = ("claim", "document", "sentence")  # what an edge has that is one claim


def node_in(key: str, attributes: Mapping[str, Any]) -> Node:
    """The node that a key and attributes describe; raises `GraphFormatError`."""
    return _converted({**attributes, "key": key, "id": attributes.get("id")}, Node, f"node {key!r}")


def statement_in(subject: str, target: str, key: str, attributes: Mapping[str, Any]) -> Statement:
    """What an edge states; raises `GraphFormatError`."""
    return _converted({**attributes, "subject": subject, "object": target}, Statement, f"edge {key!r}")


def supports_in(key: str, attributes: Mapping[str, Any]) -> list[Support]:
    """The claims behind an edge, one where the edge is itself a claim; raises `GraphFormatError`."""
    where = f"edge {key!r}"
    evidence = attributes.get("evidence")
    if isinstance(evidence, msgspec.Raw):
        evidence = msgspec.json.decode(evidence)
    if evidence is None and all(name in attributes for name in _WHOLE):
        places = {
            r: (attributes.get(f"{r}_start"), attributes.get(f"{r}_end")) for r in ("subject", "object")
        }
        evidence = [{**attributes, **places}]
    if evidence is None:
        raise GraphFormatError(f"{where} has no evidence: the claims behind it are not in this graph")
    if not isinstance(evidence, list | tuple) or not evidence:
        raise GraphFormatError(f"{where} has an evidence that is no list of claims")
    needed = {"pmid": None, "section": None}  # what is left out where it is not known
    return [
        _converted({**needed, **one} if isinstance(one, Mapping) else one, Support, where) for one in evidence
    ]


def belief_in(key: str, attributes: Mapping[str, Any]) -> float | None:
    """How far an edge is believed, None where it does not say; raises `GraphFormatError`."""
    given = plain(attributes.get("belief"), name="belief")
    if given is None:
        return None
    if not isinstance(given[1], int | float):
        raise GraphFormatError(f"edge {key!r} has a belief that is no number")
    return float(given[1])


def _converted(given: Any, kind: type[_Value], where: str) -> _Value:
    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as error:
        raise GraphFormatError(
            f"{where} is not as the edges and nodes of a claim graph are: {error}"
        ) from None
