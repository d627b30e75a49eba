"""Lets spaCy write documents with our values: `Doc.to_bytes`, `DocBin` and worker processes need it.

spaCy writes a document's attributes as msgpack, which knows no values of ours; its serialiser takes further
encoders by registration. Values come back equal; tuples of them come back as lists, as all of msgpack's do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from srsly.msgpack import msgpack_decoders, msgpack_encoders

from claimgraph.corpus.document import Document
from claimgraph.extract.claim import Abbreviation, Claim, Mention
from claimgraph.extract.relation import Relation

if TYPE_CHECKING:
    from collections.abc import Callable

_NAME = "claimgraph"
_TYPES: dict[str, type[msgspec.Struct]] = {
    value.__name__: value for value in (Abbreviation, Claim, Document, Mention, Relation)
}


def register_values() -> None:
    """Teach spaCy's serialiser our values; does nothing where it knows them."""
    if _NAME not in msgpack_encoders:
        msgpack_encoders.register(_NAME, func=_encode)
        msgpack_decoders.register(_NAME, func=_decode)


def _encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if type(value) in _TYPES.values():
        return {_NAME: type(value).__name__, "value": msgspec.msgpack.encode(value)}
    return value if chain is None else chain(value)


def _decode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, dict) and value.get(_NAME) in _TYPES:
        return msgspec.msgpack.decode(value["value"], type=_TYPES[value[_NAME]])
    return value if chain is None else chain(value)
