"""Lines of a byte stream, whatever ends them, with their numbers and with a limit on their length."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import NamedTuple

from claimgraph.corpus.opening import ByteStream


class Line(NamedTuple):
    """One line without its end: `text` is None where it can't be used, and `fault` says why."""

    number: int  # from 1
    text: str | None
    fault: str | None = None


def lines(stream: ByteStream, *, max_bytes: int) -> Iterator[Line]:
    """Split at LF, CR LF and CR; an over-long line is skipped without being held in memory."""
    for number, raw in enumerate(_raw_lines(stream, max_bytes=max_bytes), start=1):
        if raw is None:
            yield Line(number, None, f"a line longer than {max_bytes:,} bytes (max_record_bytes)")
            continue
        try:
            yield Line(number, (raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw).decode("utf-8"))
        except UnicodeDecodeError as error:
            yield Line(number, None, utf8_fault(error))


def utf8_fault(error: UnicodeDecodeError) -> str:
    """What is wrong with bytes that should be UTF-8, in words."""
    return f"not UTF-8: byte 0x{error.object[error.start]:02x} at position {error.start}"


def _raw_lines(stream: ByteStream, *, max_bytes: int) -> Iterator[bytes | None]:
    """Lines as bytes, None for one that is too long."""
    pieces: list[bytes] = []  # of a line whose end has not come yet
    held = 0
    carriage_return = b""  # a CR at a chunk's end may be half of CR LF
    while chunk := stream.read():
        chunk = carriage_return + chunk
        carriage_return = b""
        if chunk.endswith(b"\r"):
            chunk, carriage_return = chunk[:-1], b"\r"
        parts = chunk.splitlines()
        if not parts or chunk.endswith((b"\n", b"\r")):
            parts.append(b"")
        for position, part in enumerate(parts):
            if position:
                yield None if held > max_bytes else b"".join(pieces)
                pieces, held = [], 0
            held += len(part)
            if held > max_bytes:
                pieces = []
            else:
                pieces.append(part)
    if carriage_return or held:
        yield None if held > max_bytes else b"".join(pieces)
