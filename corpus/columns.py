"""Which parts of a record the columns of a table hold, by its header."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from claimgraph.corpus.options import JsonFields
from claimgraph.corpus.tables import table

_DELIMITERS = ("\t", ",", ";")


class Columns(NamedTuple):
    """How a table parts its cells, and the field that each column holds (None: none that is known)."""

    delimiter: str
    fields: Sequence[str | None]


def columns_of(header: str, fields: JsonFields) -> Columns | None:
    """The columns if the line is a header that names a title or text beside other parts, else None."""
    for delimiter in _DELIMITERS:
        try:
            cells = next(csv.reader([header], delimiter=delimiter), [])
        except csv.Error:  # a cell longer than any name
            return None
        named = [_field(cell.strip(), fields) for cell in cells]
        known = {name for name in named if name is not None}
        if len(known) > 1 and known & {fields.title, fields.abstract, fields.text}:
            return Columns(delimiter, named)
    return None


def _field(column: str, fields: JsonFields) -> str | None:
    """The field that a column of this name holds."""
    lowered = column.casefold()
    parts = (name for name in fields.__struct_fields__ if name != "sections")
    own = [name for name in parts if getattr(fields, name).casefold() == lowered]
    part = own[0] if own else _parts().get(lowered)
    return str(getattr(fields, part)) if part else None


@cache
def _parts() -> dict[str, str]:
    return {row["column"]: row["part"] for row in table("columns")}
