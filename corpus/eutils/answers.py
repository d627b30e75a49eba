"""What the E-utilities answer, checked: a search's count and ids, and the citations of a batch.

An answer that is no whole, well-formed one raises `Unanswered`: servers also send half files, pages of HTML and
errors with the status 200.
"""

from __future__ import annotations

import io
import re

import msgspec
from lxml import etree

from claimgraph.corpus.eutils.unanswered import ErrorTold, Unanswered
from claimgraph.corpus.identifiers import as_pmid
from claimgraph.corpus.markup import Element
from claimgraph.corpus.opening import ByteStream
from claimgraph.corpus.options import DEFAULT_OPTIONS
from claimgraph.corpus.xml_records import xml_records
from claimgraph.errors import UnreadableRecord, UnreadableSource

SET_BEGIN = b"<PubmedArticleSet>\n"
SET_END = b"</PubmedArticleSet>"

_RECORDS = ("PubmedArticle", "PubmedBookArticle")
_SET_TAG = re.compile(rb"<PubmedArticleSet\s*/?>")
_ERROR = re.compile(rb"<ERROR>(.*?)</ERROR>", re.DOTALL)
_BEGINNING = 80  # of an answer that is none, to show


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A search's result: how many citations fit, the ids that came with it, and where the server keeps them all.

    `read_as` is the query as PubMed reads it, `not_found` what it knows nothing of and left out.
    """

    count: int
    ids: tuple[str, ...]
    web_env: str
    query_key: str
    read_as: str = ""
    not_found: tuple[str, ...] = ()


def read_search(answer: bytes) -> Found:
    """Read an eSearchResult."""
    top = _parse(answer, "eSearchResult")
    if error := (top.findtext("ERROR") or "").strip():
        raise ErrorTold(f"the search failed: {' '.join(error.split())}")
    count = top.findtext("Count") or ""
    ids = tuple((one.text or "").strip() for one in top.iterfind("IdList/Id"))
    if not count.isdigit() or not all(map(as_pmid, ids)):
        raise Unanswered("the answer to the search holds no count, or ids that are none")
    return Found(
        count=int(count),
        ids=ids,
        web_env=top.findtext("WebEnv") or "",
        query_key=top.findtext("QueryKey") or "",
        read_as=(top.findtext("QueryTranslation") or "").strip(),
        not_found=tuple(one.text for one in top.iterfind("ErrorList/PhraseNotFound") if one.text),
    )


def read_citations(answer: bytes) -> dict[str, bytes]:
    """Read a PubmedArticleSet: each citation's bytes by its PMID, as they came."""
    end = answer.rstrip()
    tag = _SET_TAG.search(answer)
    if tag is None:
        if error := _ERROR.search(answer):
            raise ErrorTold(_said(error[1]))
        raise Unanswered(f"no citations came, but {_said(answer)!r}")
    if end.endswith(tag[0]):  # nothing in it, and rightly so
        return {}
    if not end.endswith(SET_END):
        raise Unanswered("half an answer came")
    if not end[tag.end() : -len(SET_END)].strip():
        return {}
    try:
        return dict(_citations(answer))
    except UnreadableSource as error:
        raise Unanswered(f"the answer is not well-formed: {error.reason}") from None


def _citations(answer: bytes) -> list[tuple[str, bytes]]:
    options = DEFAULT_OPTIONS
    path = "the answer"
    stream = ByteStream(io.BytesIO(answer), path=path, max_bytes=options.max_source_bytes)
    found = []
    for record in xml_records(stream, _RECORDS, path=path, options=options):
        if isinstance(record, UnreadableRecord):
            raise record
        holder = record.element.find("MedlineCitation")
        if holder is None:
            holder = record.element.find("BookDocument")
        pmid = as_pmid(holder.findtext("PMID")) if holder is not None else None
        if pmid is None:
            raise UnreadableSource("a citation without a PMID", path=path)
        found.append((pmid, record.raw))
    return found


def _parse(answer: bytes, name: str) -> Element:
    if b"<!ENTITY" in answer:
        raise ErrorTold("the answer declares entities")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        top = etree.fromstring(answer, parser)
    except etree.XMLSyntaxError:
        raise Unanswered(f"no {name} came, but {_said(answer)!r}") from None
    if top.tag != name:
        raise Unanswered(f"no {name} came, but {_said(answer)!r}")
    return top


def _said(answer: bytes) -> str:
    return " ".join(answer[: 4 * _BEGINNING].decode("utf-8", "replace").split())[:_BEGINNING]
