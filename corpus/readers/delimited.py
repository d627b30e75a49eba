"""Tables (CSV, TSV) with a header: one record a row, columns by the same names as the fields of JSON lines."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import count

from claimgraph.corpus.columns import columns_of
from claimgraph.corpus.document import Document
from claimgraph.corpus.fields import document_of
from claimgraph.corpus.lines import lines
from claimgraph.corpus.opening import ByteStream
from claimgraph.corpus.options import ReadOptions
from claimgraph.errors import UnreadableRecord, UnreadableSource

FORMAT = "csv"


def read_delimited(
    stream: ByteStream, *, path: str, options: ReadOptions
) -> Iterator[Document | UnreadableRecord]:
    """One document a row that is not blank; commas, semicolons or tabs part the cells, as in the header."""
    faults: list[UnreadableRecord] = []
    texts = _texts(stream, faults, path=path, options=options)
    columns = columns_of(next(texts, ""), options.fields)
    if columns is None:
        raise UnreadableSource(
            "its first line names no column for a title or text beside others (see --field)", path=path
        )
    rows = csv.reader(texts, delimiter=columns.delimiter)
    for number in count(1):
        told = len(faults)
        row: list[str] | None = []
        item: Document | UnreadableRecord | None = None
        try:
            row = next(rows, None)
            if row is not None and any(cell.strip() for cell in row):
                record = _record(row, columns.fields)
                item = document_of(record, format_name=FORMAT, path=path, options=options)
        except (ValueError, csv.Error) as error:
            line = 1 + rows.line_num + len(faults)  # the header, the rows so far, and what was passed over
            item = UnreadableRecord(str(error), path=path, record=str(number), line=line)
        yield from faults[told:]
        if item is not None:
            yield item
        if row is None:
            return


def _record(row: Sequence[str], fields: Sequence[str | None]) -> dict[str, object]:
    """The cells by field; of two columns for one field the first that is not blank counts."""
    if len(row) > len(fields):
        raise ValueError(f"{len(row)} cells under {len(fields)} columns")
    record: dict[str, object] = {}
    for name, cell in zip(fields, row, strict=False):
        if name is not None and cell.strip():
            record.setdefault(name, cell)
    return record


def _texts(
    stream: ByteStream, faults: list[UnreadableRecord], *, path: str, options: ReadOptions
) -> Iterator[str]:
    """Lines with their ends; one that can't be read is passed over and noted."""
    for line in lines(stream, max_bytes=options.max_record_bytes):
        if line.text is None:
            faults.append(UnreadableRecord(line.fault or "unreadable", path=path, line=line.number))
        else:
            yield f"{line.text}\n"
