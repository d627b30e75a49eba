"""Tables (CSV, TSV) with a header: one record a row, columns by the same names as the fields of JSON lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimgraph.corpus.columns import columns_of
from claimgraph.corpus.document import Document
from claimgraph.corpus.fields import document_of
from claimgraph.corpus.lines import lines
from claimgraph.corpus.opening import ByteStream
from claimgraph.corpus.options import ReadOptions
from claimgraph.corpus.rows import rows
from claimgraph.errors import UnreadableRecord, UnreadableSource

FORMAT = "csv"


def read_delimited(
    stream: ByteStream, *, path: str, options: ReadOptions
) -> Iterator[Document | UnreadableRecord]:
    """One document a row that is not blank; commas, semicolons or tabs part the cells, as in the header."""
    texts = lines(stream, max_bytes=options.max_record_bytes)
    header = next(texts, None)
    columns = columns_of(header.text, options.fields) if header and header.text else None
    if columns is None:
        raise UnreadableSource(
            "its first line names no column for a title or text beside others (see --field)", path=path
        )
    table = rows(texts, delimiter=columns.delimiter, max_characters=options.max_record_bytes)
    for number, row in enumerate(table, start=1):
        try:
            if row.cells is None:
                raise ValueError(row.fault)
            if any(cell.strip() for cell in row.cells):
                record = _record(row.cells, columns.fields)
                yield document_of(record, format_name=FORMAT, path=path, options=options)
        except ValueError as error:
            yield UnreadableRecord(str(error), path=path, record=str(number), line=row.line)


def _record(row: Sequence[str], fields: Sequence[str | None]) -> dict[str, object]:
    """The cells by field; of two columns for one field the first that is not blank counts."""
    if any(cell.strip() for cell in row[len(fields) :]):
        raise ValueError(f"{len(row)} cells under {len(fields)} columns")
    record: dict[str, object] = {}
    for name, cell in zip(fields, row, strict=False):
        if name is not None and cell.strip():
            record.setdefault(name, cell)
    return record
