"""Cutting an XML stream into the bytes of its records, before anything is parsed.

So memory is that of one record, broken UTF-8 or a control character costs the record that holds it, and
no declaration of the file's DTD (entities, external files) ever reaches a parser; a file that declares
entities is refused as a whole.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claimgraph.corpus.opening import ByteStream
from claimgraph.corpus.options import ReadOptions
from claimgraph.errors import UnreadableSource

_GAP_BYTES = 2**20
# What may stand between records: tags of the set, comments, instructions, a document type without subset.
_BETWEEN = re.compile(
    rb"(?:\s+|<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[<>]*>|</?[A-Za-z][^<>]*>|" + codecs.BOM_UTF8 + rb")*",
    re.DOTALL,
)


class Piece(NamedTuple):
    """Bytes of one record, the line where it begins, and what is wrong with it if something is."""

    name: str
    raw: bytes
    line: int
    fault: str | None


class XmlCutter:
    """Finds elements of some names in a stream; an element of the same name inside another is a fault."""

    def __init__(self, stream: ByteStream, names: Sequence[str], *, path: str, options: ReadOptions) -> None:
        self._stream = stream
        self._names = names
        self._path = path
        self._longest = max(map(len, names)) + 2
        self._max_bytes = options.max_record_bytes
        alternatives = b"|".join(name.encode("ascii") for name in names)
        self._opening = re.compile(rb"<(" + alternatives + rb")(?=[\s/>])")
        self._mark = re.compile(rb"<!--|" + self._opening.pattern)
        self._buffer = b""
        self._at = 0  # how much of the buffer is done with
        self._line = 1  # of the first byte that is not
        self._ended = False

    def pieces(self) -> Iterator[Piece]:
        """Records in their order, with stray content between them as faulty pieces."""
        first = True
        while True:
            line = self._line
            gap, found = self._to_next()
            if first:
                self._check_prolog(gap, found=found)
            elif fault := _stray(gap, line):
                yield fault
            if not found:
                return
            first = False
            yield self._take()

    def _fill(self) -> None:
        chunk = self._stream.read()
        self._ended = not chunk
        self._buffer = self._buffer[self._at :] + chunk
        self._at = 0

    def _pass(self, end: int) -> bytes:
        """What is left of the buffer up to `end`, from now on done with."""
        passed = self._buffer[self._at : end]
        self._at = end
        self._line += passed.count(b"\n")
        return passed

    def _to_next(self) -> tuple[bytes, bool]:
        """What stands before the next record's tag, shortened if it is long, and whether there is one."""
        gap = b""
        while True:
            found = self._mark.search(self._buffer, self._at)
            if found is not None:
                gap += self._pass(found.start())
                if found[0] != b"<!--":
                    return gap, True
                gap += self._comment()
                continue
            # The buffer's last bytes may be the beginning of a tag.
            keep = self._buffer.rfind(b"<", self._at)
            passed = self._pass(len(self._buffer) if self._ended or keep < 0 else keep)
            if len(gap) < _GAP_BYTES:
                gap += passed
            if self._ended:
                return gap, False
            if len(self._buffer) - self._at > self._max_bytes:
                raise UnreadableSource("a tag that does not end", path=self._path, line=self._line)
            self._fill()

    def _comment(self) -> bytes:
        """Pass over a comment, whatever it holds; of it only the line ends are left."""
        line = self._line
        self._pass(self._at + len(b"<!--"))
        left = b""
        while (end := self._buffer.find(b"-->", self._at)) < 0:
            if self._ended:
                raise UnreadableSource("a comment that does not end", path=self._path, line=line)
            left += b"\n" * self._pass(max(len(self._buffer) - 2, self._at)).count(b"\n")
            self._fill()
        return left + b"\n" * self._pass(end + len(b"-->")).count(b"\n")

    def _check_prolog(self, prolog: bytes, *, found: bool) -> None:
        position = prolog.find(b"<!ENTITY")
        if position >= 0:
            raise UnreadableSource(
                "its document type declares entities, which are not expanded; save it without them",
                path=self._path,
                line=prolog.count(b"\n", 0, position) + 1,
            )
        if not found:
            names = " or ".join(f"<{name}>" for name in self._names)
            raise UnreadableSource(f"no element {names} in it", path=self._path)

    def _take(self) -> Piece:
        """The record at which the buffer stands: up to its end tag, or to the next record without one."""
        line = self._line
        opened = self._opening.match(self._buffer, self._at)
        tag = opened[1] if opened else b""
        name = tag.decode("ascii")
        closing = b"</" + tag
        overlap = max(len(closing) + 64, self._longest)  # a tag may lie across two reads
        size = 0  # of what was dropped because the record is too long
        searched = self._at + len(tag)
        while True:
            following = self._opening.search(self._buffer, searched)
            limit = following.start() if following else len(self._buffer)
            end = 0 if size else self._empty_end()
            end = end or _closing_end(self._buffer, closing, searched, limit)
            if end or following or self._ended:
                break
            done = max(len(self._buffer) - overlap, searched)
            if len(self._buffer) - self._at > self._max_bytes:
                size += len(self._pass(done))
            searched = done - self._at
            self._fill()
        raw = self._pass(end or limit)
        if size + len(raw) > self._max_bytes:
            return Piece(name, b"", line, f"longer than {self._max_bytes:,} bytes (max_record_bytes)")
        if end:
            return Piece(name, raw, line, None)
        if following:
            return Piece(name, raw, line, f"no end tag </{name}>")
        return Piece(name, raw, line, f"the file ends inside the record (cut short?): no end tag </{name}>")

    def _empty_end(self) -> int:
        """Where an element without content (<DeleteCitation/>) ends; 0 if it has content."""
        stop = self._buffer.find(b">", self._at)
        return stop + 1 if stop > self._at and self._buffer[stop - 1 : stop] == b"/" else 0


def _closing_end(buffer: bytes, closing: bytes, start: int, limit: int) -> int:
    """Where the end tag ends, 0 if it is not there; `</article-meta>` does not end an article."""
    while (position := buffer.find(closing, start, limit)) >= 0:
        end = buffer.find(b">", position, limit)
        if end < 0:
            return 0
        if not buffer[position + len(closing) : end].strip():
            return end + 1
        start = position + 1
    return 0


def _stray(gap: bytes, line: int) -> Piece | None:
    """A fault if something other than the tags of the set stands between two records."""
    allowed = _BETWEEN.match(gap)
    start = allowed.end() if allowed else 0
    rest = gap[start:].strip()
    if not rest:
        return None
    return Piece("", rest, line + gap.count(b"\n", 0, start), "stray content between the records")
