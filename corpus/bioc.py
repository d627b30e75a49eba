"""BioC documents whatever their form: passages, sentences and mentions, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import msgspec

from claimgraph.corpus.assemble import Part, RawMention, assemble
from claimgraph.corpus.document import Document, Source
from claimgraph.corpus.identifiers import as_doi, as_pmcid, as_pmid, as_year, is_running_number
from claimgraph.corpus.mentions import concept_ids, place
from claimgraph.corpus.options import ReadOptions
from claimgraph.corpus.sections import LABELS, label_of
from claimgraph.corpus.tables import table

_IDS = ("identifier", "Identifier", "cui", "MESH", "NCBI Gene", "NCBI Homologene", "NCBITaxon", "id")
_TITLE_AT_MOST = 600  # characters


class Location(msgspec.Struct, frozen=True):
    """One stretch of a mention; offsets count from the beginning of the document."""

    offset: int
    length: int


class BiocMention(msgspec.Struct, frozen=True):
    """An annotation; several locations are the pieces of one mention."""

    infons: dict[str, object] = {}
    text: str | None = None
    locations: list[Location] = []


class Sentence(msgspec.Struct, frozen=True):
    """A sentence with its own text, where passages are given by sentences."""

    offset: int = 0
    text: str | None = None
    annotations: list[BiocMention] = []


class Passage(msgspec.Struct, frozen=True):
    """A title, an abstract, a paragraph: its infons tell which."""

    offset: int = 0
    infons: dict[str, object] = {}
    text: str | None = None
    sentences: list[Sentence] = []
    annotations: list[BiocMention] = []


class BiocDocument(msgspec.Struct, frozen=True):
    """One document of a collection."""

    id: str | int | None = None
    infons: dict[str, object] = {}
    passages: list[Passage] = []


def bioc_document(bioc: BiocDocument, *, format_name: str, path: str, options: ReadOptions) -> Document:
    """Title and text of its passages, without references, tables and figures; ValueError if there is none."""
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
    return assemble(title, parts, source=source, own=own or None, options=options)


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


@cache
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
        yield RawMention(start, end, str(mention.infons.get("type", "")), concept_ids(*ids), words)


def _source(own: str, infons: Mapping[str, object], *, format_name: str, path: str) -> Source:
    def infon(*names: str) -> str | None:
        return next((str(infons[name]) for name in names if infons.get(name)), None)

    pmcid = as_pmcid(infon("article-id_pmc", "pmcid") or (own if own.upper().startswith("PMC") else None))
    pmid = as_pmid(infon("article-id_pmid", "pmid"))
    if pmid is None and pmcid != f"PMC{own}" and not is_running_number(own):
        pmid = as_pmid(own)  # PubMed's own files say no more than this number
    return Source(
        path=path,
        format=format_name,
        pmid=pmid,
        pmcid=pmcid,
        doi=as_doi(infon("article-id_doi", "doi")),
        journal=(infon("journal-title", "journal") or "").split(";")[0].strip() or None,
        year=as_year(infon("year")),
    )
