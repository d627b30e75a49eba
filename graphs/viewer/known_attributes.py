"""The attributes of `graphs.schema` that a picture uses, checked where a graph comes from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from claimgraph.errors import GraphFormatError


class _OfNode(msgspec.Struct, frozen=True, omit_defaults=True):
    name: str | None = None
    type: str | None = None
    id: str | None = None
    xrefs: tuple[str, ...] = ()
    n_claims: int | None = None
    n_documents: int | None = None


class _OfEdge(msgspec.Struct, frozen=True, omit_defaults=True):
    predicate: str | None = None
    label: str | None = None
    aspect: str | None = None
    polarity: str | None = None
    belief: float | None = None
    n_claims: int | None = None
    n_documents: int | None = None
    evidence: tuple[Any, ...] = ()


def node_known(node: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes of a node that a picture uses; raises `GraphFormatError` for one of another type."""
    return _known(data, _OfNode, f"node {node!r}")


def edge_known(edge: object, data: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes of an edge that a picture uses; raises `GraphFormatError` for one of another type."""
    return _known(data, _OfEdge, f"edge {edge!r}")


def count_of(value: Any, otherwise: int) -> int:
    """A count, as far as it is one."""
    return value if isinstance(value, int) and value >= 0 else otherwise


def _known(data: Mapping[str, Any], kind: type[msgspec.Struct], where: str) -> dict[str, Any]:
    given = {name: data[name] for name in kind.__struct_fields__ if data.get(name) is not None}
    try:
        checked = msgspec.convert(given, kind)
    except msgspec.ValidationError as error:
        raise GraphFormatError(f"{where}: {error}") from error
    return {name: getattr(checked, name) for name in given}
