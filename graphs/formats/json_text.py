"""JSON of any values: lone surrogates, which have no UTF-8, are written as in `hidden`, and given back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from claimgraph.errors import GraphFormatError
from claimgraph.graphs.formats.hidden import NOT_UNICODE, hidden, unhidden


def packed_json(value: Any) -> bytes:
    """A value as JSON in one line; `shown_json` of what is read gives it back."""
    try:
        packed = msgspec.json.encode(value)
    except UnicodeEncodeError:
        packed = b"_x"
    except (TypeError, ValueError) as error:
        raise GraphFormatError(f"a value can't be written as JSON: {error}") from None
    return msgspec.json.encode(_changed(value, _hide)) if b"_x" in packed else packed


def shown_json(value: Any) -> Any:
    """Give back what `packed_json` had to hide, in a value that was read."""
    return _changed(value, unhidden)


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    match value:
        case str():
            return change(value)
        case list() | tuple():
            return [_changed(item, change) for item in value]
        case dict():
            return {change(name): _changed(item, change) for name, item in value.items()}
        case msgspec.Raw():
            return _changed(msgspec.json.decode(value), change)
        case msgspec.Struct():
            return _changed(msgspec.to_builtins(value), change)
    return value


def _hide(text: str) -> str:
    return hidden(text, NOT_UNICODE)
