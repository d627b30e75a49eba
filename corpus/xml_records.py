"""The records of an XML file one by one, each parsed alone, so that a bad one harms no other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html.entities import html5
from typing import NamedTuple

from lxml import etree

from claimgraph.corpus.markup import Element
from claimgraph.corpus.opening import ByteStream
from claimgraph.corpus.options import ReadOptions
from claimgraph.corpus.xml_cutter import Piece, XmlCutter
from claimgraph.errors import UnreadableRecord

# Prefixes that are declared on the set, outside the record, or not at all.
_OPEN = (
    b'<record xmlns:mml="http://www.w3.org/1998/Math/MathML" xmlns:xlink="http://www.w3.org/1999/xlink"'
    b' xmlns:ali="http://www.niso.org/schemas/ali/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    b' xmlns:oasis="http://www.niso.org/standards/z39-96/ns/oasis-exchange/table">'
)
_CLOSE = b"</record>"
_NAMED_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30};)")
_ID = re.compile(
    rb"<PMID[^<>]*>\s*(\d+)"
    rb"""|<article-id[^<>]*pub-id-type=["'](?:pmid|pmc|pmcid)["'][^<>]*>\s*(\w+)"""
    rb"|<id>\s*([^<\s]+)"
)
_PLACE_IN_MESSAGE = re.compile(r", line \d+, column \d+.*$")


class XmlRecord(NamedTuple):
    """One parsed record: its element, its tag, its number (from 1), the line where it begins, and its bytes."""

    element: Element
    name: str
    number: int
    line: int
    raw: bytes


def xml_records(
    stream: ByteStream, names: Sequence[str], *, path: str, options: ReadOptions
) -> Iterator[XmlRecord | UnreadableRecord]:
    """Elements of these names wherever they stand; namespaces of elements are left in their tags."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    for number, piece in enumerate(XmlCutter(stream, names, path=path, options=options).pieces(), start=1):
        if piece.fault is not None:
            yield _bad(piece.fault, piece, path=path, number=number, line=piece.line)
            continue
        try:
            element = etree.fromstring(_OPEN + _known_entities(piece.raw) + _CLOSE, parser)[0]
        except etree.XMLSyntaxError as error:
            line = piece.line + (error.lineno or 1) - 1
            reason = _PLACE_IN_MESSAGE.sub("", error.msg or "syntax error")
            yield _bad(f"not well-formed XML: {reason}", piece, path=path, number=number, line=line)
        else:
            yield XmlRecord(element, piece.name, number, piece.line, piece.raw)


def _known_entities(raw: bytes) -> bytes:
    """Named characters (&alpha;) as themselves; the five of XML and unknown names are left to the parser."""
    if b"&" not in raw:
        return raw

    def replace(found: re.Match[bytes]) -> bytes:
        character = html5.get(found[1].decode("ascii"))
        return found[0] if character is None else character.encode("utf-8")

    return _NAMED_ENTITY.sub(replace, raw)


def _bad(reason: str, piece: Piece, *, path: str, number: int, line: int) -> UnreadableRecord:
    """The error of a record, with its own id if that can still be seen."""
    found = _ID.search(piece.raw)
    own = next((group for group in found.groups() if group), b"") if found else b""
    record = f"{number} ({own.decode('utf-8', 'replace')})" if own else str(number)
    return UnreadableRecord(reason, path=path, record=record, line=line)
