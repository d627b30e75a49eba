"""BioC, as XML and as JSON: passages, sentences and mentions with offsets over the whole document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from claimgraph.corpus.assemble import (
    Part,
    RawMention,
    as_doi,
    as_pmcid,
    as_pmid,
    as_year,
    assemble,
    document_id,
)
from claimgraph.corpus.document import Document, Source
from claimgraph.corpus.lines import lines
from claimgraph.corpus.markup import Element, flatten
from claimgraph.corpus.mentions import place
from claimgraph.corpus.opening import ByteStream
from claimgraph.corpus.options import ReadOptions
from claimgraph.corpus.sections import LABELS, label_of
from claimgraph.corpus.tables import table
from claimgraph.corpus.whole_text import read_bytes
from claimgraph.corpus.xml_records import xml_records
from claimgraph.errors import UnreadableRecord, UnreadableSource

_IDS = ("identifier", "Identifier", "cui", "MESH", "NCBI Gene", "NCBI Homologene", "NCBITaxon", "id")
_TITLE_AT_MOST = 600  # characters
_BETWEEN_IDS = re.compile(r"[;,|]")
_NO_ID = frozenset({"", "-", "-1", "None"})


class Location(msgspec.Struct, frozen=True):
    offset: int
    length: int


class BiocMention(msgspec.Struct, frozen=True):
    infons: dict[str, object] = {}
    text: str | None = None
    locations: list[Location] = []


class Sentence(msgspec.Struct, frozen=True):
    offset: int = 0
    text: str | None = None
    annotations: list[BiocMention] = []


class Passage(msgspec.Struct, frozen=True):
    offset: int = 0
    infons: dict[str, object] = {}
    text: str | None = None
    sentences: list[Sentence] = []
    annotations: list[BiocMention] = []


class BiocDocument(msgspec.Struct, frozen=True):
    id: str | int | None = None
    infons: dict[str, object] = {}
    passages: list[Passage] = []


def read_bioc_xml(
    stream: ByteStream, *, path: str, options: ReadOptions
) -> Iterator[Document | UnreadableRecord]:
    """One document a <document> element."""
    for record in xml_records(stream, ("document",), path=path, options=options):
        if isinstance(record, UnreadableRecord):
            yield record
            continue
        try:
            bioc = _from_xml(record.element)
            yield _document(bioc, format_name="bioc_xml", path=path, number=record.number, options=options)
        except ValueError as error:
            yield UnreadableRecord(str(error), path=path, record=str(record.number), line=record.line)


def read_bioc_json(
    stream: ByteStream, *, path: str, options: ReadOptions
) -> Iterator[Document | UnreadableRecord]:
    """The documents of one collection, a list of them, or one collection or document a line."""
    number = 0
    for line, raw in _json_texts(stream, path=path, options=options):
        try:
            if isinstance(raw, UnreadableRecord):
                raise ValueError(raw.reason)
            documents = list(_json_documents(msgspec.json.decode(raw)))
        except (ValueError, RecursionError) as error:
            if line is None:
                raise UnreadableSource(f"not BioC JSON: {error}", path=path) from None
            number += 1
            yield UnreadableRecord(f"not BioC JSON: {error}", path=path, record=str(number), line=line)
            continue
        for document in documents:
            number += 1
            try:
                bioc = msgspec.convert(document, BiocDocument, strict=False)
                yield _document(bioc, format_name="bioc_json", path=path, number=number, options=options)
            except ValueError as error:
                yield UnreadableRecord(str(error), path=path, record=str(number), line=line)


def _json_texts(
    stream: ByteStream, *, path: str, options: ReadOptions
) -> Iterator[tuple[int | None, bytes | UnreadableRecord]]:
    """The whole file, or its lines if the first is a JSON text by itself and others follow."""
    first, _, rest = stream.head.partition(b"\n")
    if rest.strip() and first.strip() and _is_json(first):
        for line in lines(stream, max_bytes=options.max_record_bytes):
            if line.text is None:
                fault = UnreadableRecord(line.fault or "unreadable", path=path, line=line.number)
                yield line.number, fault
            elif line.text.strip():
                yield line.number, line.text.encode()
    else:
        yield None, read_bytes(stream, path=path, options=options)


def _is_json(raw: bytes) -> bool:
    try:
        msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        return False
    return True


def _json_documents(value: object) -> Iterator[object]:
    """Documents of a collection, of a list of collections or documents, or of an export that wraps one."""
    if isinstance(value, list):
        for item in value:
            yield from _json_documents(item)
    elif isinstance(value, dict):
        if "passages" in value:
            yield value
        elif isinstance(value.get("documents"), list):
            yield from value["documents"]
        else:
            lists = [item for item in value.values() if isinstance(item, list) and item]
            if not lists:
                raise ValueError("no documents in it")
            for item in lists:
                yield from _json_documents(item)
    else:
        raise ValueError(f"a JSON {type(value).__name__} where a document should be")


def _from_xml(element: Element) -> BiocDocument:
    return BiocDocument(
        id=element.findtext("id"),
        infons=_infons(element),
        passages=[
            Passage(
                offset=_number(passage.findtext("offset"), "offset"),
                infons=_infons(passage),
                text=None if passage.find("text") is None else flatten(passage.find("text")),
                sentences=[
                    Sentence(
                        _number(sentence.findtext("offset"), "offset"),
                        flatten(sentence.find("text")),
                        _mentions(sentence),
                    )
                    for sentence in passage.iterfind("sentence")
                ],
                annotations=_mentions(passage),
            )
            for passage in element.iterfind("passage")
        ],
    )


def _infons(element: Element) -> dict[str, object]:
    return {infon.get("key", ""): infon.text or "" for infon in element.iterfind("infon")}


def _mentions(element: Element) -> list[BiocMention]:
    return [
        BiocMention(
            _infons(mention),
            mention.findtext("text"),
            [
                Location(_number(location.get("offset"), "offset"), _number(location.get("length"), "length"))
                for location in mention.iterfind("location")
            ],
        )
        for mention in element.iterfind("annotation")
    ]


def _number(value: str | None, name: str) -> int:
    try:
        return int(value or "")
    except ValueError:
        raise ValueError(f"{name} {value!r} is not a number") from None


def _document(
    bioc: BiocDocument, *, format_name: str, path: str, number: int, options: ReadOptions
) -> Document:
    own = str(bioc.id).strip() if bioc.id is not None else ""
    title: Part | None = None
    parts: list[Part] = []
    heading: str | None = None
    infons: dict[str, object] = {}
    untyped = _is_untyped_abstract(bioc.passages)
    for position, passage in enumerate(bioc.passages):
        infons = {**passage.infons, **infons}
        text, mentions = _text(passage)
        role = "title" if untyped and position == 0 else _role(passage.infons)
        if role == "heading":
            heading = text.strip() or None
        elif role == "title" and title is None and not parts:
            title = Part(raw=text, mentions=mentions)
        elif role != "drop":
            label = label_of(heading, default=role if role in LABELS else "OTHER")
            parts.append(Part(raw=text, heading=heading, label=label, mentions=mentions))
    infons = {**infons, **bioc.infons}
    source = _source(own, infons, format_name=format_name, path=path)
    name = document_id(source, path=path, number=number, own=own or None)
    return assemble(title, parts, identifier=name, source=source, options=options)


def _is_untyped_abstract(passages: list[Passage]) -> bool:
    """Title and abstract of a collection that gives no types: two passages, the first a title's length."""
    if len(passages) != 2 or any({"type", "section_type"} & passage.infons.keys() for passage in passages):
        return False
    return 0 < len(_text(passages[0])[0]) <= _TITLE_AT_MOST


