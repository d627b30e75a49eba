"""What a user may tune about reading; every default is said here."""

from __future__ import annotations

from typing import Literal

import msgspec


class JsonFields(msgspec.Struct, frozen=True, kw_only=True):
    """Names of the JSON fields that hold a record's parts; a field that a record lacks is unknown."""

    id: str = "id"
    pmid: str = "pmid"
    pmcid: str = "pmcid"
    doi: str = "doi"
    title: str = "title"
    text: str = "text"  # the whole text or the abstract: a title that it starts with is not doubled
    abstract: str = "abstract"  # taken before `text` where a record has both
    sections: str = "sections"  # objects with label, start, end that count characters of the text field
    journal: str = "journal"
    year: str = "year"
    authors: str = "authors"
    mesh: str = "mesh"


class ReadOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Field names, the plain-text mode and the limits that keep memory bounded."""

    fields: JsonFields = JsonFields()
    plain: Literal["file", "line"] = "file"  # a plain text holds one document, or one a line
    max_document_characters: int = 5_000_000
    max_record_bytes: int = 64 * 2**20  # of one line, XML record or whole-file JSON
    max_source_bytes: int = 16 * 2**30  # after decompression


DEFAULT_OPTIONS = ReadOptions()
