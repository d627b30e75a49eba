"""Rows of a table: what a writer of tables writes comes back; what is damaged costs no other line."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.corpus.lines import Line
from claimgraph.corpus.rows import Row, rows

CELLS = st.text(alphabet='ab",;\n ', max_size=6)


def rows_of(*lines: str, delimiter: str = ",") -> list[Row]:
    numbered = (Line(number, line) for number, line in enumerate(lines, start=1))
    return list(rows(numbered, delimiter=delimiter, max_characters=1000))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@given(table=st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5))
def test_a_written_table_comes_back(delimiter: str, table: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator="\n").writerows(table)
    lines = written.getvalue().removesuffix("\n").split("\n")
    assert [row.cells for row in rows_of(*lines, delimiter=delimiter)] == table


@given(st.lists(st.text(alphabet='a",', max_size=8), min_size=1, max_size=6))
def test_every_line_stands_in_one_row(lines: list[str]) -> None:
    found = rows_of(*lines)
    reach = [1 + sum(cell.count("\n") for cell in row.cells or ()) for row in found]
    assert [row.line for row in found] == [1 + sum(reach[:n]) for n in range(len(found))]
    assert sum(reach) == len(lines)
