"""A record of named fields (a JSON object, a row of a table) as a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from claimgraph.corpus.assemble import Part, assemble
from claimgraph.corpus.document import Document, Section, Source
from claimgraph.corpus.identifiers import as_doi, as_pmcid, as_pmid, as_year, named_pmid
from claimgraph.corpus.options import JsonFields, ReadOptions
from claimgraph.corpus.page_authors import author_names
from claimgraph.corpus.sections import label_of, says_nothing

_DESCRIPTOR = re.compile(r"(?:MESH:)?(D[0-9]{6,9})", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.?!][\"'\u201d\u2019)\]]*\s*$")
_NAME_PARTS = ("given", "family")  # as CSL has them

Fields: TypeAlias = "Mapping[str, object]"


def document_of(record: Fields, *, format_name: str, path: str, options: ReadOptions) -> Document:
    """Its document; raises ValueError if it holds no text or a field is not what it should be."""
    names = options.fields
    inner = record.get("source")
    if isinstance(inner, dict):  # a record that claimgraph wrote: its source stands in an object of its own
        record = {**inner, **record}
    own = _text(record, names.id)
    source = _source(record, names, own=own, format_name=format_name, path=path)
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
    return assemble(Part(raw=title) if title else None, [part], source=source, own=own, options=options)


def _after_title(text: str, title: str | None) -> int:
    """Where the text goes on after a title that it repeats at its start, as a line or a sentence of its own."""
    if not title or not text.startswith(title):
        return 0
    after = text[len(title) : len(title) + 1]
    apart = after in ("", "\n", "\r") or (after.isspace() and _SENTENCE_END.search(title))
    return len(title) if apart else 0


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
        if heading is not None and says_nothing(heading):
            heading = label = None
        role = label_of(heading or label, category=label)
        sections.append(Section(role, heading, max(start - after, 0), end - after))
    return sections


def _source(record: Fields, names: JsonFields, *, own: str | None, format_name: str, path: str) -> Source:
    mesh = list(_mesh(record.get(names.mesh)))
    descriptors = [found[1].upper() for term in mesh if (found := _DESCRIPTOR.fullmatch(term))]
    pmcid = _text(record, names.pmcid)
    return Source(
        path=path,
        format=format_name,
        pmid=as_pmid(_text(record, names.pmid)) or named_pmid(own),
        pmcid=as_pmcid(pmcid),
        doi=as_doi(_text(record, names.doi)),
        journal=_text(record, names.journal),
        year=as_year(_text(record, names.year)),
        authors=tuple(_authors(record.get(names.authors))),
        mesh=tuple(f"MESH:{descriptor}" for descriptor in descriptors),
        mesh_terms=tuple(term for term in mesh if not _DESCRIPTOR.fullmatch(term)),
        retracted=record.get("retracted") is True,
    )


def _text(record: Fields, name: str) -> str | None:
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


def _items(value: object) -> list[object]:
    """The items of a list, or of a text that parts them by semicolons."""
    if value is None:
        return []
    return value if isinstance(value, list) else [part.strip() for part in str(value).split(";")]


def _authors(value: object) -> Iterator[str]:
    """Names, also out of objects with a name or with its parts."""
    if isinstance(value, str) and ";" not in value and (names := author_names(value)):
        yield from names
        return
    for item in _items(value):
        name = item
        if isinstance(item, dict):
            name = item.get("name") or " ".join(str(item[key]) for key in _NAME_PARTS if item.get(key))
        if name:
            yield str(name)


def _mesh(value: object) -> Iterator[str]:
    """Descriptors and terms, also out of objects with an id, a name or both."""
    for item in _items(value):
        of_item = [item.get("id"), item.get("name")] if isinstance(item, dict) else [item]
        yield from (str(term) for term in of_item if term)
