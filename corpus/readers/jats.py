"""JATS full text (PMC's NXML): title, abstract and body, without tables, figures and references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claimgraph.corpus.assemble import Part, assemble
from claimgraph.corpus.document import Document, Source
from claimgraph.corpus.identifiers import as_doi, as_pmcid, as_pmid, as_year, doi_curie
from claimgraph.corpus.markup import Element, flatten, local_name
from claimgraph.corpus.opening import ByteStream
from claimgraph.corpus.options import ReadOptions
from claimgraph.corpus.sections import OTHER, label_of
from claimgraph.corpus.tables import table
from claimgraph.corpus.xml_records import XmlRecord, xml_records
from claimgraph.errors import UnreadableRecord

FORMAT = "jats"
# What is left of "[1,2]" or "(3-5)" when the numbers, which are references, have gone.
_EMPTY_BRACKETS = re.compile(r"\s*[\[(][\s,;\u2013\u2014\u2010-]*[\])]")
_HREF = "{http://www.w3.org/1999/xlink}href"
_CITATION_MARK = "\ufffc"
_BETWEEN_MARKS = r"[\s,;\u2013\u2014\u2010-]*(?:and\s+)?"
_MARKS = rf"{_CITATION_MARK}(?:{_BETWEEN_MARKS}{_CITATION_MARK})*"
_AROUND_MARKS = re.compile(rf"\s*[\[(]\s*{_MARKS}\s*[\])]|\s*{_MARKS}")
_BLOCKS = frozenset(
    {"p", "list", "def-list", "disp-quote", "boxed-text", "statement", "verse-group", "speech"}
)


def read_jats(
    stream: ByteStream, *, path: str, options: ReadOptions
) -> Iterator[Document | UnreadableRecord]:
    """One document an <article>; a file or a set of them."""
    for record in xml_records(stream, ("article",), path=path, options=options):
        if isinstance(record, UnreadableRecord):
            yield record
            continue
        try:
            yield _document(record, path=path, options=options)
        except ValueError as error:
            yield UnreadableRecord(str(error), path=path, record=str(record.number), line=record.line)


def _document(record: XmlRecord, *, path: str, options: ReadOptions) -> Document:
    article = record.element
    for element in article.iter():
        if isinstance(element.tag, str) and "}" in element.tag:
            element.tag = local_name(element)  # the default namespace of a set is of no interest
    _take_out(article)
    meta = article.find("front/article-meta")
    source = _source(article, meta, path=path)
    title = _text(meta.find("title-group/article-title")) if meta is not None else ""
    parts = [*_abstract(meta), *_body(article.find("body"))]
    return assemble(
        Part(raw=title) if title else None,
        parts,
        source=source,
        options=options,
    )


def _take_out(article: Element) -> None:
    """Put a mark where references stood, so that their brackets and commas can go with them."""
    for reference in article.iter("xref"):
        if reference.get("ref-type") in _not_read("ref-type"):
            for child in list(reference):
                reference.remove(child)
            reference.text = _CITATION_MARK


def _abstract(meta: Element | None) -> Iterator[Part]:
    if meta is None:
        return
    for abstract in meta.iterfind("abstract"):
        if abstract.get("abstract-type") not in _not_read("abstract-type"):
            yield from _section(abstract, heading=None, label=None)


def _body(body: Element | None) -> Iterator[Part]:
    if body is not None:
        yield from _section(body, heading=None, label=None)


def _section(section: Element, *, heading: str | None, label: str | None) -> Iterator[Part]:
    """Paragraphs of a section and of the sections in it, which keep its role if theirs is not plain."""
    for child in section:
        name = local_name(child)
        if name == "sec":
            own = _text(child.find("title")) or None
            inherited = label or OTHER
            found = label_of(own, default=_by_type(child.get("sec-type")) or inherited)
            # The body's first heading tells the role; a heading inside a section rarely does ("Patients").
            yield from _section(
                child, heading=own or heading, label=label if label not in (None, OTHER) else found
            )
        elif name in _BLOCKS:
            for text in _texts(child):
                yield Part(raw=text, heading=heading, label=label)


def _by_type(kind: str | None) -> str | None:
    for word in re.split(r"[|,\s]+", kind or ""):
        label = label_of(word)
        if label != OTHER:
            return label
    return None


def _texts(block: Element) -> Iterator[str]:
    """Text of a paragraph; items of lists inside it are texts of their own."""
    for text in _text(block).split("\n"):
        if text.strip():
            yield text.strip()


def _text(element: Element | None) -> str:
    """Running text with line ends only where lists and paragraphs inside it begin."""
    if element is None:
        return ""
    for inner in element.iter():
        # Line ends of the source inside a text are blanks.
        if inner.text:
            inner.text = " ".join(inner.text.split("\n")) if "\n" in inner.text else inner.text
        if inner.tail and "\n" in inner.tail:
            inner.tail = " ".join(inner.tail.split("\n"))
    raw = flatten(element, drop=_left_out())
    raw = _AROUND_MARKS.sub("", raw).replace(_CITATION_MARK, "")
    raw = _EMPTY_BRACKETS.sub("", raw)
    lines = (" ".join(line.split()) for line in raw.split("\n"))
    return "\n".join(line for line in lines if line)


@cache
def _left_out() -> frozenset[str]:
    return frozenset(row["element"] for row in table("jats_elements"))


@cache
def _not_read(attribute: str) -> frozenset[str]:
    return frozenset(row["value"] for row in table("jats_types") if row["attribute"] == attribute)


def _source(article: Element, meta: Element | None, *, path: str) -> Source:
    if meta is None:
        return Source(path=path, format=FORMAT)
    names = {name.get("pub-id-type"): (name.text or "").strip() for name in meta.iterfind("article-id")}
    related = [(link.get("related-article-type"), link) for link in meta.iterfind("related-article")]
    notice = article.get("article-type") == "retraction"
    return Source(
        path=path,
        format=FORMAT,
        pmid=as_pmid(names.get("pmid")),
        pmcid=as_pmcid(names.get("pmc") or names.get("pmcid") or names.get("pmcaid")),
        doi=as_doi(names.get("doi")),
        journal=_journal(article),
        year=_year(meta),
        authors=tuple(_authors(meta)),
        publication_types=tuple(kind for kind in (article.get("article-type"),) if kind),
        language=article.get("{http://www.w3.org/XML/1998/namespace}lang"),
        retracted=any(kind in ("retracted-article-notice", "retraction-forward") for kind, _ in related),
        retracts=tuple(
            doi_curie(doi)
            for kind, link in related
            if notice and kind == "retracted-article" and (doi := as_doi(link.get(_HREF)))
        ),
    )


def _journal(article: Element) -> str | None:
    meta = article.find("front/journal-meta")
    if meta is None:
        return None
    short = {name.get("journal-id-type"): (name.text or "").strip() for name in meta.iterfind("journal-id")}
    full = meta.find("journal-title-group/journal-title")
    full = full if full is not None else meta.find("journal-title")
    return short.get("nlm-ta") or short.get("iso-abbrev") or " ".join(flatten(full).split()) or None


def _year(meta: Element) -> int | None:
    """The earliest year in which it appeared."""
    years = [as_year(date.findtext("year")) for date in meta.iterfind("pub-date")]
    return min((year for year in years if year is not None), default=None)


def _authors(meta: Element) -> Iterator[str]:
    for person in meta.iterfind("contrib-group/contrib"):
        if person.get("contrib-type", "author") != "author":
            continue
        name = person.find("name")
        name = name if name is not None else person.find("name-alternatives/name")
        if name is not None:
            words = f"{name.findtext('given-names') or ''} {name.findtext('surname') or ''}"
        else:
            words = flatten(person.find("collab")) or flatten(person.find("string-name"))
        if words := " ".join(words.replace(_CITATION_MARK, "").split()):
            yield words
