"""JSON lines: one record a line, or an array of them; the names of their fields by option."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from claimgraph.corpus.document import Document
from claimgraph.corpus.fields import document_of
from claimgraph.corpus.json_values import json_fault, json_values, spans_lines
from claimgraph.corpus.lines import lines
from claimgraph.corpus.opening import ByteStream
from claimgraph.corpus.options import ReadOptions
from claimgraph.errors import UnreadableRecord

FORMAT = "jsonl"
_decode = msgspec.json.Decoder().decode


def read_jsonl(
    stream: ByteStream, *, path: str, options: ReadOptions
) -> Iterator[Document | UnreadableRecord]:
    """One document for each line that is not blank, or for each item of an array."""
    for number, (line, record) in enumerate(_records(stream, path=path, options=options), start=1):
        try:
            if isinstance(record, Exception):
                raise record
            if not isinstance(record, dict):
                raise ValueError(f"a JSON {type(record).__name__} where a record (object) should be")
            yield document_of(record, format_name=FORMAT, path=path, options=options)
        except ValueError as error:
            yield UnreadableRecord(str(error), path=path, record=str(number), line=line)


def _records(stream: ByteStream, *, path: str, options: ReadOptions) -> Iterator[tuple[int | None, object]]:
    """Line, if it is known, and value of each record; a ValueError for one that is no JSON."""
    if spans_lines(stream.head):
        for value in json_values(stream, path=path, options=options):
            yield None, value
        return
    for line in lines(stream, max_bytes=options.max_record_bytes):
        if line.text is None:
            yield line.number, ValueError(line.fault)
        elif line.text.strip():
            try:
                yield line.number, _decode(line.text)
            except (ValueError, RecursionError) as error:
                yield line.number, ValueError(f"not JSON: {json_fault(error)}")
