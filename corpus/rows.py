"""Rows of a table: cells between delimiters, where quotes may hold delimiters, line ends and doubled quotes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from claimgraph.corpus.lines import Line

_QUOTE = '"'
_TAB = "\t"


class Row(NamedTuple):
    """The cells of one row and the number of its first line; no cells where it can't be read, and why."""

    line: int
    cells: list[str] | None
    fault: str | None = None


def rows(lines: Iterable[Line], *, delimiter: str, max_characters: int) -> Iterator[Row]:
    """Yield the rows; a line that can't be read is a row of its own, and no part of the one around it.

    Where the quotes of a row don't fit, reading goes on at its second line, so that a stray quote costs no
    more than its line. Tables parted by tabs are often written without any quoting: there it costs nothing,
    the quotes of such a line are its text.
    """
    ahead: deque[Line] = deque()  # lines that a row has taken in vain
    source = iter(lines)
    while (first := ahead.popleft() if ahead else next(source, None)) is not None:
        if first.text is None:
            yield Row(first.number, None, first.fault)
            continue
        taken: list[Line] = []
        more = _more(ahead, source, taken, max_characters=max_characters)
        try:
            cells = _cells(first.text, more, delimiter)
        except ValueError as error:
            ahead.extendleft(reversed(taken))
            if delimiter == _TAB:
                yield Row(first.number, first.text.split(delimiter))
            else:
                yield Row(first.number, None, str(error))
            continue
        yield from (Row(line.number, None, line.fault) for line in taken if line.text is None)
        yield Row(first.number, cells)


def _more(
    ahead: deque[Line], source: Iterator[Line], taken: list[Line], *, max_characters: int
) -> Iterator[str]:
    """The texts of the lines that follow, noted in `taken`."""
    length = 0
    while (line := ahead.popleft() if ahead else next(source, None)) is not None:
        taken.append(line)
        length += len(line.text or "")
        if length > max_characters:
            raise ValueError(f"a quoted cell longer than {max_characters:,} characters (max_record_bytes)")
        if line.text is not None:
            yield line.text


def _cells(text: str, more: Iterator[str], delimiter: str) -> list[str]:
    """The cells of the row that begins with this line; raises ValueError where its quotes don't fit."""
    cells: list[str] = []
    at = 0
    while True:
        if text.startswith(_QUOTE, at):
            cell, text, at = _quoted(text, at + 1, more, delimiter)
            if at < len(text) and text[at] != delimiter:
                raise ValueError("a quote inside a quoted cell that is not doubled")
        else:
            end = text.find(delimiter, at)
            end = len(text) if end < 0 else end
            cell, at = text[at:end], end
        cells.append(cell)
        if at == len(text):
            return cells
        at += 1


def _quoted(text: str, at: int, more: Iterator[str], delimiter: str) -> tuple[str, str, int]:
    """A cell from behind its first quote; the line that it ends in, and where in that it does."""
    pieces: list[str] = []
    while True:
        end = _closing(text, at)
        pieces.append(text[at : end if end >= 0 else None])
        if delimiter == _TAB and _TAB in pieces[-1] and (end < 0 or len(pieces) > 1):
            raise ValueError("a quoted cell over several lines with a tab in it")
        if end >= 0:
            return "\n".join(pieces).replace(2 * _QUOTE, _QUOTE), text, end + 1
        if (line := next(more, None)) is None:
            raise ValueError("a quoted cell that does not end")
        text, at = line, 0


def _closing(text: str, at: int) -> int:
    """Where the next quote is that is not doubled, or -1."""
    end = text.find(_QUOTE, at)
    while text.startswith(2 * _QUOTE, end):
        end = text.find(_QUOTE, end + 2)
    return end
