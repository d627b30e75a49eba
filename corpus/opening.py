"""Opening a source: standard input or a file, gzip undone, text brought to UTF-8, bytes counted."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import sys
import zlib
from typing import IO, Protocol

from claimgraph.corpus.checksums import Summed, has_checksum
from claimgraph.corpus.options import ReadOptions
from claimgraph.errors import UnreadableSource

GZIP_MAGIC = b"\x1f\x8b"
HEAD_BYTES = 65_536
MAX_LAYERS = 3  # a download may be compressed twice; more is a trick
STANDARD_INPUT = "-"

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class ByteStream:
    """Decompressed UTF-8 bytes of a source with a look at their beginning.

    `read` raises UnreadableSource for whatever is wrong below it: a missing file, a truncated or
    damaged gzip, an encoding that is not what it says, more bytes than allowed.
    """

    def __init__(self, source: _Readable, *, path: str, max_bytes: int) -> None:
        self.path = path
        self._source = source
        self._left = max_bytes
        self._max_bytes = max_bytes
        self._ahead = b""
        self._fault: UnreadableSource | None = None
        for _ in range(MAX_LAYERS):
            self._fill()
            if not self._ahead.startswith(GZIP_MAGIC):
                break
            self._source = _Gunzip(self._replay())
        else:
            raise UnreadableSource(f"is compressed more than {MAX_LAYERS} times over", path=path)
        encoding = _encoding(self._ahead, path=path)
        if encoding is not None:
            self._source = _Transcoder(self._replay(), encoding=encoding)
            self._fill()
        if self._fault is not None and not self._ahead:
            raise self._fault

    @property
    def head(self) -> bytes:
        """The first bytes, still to be read."""
        return self._ahead

    def read(self, size: int = 2**20) -> bytes:
        """Next bytes, at most about `size`; empty at the end."""
        if self._ahead:
            chunk, self._ahead = self._ahead, b""
        elif self._fault is not None:
            raise self._fault
        else:
            chunk = self._read_below(size)
        self._left -= len(chunk)
        if self._left < 0:
            raise UnreadableSource(
                f"holds more than {self._max_bytes:,} bytes after decompression (max_source_bytes)",
                path=self.path,
            )
        return chunk

    def _replay(self) -> _Replay:
        """What was read ahead, the rest, and what is wrong after it, for another layer to read."""
        replay = _Replay(self._ahead, self._source, fault=self._fault)
        self._ahead, self._fault = b"", None
        return replay

    def _fill(self) -> None:
        while len(self._ahead) < HEAD_BYTES:
            try:
                chunk = self._read_below(HEAD_BYTES - len(self._ahead))
            except UnreadableSource as fault:
                self._fault = fault  # told once the good bytes before it are read
                return
            if not chunk:
                break
            self._ahead += chunk

    def _read_below(self, size: int) -> bytes:
        try:
            return self._source.read(size)
        except EOFError:
            raise UnreadableSource(
                "its gzip data end too early (truncated download?)", path=self.path
            ) from None
        except (gzip.BadGzipFile, zlib.error) as error:
            raise UnreadableSource(f"its gzip data are damaged: {error}", path=self.path) from None
        except UnicodeError as error:
            raise UnreadableSource(f"its text can't be decoded: {error}", path=self.path) from None
        except OSError as error:
            raise UnreadableSource(error.strerror or str(error), path=self.path) from None


class _Replay(io.RawIOBase):
    """Bytes already taken from a stream, then the rest of it, or the fault that was met there."""

    def __init__(self, ahead: bytes, source: _Readable, *, fault: UnreadableSource | None) -> None:
        self._ahead = ahead
        self._source = source
        self._fault = fault

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        size = len(buffer)
        if self._ahead:
            chunk, self._ahead = self._ahead[:size], self._ahead[size:]
        elif self._fault is not None:
            raise self._fault
        else:
            chunk = self._source.read(size)
        buffer[: len(chunk)] = chunk
        return len(chunk)


class _Gunzip:
    """Gives what could be decompressed before it tells of damage, so that no good record is lost."""

    def __init__(self, source: _Replay) -> None:
        self._file = gzip.GzipFile(fileobj=source)

    def read(self, size: int, /) -> bytes:
        return self._file.read1(size)


class _Transcoder:
    """Reads text of another encoding as UTF-8."""

    def __init__(self, source: _Replay, *, encoding: str) -> None:
        self._source = source
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
        self._done = False

    def read(self, size: int, /) -> bytes:
        while not self._done:
            chunk = self._source.read(size)
            self._done = not chunk
            text = self._decoder.decode(chunk, final=self._done)
            if text:
                return text.encode("utf-8")
        return b""


def _encoding(head: bytes, *, path: str) -> str | None:
    """Name of the encoding that has to be undone, None for UTF-8 and for a name that nobody knows."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            # A broken UTF-8 record must not end the file: keep UTF-8 bytes, the readers take the mark off.
            return None if encoding == "utf-8-sig" else encoding
    declared = _XML_ENCODING.match(head)
    if declared is None:
        return None
    name = declared[1].decode("ascii")
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return None
    if known in ("utf-8", "ascii"):
        return None
    try:
        reads = declared[0].decode(name) == declared[0].decode("ascii")
    except (LookupError, UnicodeError):  # "hex" and the like are known, and encode no text
        reads = False
    if not reads:
        raise UnreadableSource(
            f"is not in the encoding that it declares, {name}; save it as UTF-8", path=path
        )
    return known


def open_source(source: str, *, options: ReadOptions) -> tuple[ByteStream, IO[bytes]]:
    """Open a path or `-`; give back the stream and the handle to close. A checksum beside the file must be right."""
    try:
        handle: IO[bytes] = sys.stdin.buffer if source == STANDARD_INPUT else open(source, "rb")  # noqa: SIM115
    except OSError as error:
        raise UnreadableSource(error.strerror or str(error), path=source) from None
    try:
        summed = source != STANDARD_INPUT and has_checksum(source)
        readable = Summed(handle, path=source) if summed else handle
        stream = ByteStream(readable, path=source, max_bytes=options.max_source_bytes)
    except BaseException:
        close(source, handle)
        raise
    return stream, handle


def close(source: str, handle: IO[bytes]) -> None:
    """Close a handle of `open_source`; standard input stays open."""
    if source != STANDARD_INPUT:
        handle.close()
