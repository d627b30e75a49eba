"""Lines of streams: every kind of end, lengths, encodings."""

from __future__ import annotations

import io

import pytest

from claimgraph.corpus.lines import lines
from claimgraph.corpus.opening import ByteStream


class Trickle(io.BytesIO):
    """Gives few bytes at a time, so that ends of lines fall between two reads."""

    def __init__(self, content: bytes, size: int) -> None:
        super().__init__(content)
        self.size = size

    def read(self, size: int | None = -1) -> bytes:
        return super().read(self.size)


class Pieces(ByteStream):
    """A stream that hands on exactly what each read below gives."""

    def __init__(self, content: bytes, size: int) -> None:
        super().__init__(io.BytesIO(content), path="x", max_bytes=2**40)
        self._ahead = b""
        self._source = Trickle(content, size)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_mixed_ends(size: int) -> None:
    content = b"one\ntwo\r\nthree\rfour\r\r\nfive\n\nlast"
    found = [line.text for line in lines(Pieces(content, size), max_bytes=100)]
    assert found == ["one", "two", "three", "four", "", "five", "", "last"]


@pytest.mark.parametrize("content", [b"a\nb\n", b"a\rb\r", b"a\r\nb\r\n", b"\xef\xbb\xbfa\nb"])
def test_end_of_file_and_byte_order_mark(content: bytes) -> None:
    assert [line.text for line in lines(Pieces(content, 2), max_bytes=100)] == ["a", "b"]


def test_long_line_is_skipped_and_numbered() -> None:
    content = b"short\n" + b"x" * 1000 + b"\nafter\n"
    found = list(lines(Pieces(content, 64), max_bytes=100))
    assert [(line.number, line.text) for line in found] == [(1, "short"), (2, None), (3, "after")]
    assert "longer than 100 bytes" in (found[1].fault or "")


def test_broken_utf8_costs_its_line() -> None:
    found = list(lines(Pieces(b"good\nb\xffad\ngood", 1000), max_bytes=100))
    assert [line.text for line in found] == ["good", None, "good"]
    assert found[1].fault == "not UTF-8: byte 0xff at position 1"
