"""Streaming the records of an XML file one by one, each parsed alone, so that a bad one harms no other.

The file is cut at the records' tags before parsing. So memory is that of one record, broken UTF-8 or a
control character costs the record that holds it, and no declaration of the file's DTD (entities, external
files) ever reaches a parser; a file that declares entities is refused as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html.entities import html5

from lxml import etree

from claimgraph.corpus.markup import Element
from claimgraph.corpus.opening import ByteStream
from claimgraph.corpus.options import ReadOptions
from claimgraph.errors import UnreadableRecord, UnreadableSource

# Prefixes that publishers use without declaring them on the element itself.
_OPEN = (
    b'<record xmlns:mml="http://www.w3.org/1998/Math/MathML" xmlns:xlink="http://www.w3.org/1999/xlink"'
    b' xmlns:ali="http://www.niso.org/schemas/ali/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    b' xmlns:oasis="http://www.niso.org/standards/z39-96/ns/oasis-exchange/table">'
)
_CLOSE = b"</record>"
_PROLOG_BYTES = 2**20
_NAMED_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30};)")
# What may stand between records: tags of the set, comments, instructions and a document type without subset.
_BETWEEN = re.compile(
    rb"(?:\s+|<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[<>]*>|</?[A-Za-z][^<>]*>|\xef\xbb\xbf)*", re.DOTALL
)


class XmlRecord:
    """One parsed record: its element, its tag, its number (from 1) and the line where it begins."""

    __slots__ = ("element", "line", "name", "number")

    def __init__(self, element: Element, *, name: str, number: int, line: int) -> None:
        self.element = element
        self.name = name
        self.number = number
        self.line = line


def xml_records(
    stream: ByteStream, names: Sequence[str], *, path: str, options: ReadOptions
) -> Iterator[XmlRecord | UnreadableRecord]:
    """Elements of these names wherever they stand, one inside another of the same name excepted."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    number = 0
    for name, raw, line, fault in _cut(stream, names, path=path, options=options):
        number += 1
        if fault is None:
            try:
                element = etree.fromstring(_OPEN + _known_entities(raw) + _CLOSE, parser)[0]
            except etree.XMLSyntaxError as error:
                yield _bad(_reason(error), raw, path=path, number=number, line=line + error.lineno - 1)
                continue
            yield XmlRecord(element, name=name, number=number, line=line)
        else:
            yield _bad(fault, raw, path=path, number=number, line=line)


_Piece = tuple[str, bytes, int, str | None]  # name, bytes of the record, its line, what is wrong with it


def _cut(stream: ByteStream, names: Sequence[str], *, path: str, options: ReadOptions) -> Iterator[_Piece]:
    """Records as bytes, from tag to tag."""
    opening = re.compile(rb"<(" + b"|".join(name.encode() for name in names) + rb")(?=[\s/>])")
    buffer, at, line, seen = b"", 0, 1, 0
    ended = False
    while True:
        found = opening.search(buffer, at)
        if found is None:
            if ended:
                break
            # Keep what may be the beginning of a record's tag.
            keep = max(buffer.rfind(b"<"), 0) if seen else 0
            if len(buffer) - keep > _PROLOG_BYTES:
                if not seen:
                    _refuse_entities(buffer, path=path)
                    raise UnreadableSource(f"no {' or '.join(names)} in its first bytes", path=path)
                keep = len(buffer) - _PROLOG_BYTES
            if seen and keep > at:
                yield from _between(buffer[at:keep], line)
                line += buffer.count(b"\n", at, keep)
                at = keep
            chunk = stream.read()
            ended = not chunk
            buffer, at = buffer[at:] + chunk, 0
            continue
        if not seen:
            _refuse_entities(buffer[: found.start()], path=path)
            line += buffer.count(b"\n", at, found.start())
        else:
            yield from _between(buffer[at : found.start()], line)
            line += buffer.count(b"\n", at, found.start())
        seen += 1
        buffer, at = buffer[found.start() :], 0
        name = found[1].decode()
        closing = b"</" + found[1]
        search = 0
        dropped = 0
        while (close := _close(buffer, closing, search)) < 0 and not ended:
            if _is_empty(buffer):
                break
            search = max(len(buffer) - len(closing) - 1, 0)
            if len(buffer) > options.max_record_bytes:
                dropped += search
                line += buffer.count(b"\n", 0, search)
                buffer = buffer[search:]
                search = 0
            chunk = stream.read()
            ended = not chunk
            buffer += chunk
        end = close if close >= 0 else len(buffer)
        fault: str | None = None
        if dropped:
            fault = f"record longer than {options.max_record_bytes:,} bytes (max_record_bytes)"
        else:
            # An end tag is missing if the next record begins inside; an empty element has none.
            limit = _empty_end(buffer, end)
            if limit:
                end = limit
            else:
                second = opening.search(buffer, len(closing), end)
                if second is not None and second[1] == found[1]:
                    end, fault = second.start(), f"no end tag </{name}>"
                elif close < 0:
                    fault = f"the file ends inside the record (truncated?): no end tag </{name}>"
        record = buffer[:end]
        yield name, record, line, fault
        line += record.count(b"\n")
        at = end
    if not seen:
        _refuse_entities(buffer, path=path)
        raise UnreadableSource(f"no {' or '.join(names)} element in it", path=path)
    yield from _between(buffer[at:], line)


