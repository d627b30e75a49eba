"""JSON lines: one record a line, the names of its fields by option."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

import msgspec

from claimgraph.corpus.assemble import Part, as_doi, as_pmcid, as_pmid, as_year, assemble, document_id
from claimgraph.corpus.document import Document, Section, Source
from claimgraph.corpus.lines import lines
from claimgraph.corpus.opening import ByteStream
from claimgraph.corpus.options import JsonFields, ReadOptions
from claimgraph.corpus.sections import label_of
from claimgraph.errors import UnreadableRecord

FORMAT = "jsonl"
_DESCRIPTOR = re.compile(r"(?:MESH:)?(D[0-9]{6,9})", re.IGNORECASE)
_WHOLE = frozenset({"abstract", "text", "body"})  # section labels that say nothing of its role
_decode = msgspec.json.Decoder().decode

Json: TypeAlias = "Mapping[str, object]"


def read_jsonl(
    stream: ByteStream, *, path: str, options: ReadOptions
) -> Iterator[Document | UnreadableRecord]:
    """One document for each line that is not blank."""
    number = 0
    for line in lines(stream, max_bytes=options.max_record_bytes):
        if line.text is not None and not line.text.strip():
            continue
        number += 1
        try:
            if line.text is None:
                raise ValueError(line.fault)
            record = _decode(line.text)
            if not isinstance(record, dict):
                raise ValueError(f"a JSON {type(record).__name__} where a record (object) should be")
            yield _document(record, path=path, number=number, options=options)
        except (ValueError, RecursionError) as error:
            undecoded = isinstance(error, msgspec.DecodeError | RecursionError)
            reason = f"not JSON: {error}" if undecoded else str(error)
            yield UnreadableRecord(reason, path=path, record=str(number), line=line.number)


def _document(record: Json, *, path: str, number: int, options: ReadOptions) -> Document:
    names = options.fields
    inner = record.get("source")
    if isinstance(inner, dict):  # a record that claimgraph wrote: its source stands in an object of its own
        record = {**inner, **record}
    own = _text(record, names.id)
    source = _source(record, names, path=path)
    title = _text(record, names.title)
    if title is not None and title in (own, source.pmid):
        title = None
    abstract = _text(record, names.abstract)
    text = abstract if abstract is not None else _text(record, names.text)
    if title is None and text is None:
        known = ", ".join(sorted(map(str, record))[:12])
        wanted = f"{names.title!r}, {names.abstract!r} or {names.text!r}"
        raise ValueError(f"no text in field {wanted}; it has: {known}")
    body = text or ""
    at = _after_title(body, title)
    given = _sections(record.get(names.sections), len(body), after=at)
    part = Part(raw=body[at:], given=given, newlines=True)
    return assemble(
        Part(raw=title) if title else None,
        [part],
        identifier=document_id(source, path=path, number=number, own=own),
        source=source,
        options=options,
    )


def _after_title(text: str, title: str | None) -> int:
    """Where the text goes on after a title that it repeats at its start."""
    if not title or not text.startswith(title):
        return 0
    return len(title) if text[len(title) : len(title) + 1].isspace() or len(text) == len(title) else 0


def _sections(value: object, length: int, *, after: int) -> list[Section] | None:
    """The sections that the record gives, counted from the end of a repeated title."""
    if value is None:
        return None
    if not isinstance(value, list):
        raise ValueError("its sections are not a list")
    sections: list[Section] = []
    last = 0
    for section in value:
        if not isinstance(section, dict):
            raise ValueError("a section that is not an object")
        start, end = section.get("start"), section.get("end")
        if not isinstance(start, int) or not isinstance(end, int) or not last <= start <= end <= length:
            raise ValueError(
                f"a section from {start} to {end} does not fit into the text of {length} characters"
            )
        last = end
        if end <= after:
            continue  # the title
        label = _text(section, "label")
        heading = _text(section, "heading") if "heading" in section else label
        if heading is not None and heading.lower() in _WHOLE:
            heading = label = None
        role = label_of(heading or label, category=label)
        sections.append(Section(role, heading, max(start - after, 0), end - after))
    return sections


def _source(record: Json, names: JsonFields, *, path: str) -> Source:
    mesh = [str(term) for term in _list(record, names.mesh)]
    descriptors = [found[1].upper() for term in mesh if (found := _DESCRIPTOR.fullmatch(term))]
    pmcid = _text(record, names.pmcid)
    return Source(
        path=path,
        format=FORMAT,
        pmid=as_pmid(_text(record, names.pmid)),
        pmcid=as_pmcid(pmcid),
        doi=as_doi(_text(record, names.doi)),
        journal=_text(record, names.journal),
        year=as_year(_text(record, names.year)),
        authors=tuple(str(author) for author in _list(record, names.authors)),
        mesh=tuple(f"MESH:{descriptor}" for descriptor in descriptors),
        mesh_terms=tuple(term for term in mesh if not _DESCRIPTOR.fullmatch(term)),
        retracted=record.get("retracted") is True,
    )


def _text(record: Json, name: str) -> str | None:
    """A field as text; numbers are taken as they are written, blank is None."""
    value = record.get(name)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "\n".join(value) or None
    raise ValueError(f"field {name!r} is not text")


def _list(record: Json, name: str) -> list[object]:
    value = record.get(name)
    if value is None:
        return []
    return (
        value if isinstance(value, list) else [part.strip() for part in str(value).split(";") if part.strip()]
    )
