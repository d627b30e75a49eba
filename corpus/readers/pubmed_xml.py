"""PubMed XML: single records, sets, the yearly baseline and its update files."""

from __future__ import annotations

from collections.abc import Iterator

from claimgraph.corpus.assemble import Part, assemble
from claimgraph.corpus.citations import is_reference, is_title, says_retracted
from claimgraph.corpus.document import Deletion, Document, Source
from claimgraph.corpus.identifiers import as_doi, as_pmcid, as_pmid, as_year
from claimgraph.corpus.markup import Element, flatten
from claimgraph.corpus.opening import ByteStream
from claimgraph.corpus.options import ReadOptions
from claimgraph.corpus.sections import label_of, says_nothing
from claimgraph.corpus.xml_records import XmlRecord, xml_records
from claimgraph.errors import UnreadableRecord

FORMAT = "pubmed_xml"
_RECORDS = ("PubmedArticle", "PubmedBookArticle", "DeleteCitation", "DeleteDocument")
_BARE_RECORDS = ("MedlineCitation", "DeleteCitation")  # sets of before 2010 have no PubmedArticle around


def read_pubmed_xml(
    stream: ByteStream, *, path: str, options: ReadOptions
) -> Iterator[Document | Deletion | UnreadableRecord]:
    """Citations in the order of the file; each PMID of a DeleteCitation list as a Deletion."""
    bare = b"<MedlineCitationSet" in stream.head
    for record in xml_records(stream, _BARE_RECORDS if bare else _RECORDS, path=path, options=options):
        if isinstance(record, UnreadableRecord):
            yield record
        elif record.name.startswith("Delete"):
            yield from _deletions(record, path=path)
        else:
            yield _citation(record, path=path, options=options)


def _deletions(record: XmlRecord, *, path: str) -> Iterator[Deletion | UnreadableRecord]:
    for child in record.element:
        pmid = as_pmid(child.text)
        if pmid is None:
            reason = f"a deleted citation without a PMID: {child.text!r}"
            yield UnreadableRecord(reason, path=path, record=str(record.number), line=record.line)
        else:
            yield Deletion(id=f"PMID:{pmid}", path=path)


def _citation(record: XmlRecord, *, path: str, options: ReadOptions) -> Document | UnreadableRecord:
    top = record.element
    citation = top if record.name == "MedlineCitation" else top.find("MedlineCitation")
    article = citation.find("Article") if citation is not None else None
    if article is None:
        citation = article = top.find("BookDocument")
    if citation is None or article is None:
        reason = "a citation without Article"
        return UnreadableRecord(reason, path=path, record=str(record.number), line=record.line)
    source = _source(top, citation, article, path=path)
    try:
        return assemble(
            _title(article),
            _abstract(article, citation),
            source=source,
            options=options,
        )
    except ValueError as error:
        name = f"{record.number} (PMID {source.pmid})" if source.pmid else str(record.number)
        return UnreadableRecord(str(error), path=path, record=name, line=record.line)


def _title(article: Element) -> Part | None:
    for tag in ("ArticleTitle", "VernacularTitle", "Book/BookTitle"):
        text = flatten(article.find(tag)).strip()
        if is_title(text):
            return Part(raw=text)
    return None


def _abstract(article: Element, citation: Element) -> Iterator[Part]:
    """Parts of the abstract; where there is none, of another one in English, if it is not in lay words."""
    abstract = article.find("Abstract")
    if abstract is None:
        for other in citation.iterfind("OtherAbstract"):
            if other.get("Language", "eng") == "eng" and other.get("Type") != "plain-language-summary":
                abstract = other
                break
        else:
            return
    for text in abstract.iterfind("AbstractText"):
        heading = text.get("Label")
        if heading is None or says_nothing(heading):
            yield Part(raw=flatten(text))
        else:
            category = text.get("NlmCategory")
            yield Part(raw=flatten(text), heading=heading, label=label_of(heading, category=category))