def _close(buffer: bytes, closing: bytes, start: int) -> int:
    """Where the end tag ends, -1 if it has not come yet."""
    while (position := buffer.find(closing, start)) >= 0:
        end = buffer.find(b">", position)
        if end < 0:
            return -1
        if not buffer[position + len(closing) : end].strip():
            return end + 1
        start = position + 1
    return -1


def _is_empty(buffer: bytes) -> bool:
    return _empty_end(buffer, len(buffer)) > 0


def _empty_end(buffer: bytes, end: int) -> int:
    """Where an element without content (<DeleteCitation/>) ends; 0 if it has content."""
    stop = buffer.find(b">", 0, end)
    return stop + 1 if stop > 0 and buffer[stop - 1 : stop] == b"/" else 0


def _between(gap: bytes, line: int) -> Iterator[_Piece]:
    """A fault if something other than the tags of the set stands between two records."""
    allowed = _BETWEEN.match(gap)
    rest = gap[allowed.end() if allowed else 0 :].strip()
    if rest and rest != b"<":
        yield "", rest, line, "stray content between the records"


def _refuse_entities(prolog: bytes, *, path: str) -> None:
    if b"<!ENTITY" in prolog:
        raise UnreadableSource(
            "its document type declares entities, which claimgraph does not expand; resave it without them",
            path=path,
            line=prolog[: prolog.index(b"<!ENTITY")].count(b"\n") + 1,
        )


def _known_entities(raw: bytes) -> bytes:
    """Named characters (&alpha;) as themselves; the five of XML and unknown names are left to the parser."""
    if b"&" not in raw:
        return raw

    def replace(found: re.Match[bytes]) -> bytes:
        character = html5.get(found[1].decode("ascii"))
        return found[0] if character is None else character.encode("utf-8")

    return _NAMED_ENTITY.sub(replace, raw)


def _reason(error: etree.XMLSyntaxError) -> str:
    return f"not well-formed XML: {(error.msg or 'syntax error').removesuffix(f', line {error.lineno}, column {error.offset}')}"


_ID = re.compile(
    rb"""<PMID[^<>]*>\s*(\d+)|<article-id[^<>]*pub-id-type=["'](?:pmid|pmc|pmcid)["'][^<>]*>\s*(\w+)|<id>\s*([^<\s]+)"""
)


def _bad(reason: str, raw: bytes, *, path: str, number: int, line: int) -> UnreadableRecord:
    """The error of a record, with its own id if that can still be seen."""
    found = _ID.search(raw)
    own = (
        next((group.decode("utf-8", "replace") for group in found.groups() if group), None) if found else None
    )
    record = f"{number} ({own})" if own else str(number)
    return UnreadableRecord(reason, path=path, record=record, line=line)
