"""JSON texts: an array or values one after another, read one value at a time, and faults in words."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator

import msgspec

from claimgraph.corpus.lines import utf8_fault
from claimgraph.corpus.opening import ByteStream
from claimgraph.corpus.options import ReadOptions
from claimgraph.errors import UnreadableSource

_BETWEEN = " \t\r\n,"
_decode = json.JSONDecoder().raw_decode


def json_fault(error: ValueError | RecursionError) -> str:
    """Why a text is no JSON, in words."""
    reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
    return reason.removeprefix("JSON is malformed: ")


def begins_with_json_line(head: bytes) -> bool:
    """Whether the first line is a JSON text by itself and others follow."""
    first, _, rest = head.partition(b"\n")
    if not first.strip() or not rest.strip():
        return False
    try:
        msgspec.json.decode(first.removeprefix(codecs.BOM_UTF8))
    except (ValueError, RecursionError):
        return False
    return True


def spans_lines(head: bytes) -> bool:
    """Whether the values are not one a line: an array of them, or objects that go on over several lines."""
    first = head.removeprefix(codecs.BOM_UTF8).lstrip().partition(b"\n")[0].rstrip()
    if first.startswith(b"["):
        return not begins_with_json_line(head)
    return first.startswith(b"{") and first.endswith((b"{", b"[", b","))


def json_values(stream: ByteStream, *, path: str, options: ReadOptions) -> Iterator[object]:
    """The items of an array, or values with blanks or commas between; raises UnreadableSource at a fault.

    No more than one value is held, and none that is longer than `max_record_bytes`.
    """
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    text = ""
    at = 0
    first, ended = True, False
    is_array = False
    while True:
        while at < len(text) and text[at] in _BETWEEN:
            at += 1
        if first and text[at : at + 1] == "[":
            first, is_array, at = False, True, at + 1
            continue
        if ended and is_array and text[at : at + 1] == "]" and not text[at + 1 :].strip():
            return
        fault = ""
        try:
            if at < len(text):
                value, end = _decode(text, at)
                if end < len(text) or ended:
                    yield value
                    first, at = False, end
                    continue
        except (ValueError, RecursionError) as error:
            fault = f"not JSON: {json_fault(error)}"
        if ended and at == len(text):
            if is_array:
                raise UnreadableSource("its array does not end (a truncated download?)", path=path)
            return
        if ended or len(text) - at > options.max_record_bytes:
            raise UnreadableSource(f"{fault or 'too long'}; put one record on each line", path=path)
        chunk = stream.read()
        ended = not chunk
        try:
            text, at = text[at:] + decoder.decode(chunk, final=ended), 0
        except UnicodeDecodeError as error:
            raise UnreadableSource(utf8_fault(error), path=path) from None
