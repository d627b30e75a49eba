"""Writes nodes and edges as GraphML's elements, many at a time.

Rows with the same attributes, of the same types, fill one template. Its markup stands in characters that XML can't
hold, so that hundreds of rows are escaped at one go before the markup is put in. Whatever does not fit in there, a
value with such characters say, is written by itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, BinaryIO

import msgspec

from claimgraph.graphs.formats.hidden import NOT_XML, hidden
from claimgraph.graphs.formats.values import plain, written
from claimgraph.graphs.schema import Kind

Columns = Mapping[str, tuple[str, Kind]]  # attribute name: (id of its <key>, kind)
Drawn = Callable[[Mapping[str, Any]], str]  # what yEd shows of a row

_AT_ONCE = 256  # rows
_HELD_NAMES = 1 << 14
_OPEN, _CLOSE = "\x01", "\x02"
_NOT_IN_TEXT = bytes(sign for sign in range(0x20) if chr(sign) not in "\t\n\r\x01\x02")
_NONCHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")  # U+FFFE and U+FFFF
_IN_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
)


def escape(text: str, *, attribute: bool = False) -> str:
    """Make any text fit for XML; `hidden.unhidden` of what a parser reads gives it back."""
    if not text.isprintable() or "_x" in text:  # what most texts are spared
        text = hidden(text, NOT_XML)
    if attribute:
        return text.translate(_IN_ATTRIBUTE)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def data_elements(values: Mapping[str, Any], columns: Columns) -> str:
    """The attributes of one row, those without a column or value left out."""
    parts = []
    for name, value in values.items():
        column, given = columns.get(str(name)), plain(value, name=str(name))
        if column is not None and given is not None:
            parts.append(f'<data key="{column[0]}">{escape(written(given[1], column[1]))}</data>')
    return "".join(parts)


class RowWriter:
    """Writes rows of one element, "node" or "edge", to a stream; `close` writes the last of them."""

    def __init__(
        self, stream: BinaryIO, element: str, names: tuple[str, ...], columns: Columns, drawn: Drawn | None
    ) -> None:
        self._stream = stream
        self._element = element
        self._names = names  # of the attributes in the element's head
        self._columns = columns
        self._drawn = drawn
        self._plans: dict[tuple[object, ...], _Plan] = {}
        self._rows: list[str] = []
        self._given: list[tuple[tuple[str, ...], Mapping[str, Any]]] = []
        self._n_signs = 0

    def put(self, head: tuple[str, ...], values: Mapping[str, Any]) -> None:
        """Write one row; `head` are the values of the attributes in its head."""
        shape = (*values, *map(type, values.values()))
        plan = self._plans.get(shape)
        if plan is None:
            plan = self._plans[shape] = _plan(self._element, self._names, self._columns, values)
        texts = list(values.values())
        fits = self._drawn is None and all(name.isalnum() or _needs_no_escape(name) for name in head)
        for place, convert in plan.converted:
            text = convert(texts[place])
            fits = fits and text is not None
            texts[place] = text
        if not fits:
            self.flush()
            self._stream.write(self._by_itself(head, values))
            return
        self._rows.append(plan.template % (*head, *texts))
        self._given.append((head, values))
        self._n_signs += plan.n_signs
        if len(self._rows) == _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting."""
        packed = _packed("".join(self._rows), self._n_signs)
        if packed is None:  # some row has what XML can't hold
            packed = b"".join(self._by_itself(*given) for given in self._given)
        self._stream.write(packed)
        self._rows.clear()
        self._given.clear()
        self._n_signs = 0

    def _by_itself(self, head: tuple[str, ...], values: Mapping[str, Any]) -> bytes:
        pairs = zip(self._names, head, strict=True)
        said = " ".join(f'{name}="{escape(value, attribute=True)}"' for name, value in pairs)
        drawn = "" if self._drawn is None else self._drawn(values)
        data = data_elements(values, self._columns)
        return f"<{self._element} {said}>{data}{drawn}</{self._element}>\n".encode()


class _Plan(msgspec.Struct, frozen=True):
    """How to write rows that have the same attributes of the same types.

    `converted` are the places of values that are not texts or whole numbers already; their functions give None for
    what does not fit in here.
    """

    template: str
    converted: tuple[tuple[int, Callable[[Any], str | None]], ...]
    n_signs: int


def _plan(element: str, names: tuple[str, ...], columns: Columns, values: Mapping[str, Any]) -> _Plan:
    head = " ".join(f'{name}="%s"' for name in names)
    template = f"{_OPEN}{element} {head}{_CLOSE}"
    converted: list[tuple[int, Callable[[Any], str | None]]] = []
    n_data = 0
    for place, (name, value) in enumerate(values.items()):
        column = columns.get(str(name))
        if column is None or value is None:
            template += "%.0s"  # nothing of it
            continue
        key, kind = column
        template += f'{_OPEN}data key="{key}"{_CLOSE}%s{_OPEN}/data{_CLOSE}'
        n_data += 1
        if (type(value), kind) not in ((str, "string"), (str, "json"), (int, "long")):
            converted.append((place, _converter(type(value), kind, str(name))))
    return _Plan(f"{template}{_OPEN}/{element}{_CLOSE}\n", tuple(converted), 2 * (n_data + 1))


def _converter(given: type, kind: Kind, name: str) -> Callable[[Any], str | None]:
    if given is bool and kind == "boolean":
        return {True: "true", False: "false"}.get
    if given is float and kind == "double":
        return lambda value: repr(value) if math.isfinite(value) else None
    if given is msgspec.Raw and kind == "json":
        return lambda value: bytes(value).decode()

    def convert(value: Any) -> str | None:
        said = plain(value, name=name)
        return None if said is None else written(said[1], kind)

    return convert


@lru_cache(maxsize=_HELD_NAMES)
def _needs_no_escape(name: str) -> bool:
    return name.isprintable() and name.translate(_IN_ATTRIBUTE) == name


def _packed(text: str, n_signs: int) -> bytes | None:
    """Rows in UTF-8, escaped and with their markup; None where a value has a character that must be hidden."""
    try:
        packed = text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return None
    if (
        packed.count(_OPEN.encode()) != n_signs
        or packed.count(_CLOSE.encode()) != n_signs
        or b"_x" in packed
        or any(sign in packed for sign in _NONCHARACTERS)
        or len(packed.translate(None, _NOT_IN_TEXT)) != len(packed)
    ):
        return None
    for sign, instead in (
        (b"&", b"&amp;"),
        (b"<", b"&lt;"),
        (b">", b"&gt;"),
        (b"\r", b"&#13;"),
        (_OPEN.encode(), b"<"),
        (_CLOSE.encode(), b">"),
    ):
        packed = packed.replace(sign, instead)
    return packed