def _source(top: Element, citation: Element, article: Element, *, path: str) -> Source:
    pmid = citation.find("PMID")
    doi, pmcid = _identifiers(top, article)
    terms = list(citation.iterfind("MeshHeadingList/MeshHeading/DescriptorName"))
    types = list(article.iterfind("PublicationTypeList/PublicationType")) or list(
        article.iterfind("PublicationType")
    )
    corrections = [
        (note.get("RefType"), as_pmid(note.findtext("PMID")))
        for note in citation.iterfind("CommentsCorrectionsList/CommentsCorrections")
    ]
    version = pmid.get("Version") if pmid is not None else None
    return Source(
        path=path,
        format=FORMAT,
        pmid=as_pmid(pmid.text) if pmid is not None else None,
        pmcid=pmcid,
        doi=doi,
        journal=_journal(citation, article),
        year=_year(article),
        authors=tuple(_authors(article)),
        mesh=tuple(f"MESH:{ui}" for term in terms if (ui := term.get("UI"))),
        mesh_terms=tuple(term.text for term in terms if term.text),
        publication_types=tuple(kind.text for kind in types if kind.text),
        language=article.findtext("Language"),
        retracted=says_retracted(name for kind in types for name in (kind.get("UI"), kind.text) if name)
        or any(is_reference(kind, "replaced_in") for kind, _ in corrections),
        retracts=tuple(_others(corrections, "replaced_from")),
        corrected_by=tuple(_others(corrections, "corrected_in")),
        revised=_date(citation.find("DateRevised")),
        version=int(version) if version and version.isascii() and version.isdigit() else None,
    )


def _others(corrections: list[tuple[str | None, str | None]], kind: str) -> Iterator[str]:
    """Ids of the articles that a citation refers to in this way."""
    return (f"PMID:{other}" for name, other in corrections if other and is_reference(name, kind))


def _date(element: Element | None) -> str | None:
    parts = [element.findtext(tag) or "" for tag in ("Year", "Month", "Day")] if element is not None else []
    whole = all(part.isascii() and part.isdigit() for part in parts) and len(parts) == 3
    return "-".join(part.zfill(2) for part in parts) if whole else None


def _identifiers(top: Element, article: Element) -> tuple[str | None, str | None]:
    """DOI and PMC id of the article itself, not of its references."""
    doi = pmcid = None
    for holder in ("PubmedData/ArticleIdList/ArticleId", "PubmedBookData/ArticleIdList/ArticleId"):
        for name in top.iterfind(holder):
            if name.get("IdType") == "doi":
                doi = doi or as_doi(name.text)
            elif name.get("IdType") in ("pmc", "pmcid"):
                pmcid = pmcid or as_pmcid(name.text)
    if doi is None:
        for location in article.iterfind("ELocationID"):
            if location.get("EIdType") == "doi" and location.get("ValidYN", "Y") == "Y":
                doi = as_doi(location.text)
                break
    return doi, pmcid


def _journal(citation: Element, article: Element) -> str | None:
    """The short name, as a copied page and MEDLINE have it, else the full one or the book's."""
    for holder, tag in (
        (citation, "MedlineJournalInfo/MedlineTA"),
        (article, "Journal/ISOAbbreviation"),
        (article, "Journal/Title"),
    ):
        if name := (holder.findtext(tag) or "").strip():
            return name
    return flatten(article.find("Book/BookTitle")).strip() or None


def _year(article: Element) -> int | None:
    for tag in ("Journal/JournalIssue/PubDate/Year", "Journal/JournalIssue/PubDate/MedlineDate",
                "ArticleDate/Year", "Book/PubDate/Year", "ContributionDate/Year"):  # fmt: skip
        if (year := as_year(article.findtext(tag))) is not None:
            return year
    return None


def _authors(article: Element) -> Iterator[str]:
    for author in article.iterfind("AuthorList/Author"):
        last = flatten(author.find("LastName"))
        fore = author.findtext("ForeName") or author.findtext("Initials") or ""
        name = f"{fore} {last}".strip() if last else flatten(author.find("CollectiveName"))
        if name := " ".join(name.split()):
            yield name
