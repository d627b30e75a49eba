"""BioC XML: collections of documents with offsets over each document."""

from __future__ import annotations

from collections.abc import Iterator

from claimgraph.corpus.bioc import BiocDocument, BiocMention, Location, Passage, Sentence, bioc_document
from claimgraph.corpus.document import Document
from claimgraph.corpus.markup import Element, flatten
from claimgraph.corpus.opening import ByteStream
from claimgraph.corpus.options import ReadOptions
from claimgraph.corpus.xml_records import xml_records
from claimgraph.errors import UnreadableRecord

FORMAT = "bioc_xml"


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
            yield bioc_document(bioc, format_name=FORMAT, path=path, options=options)
        except ValueError as error:
            yield UnreadableRecord(str(error), path=path, record=str(record.number), line=record.line)


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
