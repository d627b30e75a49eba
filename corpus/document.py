"""A document as it was read: its text, where it comes from, and its sections."""

from __future__ import annotations

import msgspec


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where a document comes from and what its record says of it; unknown values are None or empty."""

    path: str | None = None
    format: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    doi: str | None = None
    journal: str | None = None
    year: int | None = None
    authors: tuple[str, ...] = ()
    mesh: tuple[str, ...] = ()  # CURIEs of descriptors: "MESH:D007376"
    mesh_terms: tuple[str, ...] = ()  # their names, where the source gives names
    publication_types: tuple[str, ...] = ()
    language: str | None = None
    retracted: bool = False
    retracts: tuple[str, ...] = ()  # document ids that this record (a notice) declares retracted
    corrected_by: tuple[str, ...] = ()  # document ids of notices: errata, expressions of concern
    revised: str | None = None  # when PubMed last changed the citation: "2024-05-17"
    version: int | None = None  # PubMed's version of the citation; the highest of a file is the newest


class Section(msgspec.Struct, frozen=True):
    """A labelled stretch of the text; `[start, end)` count Unicode characters of `Document.text`.

    `label` is the normalised role (TITLE, BACKGROUND, OBJECTIVE, METHODS, RESULTS, CONCLUSIONS or OTHER),
    `heading` the words as the source has them ("Recent findings"), None where it has none.
    """

    label: str
    heading: str | None
    start: int
    end: int


class Annotation(msgspec.Struct, frozen=True):
    """A mention that the source itself marks (PubTator, BioC): offsets into `Document.text`."""

    start: int
    end: int
    text: str
    type: str
    ids: tuple[str, ...] = ()


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One text to read: title, newline, abstract (or the whole plain text), exactly as the source says it."""

    id: str  # "PMID:12345678", "PMC:3111354", "DOI:10…", else a name and a hash of the text: identifiers.document_id
    text: str
    title: str | None = None
    source: Source = Source()
    sections: tuple[Section, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    runs: tuple[
        tuple[int, int], ...
    ] = ()  # (offset here, offset in the file's text): normalize.source_offset


class Deletion(msgspec.Struct, frozen=True, kw_only=True):
    """A citation that its source has withdrawn: whatever was taken from it must go too."""

    id: str
    path: str
