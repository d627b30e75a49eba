"""The claims behind the edges of a graph, read back from its attributes: as values, and as edges of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from claimgraph.errors import GraphFormatError
from claimgraph.extract.statement import Node, Statement, Support
from claimgraph.graphs.schema import claim_attributes

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
    return [support_in(one, where) for one in evidence]


def support_in(said: Any, where: str) -> Support:
    """One claim of an evidence; raises `GraphFormatError` that begins with `where`."""
    needed = {"pmid": None, "section": None}  # what is left out where it is not known
    return _converted({**needed, **said} if isinstance(said, Mapping) else said, Support, where)


def claim_rows(
    row: tuple[str, str, str, Mapping[str, Any]],
) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """An edge that is a distinct claim as one edge for each of its claims."""
    subject, target, key, attributes = row
    statement = statement_in(subject, target, key, attributes)
    for support in supports_in(key, attributes):
        # The "c" keeps the key from being taken for a number.
        yield subject, target, f"c{support.claim}", claim_attributes(statement, support)


def _converted(given: Any, kind: type[_Value], where: str) -> _Value:
    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as error:
        raise GraphFormatError(
            f"{where} is not as the edges and nodes of a claim graph are: {error}"
        ) from None
