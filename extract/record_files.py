"""Reads and writes files of records: JSON lines, plain or gzipped; `-` is the standard stream."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from io import BufferedReader
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from claimgraph.corpus.opening import GZIP_MAGIC
from claimgraph.errors import InvalidRecord, UnreadableSource
from claimgraph.extract.record_check import check_record
from claimgraph.extract.records import Record, decode_record, encode_record
from claimgraph.whole_file import open_whole


class RecordWriter:
    """Writes records to a file that appears, whole, when the `with` block ends well."""

    def __init__(self, path: Path | str) -> None:
        self._opened: AbstractContextManager[BinaryIO] = open_whole(path)
        self._stream: BinaryIO | None = None
        self.count = 0

    def __enter__(self) -> Self:
        self._stream = self._opened.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream = None
        self._opened.__exit__(kind, error, trace)

    def write(self, record: Record) -> None:
        """Add one record; raises `InvalidRecord` where it has no JSON form."""
        if self._stream is None:
            raise ValueError("RecordWriter is used outside its with block")
        self._stream.write(encode_record(record))
        self.count += 1


def read_records(path: Path | str, *, check: bool = True) -> Iterator[Record]:
    """Yield the records of a file one by one; blank lines are passed over.

    Raises `InvalidRecord` with file and line at the first line that is no record or, with `check`, whose
    parts contradict each other; `UnreadableSource` where the file can't be opened or unpacked.
    """
    name = "standard input" if str(path) == "-" else str(path)
    number = 0
    try:
        with _open(path) as stream:
            for number, line in enumerate(stream, start=1):
                if line.isspace():
                    continue
                record = decode_record(line, where=f"{name}, line {number}")
                if check and (faults := check_record(record)):
                    raise InvalidRecord(f"{name}, line {number}, record {record.id}: {faults[0]}")
                yield record
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableSource(reason, path=name, line=number + 1 if number else None) from error


@contextmanager
def _open(path: Path | str) -> Iterator[Iterable[bytes]]:
    """Open a plain or gzipped file, told by its first bytes; standard input is not closed."""
    with ExitStack() as stack:
        raw = sys.stdin.buffer if str(path) == "-" else stack.enter_context(Path(path).open("rb"))
        packed = isinstance(raw, BufferedReader) and raw.peek(2).startswith(GZIP_MAGIC)
        yield stack.enter_context(gzip.GzipFile(fileobj=raw, mode="rb")) if packed else raw
