"""How values of any kind are put into a file whose attributes have one type each: the same in every format.

| value | in the file |
|---|---|
| None, NaN, infinity | left out: readers disagree on how they are written |
| bool, int, float, str, also numpy's | boolean, long, double, string |
| an integer beyond 64 bits | the attribute becomes a string |
| date, time | ISO 8601 string |
| list, tuple, set of scalars | string, joined by "|" (in a value: "\\|"); sets sorted; empty items dropped |
| dict, nested list, struct | string of JSON, keys sorted |
| bytes | string: UTF-8, bytes that are none as "\\xff" |
| an enum member, a class | string: its value, its dotted name |
| anything else | `GraphFormatError` that names attribute and type |

An attribute whose values are of several types takes the narrowest type that holds them all.
"""

from __future__ import annotations

import datetime
import enum
import math
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
import numpy as np

from claimgraph.errors import GraphFormatError
from claimgraph.graphs.schema import Attribute, Kind

Scalar = str | int | float | bool | list[str]

_LONG = 2**63
_EXACT = 2**53  # integers up to here are doubles without loss


def plain(value: object, *, name: str) -> tuple[Kind, Scalar] | None:
    """Bring a value to its kind and a plain Python value; None where it is left out."""
    if type(value) is str:  # by far the most common, before numpy is asked
        return "string", value
    if isinstance(value, np.ndarray):
        value = value.tolist()
    elif isinstance(value, np.floating):
        value = float(value)
    elif isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, enum.Enum):
        value = value.value
    match value:
        case None:
            return None
        case bool():
            return "boolean", value
        case int():
            return ("long", int(value)) if -_LONG <= value < _LONG else ("string", str(value))
        case float():
            return ("double", float(value)) if math.isfinite(value) else None
        case str():
            return "string", str(value)
        case bytes() | bytearray():
            return "string", bytes(value).decode("utf-8", "backslashreplace")
        case datetime.date() | datetime.time():
            return "string", value.isoformat()
        case datetime.timedelta():
            return "double", value.total_seconds()
        case type():
            return "string", f"{value.__module__}.{value.__qualname__}"
        case list() | tuple() | set() | frozenset():
            return _listed(value, name=name)
        case msgspec.Raw():
            return "json", bytes(value).decode()
        case Mapping() | msgspec.Struct():
            return "json", _json(value, name=name)
    raise GraphFormatError(f"attribute {name!r} holds a {type(value).__name__}, which no format can hold")


def common_kind(values: Iterable[tuple[Kind, Scalar]]) -> Kind:
    """Give the narrowest kind that holds all values of an attribute."""
    seen = list(values)
    kinds = {kind for kind, _ in seen}
    if len(kinds) == 1:
        return kinds.pop()
    if kinds <= {"list", "json"}:
        return "json"
    return "double" if kinds == {"long", "double"} and all(map(fits_double, seen)) else "string"


def fits_double(given: tuple[Kind, Scalar]) -> bool:
    """Whether a value, if a whole number, is a double without loss."""
    return not isinstance(given[1], int) or abs(given[1]) <= _EXACT


def native(value: Scalar, given: Kind, kind: Kind) -> Any:
    """A plain value of kind `given` as JSON has it in an attribute of that kind; JSON itself stays packed."""
    match kind:
        case "list":
            return value
        case "json":
            return value if isinstance(value, list) else msgspec.Raw(str(value).encode())
        case "double":
            return float(value)  # type: ignore[arg-type]
        case "string":
            return written(value, given)
    return value


def native_values(values: Mapping[str, Any], columns: Mapping[str, Attribute]) -> dict[str, Any]:
    """The attributes of a node or edge as JSON has them, those without a column or value left out."""
    said = {}
    for name, value in values.items():
        column, given = columns.get(str(name)), plain(value, name=str(name))
        if column is not None and given is not None:
            said[column.name] = native(given[1], given[0], column.kind)
    return said


def written(value: Scalar, kind: Kind) -> str:
    """A plain value as the text of its element, not yet escaped."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        if kind == "json":
            return msgspec.json.encode(value).decode()
        return "|".join(item.replace("\\", "\\\\").replace("|", "\\|") for item in value)
    return repr(float(value)) if kind == "double" else str(value)


def read(text: str, kind: Kind) -> Any:
    """The value that a text was written from; raises `ValueError`."""
    match kind:
        case "boolean":
            return {"true": True, "1": True, "false": False, "0": False}[text.strip().lower()]
        case "long":
            return int(text)
        case "double":
            return float(text)
        case "list":
            return tuple(split_list(text))
        case "json":
            return msgspec.json.decode(text)
    return text


def split_list(text: str) -> list[str]:
    """Take a joined list apart.

    >>> split_list(r"a|b\\|c")
    ['a', 'b|c']
    """
    items, item, signs = [], "", iter(text)
    for sign in signs:
        if sign == "\\":
            item += next(signs, "\\")
        elif sign == "|":
            items.append(item)
            item = ""
        else:
            item += sign
    return [kept for kept in (*items, item) if kept]


def _listed(values: Iterable[object], *, name: str) -> tuple[Kind, Scalar]:
    items = [item for item in (plain(value, name=name) for value in values) if item is not None]
    if any(kind in ("list", "json") for kind, _ in items):
        return "json", _json(list(values), name=name)
    texts = [text for text in (written(value, kind) for kind, value in items) if text]
    if isinstance(values, set | frozenset):
        texts.sort()
    return "list", texts


def _json(value: object, *, name: str) -> str:
    try:
        return msgspec.json.encode(value, enc_hook=str, order="deterministic").decode()
    except (TypeError, ValueError, UnicodeError) as error:
        raise GraphFormatError(f"attribute {name!r} holds a value that JSON can't hold: {error}") from None
