"""Telling a format by the first bytes of its content."""

from __future__ import annotations

import codecs
import re

from claimgraph.corpus.columns import columns_of
from claimgraph.corpus.options import DEFAULT_OPTIONS, JsonFields
from claimgraph.corpus.page_lines import page_weight
from claimgraph.errors import UnreadableSource

_PAGE_WEIGHT = 3
_PAGE_CHARACTERS = 12_000
_ROOTS = {
    b"PubmedArticleSet": "pubmed_xml",
    b"PubmedArticle": "pubmed_xml",
    b"PubmedBookArticleSet": "pubmed_xml",
    b"PubmedBookArticle": "pubmed_xml",
    b"MedlineCitationSet": "pubmed_xml",
    b"DeleteCitation": "pubmed_xml",
    b"collection": "bioc_xml",
    b"article": "jats",
    b"pmc-articleset": "jats",
    b"html": "html",
}
_TAG = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)(?=[\s/>])")
_NOT_TAGS = re.compile(rb"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[<>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_PUBTATOR = re.compile(rb"[^\s|]{1,80}\|[ta]\|")
_MEDLINE = re.compile(rb"(?:PMID|OWN |STAT|DCOM|LR  |IS  |TI  |AB  |FAU |AU  ) ?- ")
_RIS = re.compile(rb"TY  - ")
_NUMBERS = re.compile(rb"(?:PMID:?\s*)?[0-9]+(?:[\s,;]+(?:PMID:?\s*)?[0-9]+)*[\s,;]*", re.IGNORECASE)
_STANDOFF = re.compile(rb"(?:[TREAM][0-9]+\t[A-Za-z_-]+[ \t][^\n]*(?:\n|$))+")
# Beginnings of files that hold no text that could be read, and what they are.
_NO_TEXT = (
    (b"%PDF", "a PDF file; save its text first"),
    (b"PK\x03\x04", "a ZIP archive or office document; unpack it or save its text first"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save its text first"),
    (b"{\\rtf", "a rich-text file; save its text first"),
    (b"BZh", "a bzip2 file; only gzip is read"),
    (b"\xfd7zXZ", "an xz file; only gzip is read"),
    (b"\x28\xb5\x2f\xfd", "a zstd file; only gzip is read"),
)


def sniff(head: bytes, *, path: str, fields: JsonFields = DEFAULT_OPTIONS.fields) -> str:
    """Name of the format; raises UnreadableSource for an empty file and for what is no text."""
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if not text:
        raise UnreadableSource("is empty" if not head else "is blank (at least its beginning)", path=path)
    for magic, what in _NO_TEXT:
        if text.startswith(magic):
            raise UnreadableSource(f"is {what}", path=path)
    if text.startswith(b"<"):
        return _sniff_xml(text, path=path)
    if text[:1] in b"{[":
        return _sniff_json(text)
    if _PUBTATOR.match(text):
        return "pubtator"
    if _MEDLINE.match(text):
        return "medline"
    if _RIS.match(text):
        raise UnreadableSource("is a RIS file; export it as MEDLINE (nbib)", path=path)
    if _STANDOFF.match(text) and text.startswith(b"T"):
        raise UnreadableSource("holds stand-off annotations without their text", path=path)
    if b"\0" in text[:4096]:
        raise UnreadableSource("holds NUL characters: not a text file", path=path)
    if _NUMBERS.fullmatch(text):
        raise UnreadableSource(
            "holds nothing but numbers; to read the abstracts of PMIDs, save them from PubMed", path=path
        )
    if columns_of(text.splitlines()[0].decode("utf-8", "replace"), fields):
        return "csv"
    if page_weight(text.decode("utf-8", "replace")[:_PAGE_CHARACTERS]) >= _PAGE_WEIGHT:
        return "pubmed_page"
    return "plain"


def _sniff_xml(text: bytes, *, path: str) -> str:
    tags = _TAG.findall(_NOT_TAGS.sub(b"", text))
    name = next((_ROOTS[tag] for tag in tags if tag in _ROOTS), None)
    if name == "html":
        raise UnreadableSource("is an HTML page; copy its text from the browser into a text file", path=path)
    if name is None:
        if tags and text.startswith((b"<?xml", b"<!DOCTYPE", b"<" + tags[0])):
            root = tags[0].decode("ascii", "replace")
            raise UnreadableSource(f"is XML of an unknown kind (its first element is <{root}>)", path=path)
        return "plain"  # a text that happens to begin with "<"
    return name


def _sniff_json(text: bytes) -> str:
    """BioC has documents of passages; everything else is taken for records, one a line."""
    if re.search(rb'"(?:documents|passages|PubTator3)"\s*:\s*\[', text):
        first = text.partition(b"\n")[0]
        inner = re.search(rb'"passages"\s*:', first) or re.search(rb'"documents"\s*:', first)
        if inner or not first.rstrip().endswith(b"}"):
            return "bioc_json"
    return "jsonl"