def _role(infons: Mapping[str, object]) -> str:
    """By the type of the passage if that says more than the type of its section."""
    roles = _roles()
    kind = roles.get(str(infons.get("type", "")).lower())
    section = roles.get(str(infons.get("section_type", "")).lower())
    if "drop" in (kind, section):
        return "drop"
    if kind in ("heading", "title"):
        return kind
    return section or kind or "text"


def _roles() -> dict[str, str]:
    return {row["type"]: row["role"] for row in table("passages")}


def _text(passage: Passage) -> tuple[str, list[RawMention]]:
    """Text of a passage, pieced together from its sentences if need be, and its mentions inside it."""
    if passage.text or not passage.sentences:
        text = passage.text or ""
        found = [place(raw, text) for raw in _raw(passage.annotations, passage.offset)]
        for sentence in passage.sentences:
            found.extend(place(raw, text) for raw in _raw(sentence.annotations, passage.offset))
        return text, [mention for mention in found if mention is not None]
    text = ""
    mentions: list[RawMention] = []
    for sentence in passage.sentences:
        own = sentence.text or ""
        if text and not text[-1].isspace() and own:
            text += " "
        begin = len(text)
        text += own
        for raw in _raw(sentence.annotations, sentence.offset):
            placed = place(raw, own)
            if placed is not None:
                mentions.append(
                    msgspec.structs.replace(placed, start=placed.start + begin, end=placed.end + begin)
                )
    mentions.extend(
        mention for raw in _raw(passage.annotations, passage.offset) if (mention := place(raw, text))
    )
    return text, mentions


def _raw(mentions: list[BiocMention], base: int) -> Iterator[RawMention]:
    """Mentions counted from `base`; one in several pieces is taken from its first to its last character."""
    for mention in mentions:
        if not mention.locations:
            continue
        start = min(location.offset for location in mention.locations) - base
        end = max(location.offset + location.length for location in mention.locations) - base
        words = mention.text if len(mention.locations) == 1 else None
        ids = [str(mention.infons[key]) for key in _IDS if mention.infons.get(key) is not None]
        kept = [part.strip() for value in ids for part in _BETWEEN_IDS.split(value)]
        unique = tuple(dict.fromkeys(part for part in kept if part not in _NO_ID))
        yield RawMention(start, end, str(mention.infons.get("type", "")), unique, words)


def _source(own: str, infons: Mapping[str, object], *, format_name: str, path: str) -> Source:
    def infon(*names: str) -> str | None:
        return next((str(infons[name]) for name in names if infons.get(name)), None)

    pmcid = as_pmcid(infon("article-id_pmc", "pmcid") or (own if own.upper().startswith("PMC") else None))
    pmid = as_pmid(infon("article-id_pmid", "pmid"))
    if pmid is None and pmcid != f"PMC{own}":
        pmid = as_pmid(own)
    return Source(
        path=path,
        format=format_name,
        pmid=pmid,
        pmcid=pmcid,
        doi=as_doi(infon("article-id_doi", "doi")),
        journal=(infon("journal-title", "journal") or "").split(";")[0].strip() or None,
        year=as_year(infon("year")),
    )
