"""A source that is one text: read as a whole, within its limit, checked to be text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from claimgraph.corpus.lines import utf8_fault
from claimgraph.corpus.opening import ByteStream
from claimgraph.corpus.options import ReadOptions
from claimgraph.errors import UnreadableSource

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")


def lines_of(text: str) -> Iterator[re.Match[str]]:
    """The lines of a text that are not empty, without their ends, whatever ends them."""
    return _LINE.finditer(text)


def read_bytes(stream: ByteStream, *, path: str, options: ReadOptions) -> bytes:
    """All bytes, without a byte order mark; raises UnreadableSource over the limit of one record."""
    pieces: list[bytes] = []
    size = 0
    while chunk := stream.read():
        size += len(chunk)
        if size > options.max_record_bytes:
            limit = f"{options.max_record_bytes:,}"
            raise UnreadableSource(f"is longer than {limit} bytes (max_record_bytes)", path=path)
        pieces.append(chunk)
    return b"".join(pieces).removeprefix(codecs.BOM_UTF8)


def read_text(stream: ByteStream, *, path: str, options: ReadOptions) -> str:
    """All text; raises UnreadableSource if it is not UTF-8 or holds NUL characters."""
    raw = read_bytes(stream, path=path, options=options)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableSource(f"{utf8_fault(error)}; save it as UTF-8", path=path, line=line) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UnreadableSource("holds NUL characters: not a text file", path=path, line=line)
    return text
