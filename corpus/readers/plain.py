"""Plain text: one document a file, or one a line."""

from __future__ import annotations

from collections.abc import Iterator

from claimgraph.corpus.assemble import Part, assemble
from claimgraph.corpus.document import Document, Source
from claimgraph.corpus.lines import lines
from claimgraph.corpus.opening import ByteStream
from claimgraph.corpus.options import ReadOptions
from claimgraph.corpus.paragraphs import paragraphs
from claimgraph.corpus.sections import is_heading_line
from claimgraph.corpus.whole_text import read_text
from claimgraph.errors import UnreadableRecord

FORMAT = "plain"


def read_plain(
    stream: ByteStream, *, path: str, options: ReadOptions
) -> Iterator[Document | UnreadableRecord]:
    """The file as one document with its paragraphs as lines, or each line that is not blank as one."""
    source = Source(path=path, format=FORMAT)
    if options.plain == "line":
        for line in lines(stream, max_bytes=options.max_record_bytes):
            if line.text is None:
                yield UnreadableRecord(line.fault or "unreadable", path=path, line=line.number)
            elif line.text.strip():
                yield _document([Part(raw=line.text)], source, path=path, line=line.number, options=options)
        return
    text = read_text(stream, path=path, options=options)
    parts = [
        Part(raw=text[start:end], at=start, names_next=is_heading_line(text[start:end]))
        for start, end in paragraphs(text)
    ]
    yield _document(parts, source, path=path, line=1, options=options)


def _document(
    parts: list[Part], source: Source, *, path: str, line: int, options: ReadOptions
) -> Document | UnreadableRecord:
    try:
        return assemble(None, parts, source=source, options=options)
    except ValueError as error:
        return UnreadableRecord(str(error), path=path, line=line)
