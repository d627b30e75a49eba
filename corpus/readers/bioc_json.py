"""BioC JSON: a collection, a list of them, or one collection or document a line."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from claimgraph.corpus.bioc import BiocDocument, bioc_document
from claimgraph.corpus.document import Document
from claimgraph.corpus.json_values import begins_with_json_line, json_fault
from claimgraph.corpus.lines import lines
from claimgraph.corpus.opening import ByteStream
from claimgraph.corpus.options import ReadOptions
from claimgraph.corpus.whole_text import read_bytes
from claimgraph.errors import UnreadableRecord, UnreadableSource

FORMAT = "bioc_json"


def read_bioc_json(
    stream: ByteStream, *, path: str, options: ReadOptions
) -> Iterator[Document | UnreadableRecord]:
    """The documents of one collection, a list of them, or one collection or document a line."""
    number = 0
    for line, raw in _json_texts(stream, path=path, options=options):
        try:
            if isinstance(raw, UnreadableRecord):
                raise ValueError(raw.reason)
            documents = list(_json_documents(msgspec.json.decode(raw)))
        except (ValueError, RecursionError) as error:
            reason = f"not BioC JSON: {json_fault(error)}"
            if line is None:
                raise UnreadableSource(reason, path=path) from None
            number += 1
            yield UnreadableRecord(reason, path=path, record=str(number), line=line)
            continue
        for document in documents:
            number += 1
            try:
                bioc = msgspec.convert(document, BiocDocument, strict=False)
                yield bioc_document(bioc, format_name=FORMAT, path=path, options=options)
            except ValueError as error:
                yield UnreadableRecord(str(error), path=path, record=str(number), line=line)


def _json_texts(
    stream: ByteStream, *, path: str, options: ReadOptions
) -> Iterator[tuple[int | None, bytes | UnreadableRecord]]:
    """The whole file, or its lines if the first is a JSON text by itself and others follow."""
    if begins_with_json_line(stream.head):
        for line in lines(stream, max_bytes=options.max_record_bytes):
            if line.text is None:
                fault = UnreadableRecord(line.fault or "unreadable", path=path, line=line.number)
                yield line.number, fault
            elif line.text.strip():
                yield line.number, line.text.encode()
    else:
        yield None, read_bytes(stream, path=path, options=options)


def _json_documents(value: object) -> Iterator[object]:
    """Documents of a collection, of a list of collections or documents, or of an export that wraps one."""
    if isinstance(value, list):
        for item in value:
            yield from _json_documents(item)
    elif isinstance(value, dict):
        if "passages" in value:
            yield value
        elif isinstance(value.get("documents"), list):
            yield from value["documents"]
        else:
            lists = [item for item in value.values() if isinstance(item, list) and item]
            if not lists:
                raise ValueError("no documents in it")
            for item in lists:
                yield from _json_documents(item)
    else:
        raise ValueError(f"a JSON {type(value).__name__} where a document should be")
