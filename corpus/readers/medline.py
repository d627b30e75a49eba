"""MEDLINE tagged text (nbib): a tag of two to four letters, a dash, and lines that go on indented."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimgraph.corpus.assemble import Part, assemble
from claimgraph.corpus.citations import is_title, says_retracted
from claimgraph.corpus.document import Document, Source
from claimgraph.corpus.identifiers import as_doi, as_pmcid, as_pmid, as_year
from claimgraph.corpus.lines import Line, lines
from claimgraph.corpus.opening import ByteStream
from claimgraph.corpus.options import ReadOptions
from claimgraph.errors import UnreadableRecord

FORMAT = "medline"
_TAG = re.compile(r"([A-Z][A-Z0-9]{1,3}) *- ?(.*)")
_IDENTIFIER = re.compile(r"(.*?)\s*\[([a-z]+)\]\s*$")
_PMID_IN = re.compile(r"PMID:\s*(\d+)")
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)

Fields = dict[str, list[str]]


def read_medline(
    stream: ByteStream, *, path: str, options: ReadOptions
) -> Iterator[Document | UnreadableRecord]:
    """Records in the order of the file; a record begins after a blank line or with PMID."""
    number = 0
    for block in _blocks(lines(stream, max_bytes=options.max_record_bytes)):
        number += 1
        own = next(
            (found[2] for line in block if (found := _TAG.match(line.text or "")) and found[1] == "PMID"), ""
        )
        record = f"{number} (PMID {own.strip()})" if own else str(number)
        try:
            fields = _fields(block)
        except _Fault as fault:
            yield UnreadableRecord(str(fault), path=path, record=record, line=fault.line)
            continue
        source = _source(fields, path=path)
        title = next((text for tag in ("TI", "BTI", "TT") for text in fields.get(tag, ())), "")
        title = title if is_title(title) else ""
        abstract = fields.get("AB") or fields.get("OAB") or []
        try:
            yield assemble(
                Part(raw=title),
                [Part(raw=text) for text in abstract],
                source=source,
                options=options,
            )
        except ValueError as error:
            yield UnreadableRecord(str(error), path=path, record=record, line=block[0].number)


class _Fault(Exception):
    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


def _blocks(source: Iterator[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in source:
        blank = line.text is not None and not line.text.strip()
        if block and (blank or (line.text or "").startswith("PMID")):
            yield block
            block = []
        if not blank:
            block.append(line)
    if block:
        yield block


def _fields(block: list[Line]) -> Fields:
    """Values by tag; wrapped lines are joined by one space."""
    fields: Fields = {}
    values: list[str] | None = None
    for line in block:
        if line.text is None:
            raise _Fault(line.fault or "unreadable", line.number)
        found = _TAG.match(line.text)
        if found is not None and not line.text[0].isspace():
            values = fields.setdefault(found[1], [])
            values.append(found[2].strip())
        elif values and line.text[0].isspace():
            values[-1] = f"{values[-1]} {line.text.strip()}"
        else:
            raise _Fault(f"neither a tag nor an indented line: {line.text[:60]!r}", line.number)
    return fields


def _source(fields: Fields, *, path: str) -> Source:
    def first(*tags: str) -> str | None:
        return next((value for tag in tags for value in fields.get(tag, ()) if value), None)

    doi = None
    for value in fields.get("LID", []) + fields.get("AID", []):
        found = _IDENTIFIER.match(value)
        if found is not None and found[2] == "doi":
            doi = doi or as_doi(found[1])
    terms = [value.split("/")[0].strip().lstrip("*") for value in fields.get("MH", ())]
    types = tuple(fields.get("PT", ()))
    return Source(
        path=path,
        format=FORMAT,
        pmid=as_pmid(first("PMID")),
        pmcid=as_pmcid(first("PMC")),
        doi=doi,
        journal=first("TA", "JT"),
        year=as_year(first("DP", "DEP", "PHST")),
        authors=(
            *map(_name, fields.get("FAU") or fields.get("AU") or []),
            *fields.get("CN", ()),
        ),
        mesh_terms=tuple(dict.fromkeys(terms)),
        publication_types=types,
        language=first("LA"),
        retracted=says_retracted(types) or not {"RIN", "RRI", "CRI"}.isdisjoint(fields),
        retracts=tuple(_named(fields, "ROF", "RRF", "CRF")),
        corrected_by=tuple(_named(fields, "EIN", "ECI")),
        revised=_date(first("LR")),
    )


def _named(fields: Fields, *tags: str) -> Iterator[str]:
    """Ids of the articles that a citation refers to under these tags."""
    values = (value for tag in tags for value in fields.get(tag, ()))
    return (f"PMID:{found[1]}" for value in values if (found := _PMID_IN.search(value)))


def _date(value: str | None) -> str | None:
    """`20240517` as "2024-05-17"."""
    found = _DATE.fullmatch(value or "")
    return "-".join(found.groups()) if found else None


def _name(author: str) -> str:
    """Forename first, as on the page: "Doe, Jane A" is "Jane A Doe"."""
    last, comma, fore = author.partition(", ")
    return f"{fore} {last}" if comma else author
