"""Writes gzipped files as those of PubMed's baseline are, of the raw abstracts over and over under ever new ids."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from lxml import etree

from claimgraph.corpus.normalize import clean
from claimgraph.errors import TrainingDataError
from claimgraph.extract.benchmark.gold import decode_lines
from claimgraph.extract.benchmark.memory_texts import ABSTRACTS

OnWritten = Callable[[int], None]

_RECORDS = 10_000  # in a file


class _Abstract(msgspec.Struct, frozen=True):
    title: str
    text: str
    year: str = ""


def write_baseline(
    folder: Path, corpora: Path, *, documents: int, on_written: OnWritten = lambda _: None
) -> int:
    """Write so many records, PMID 1 and up, into files of ten thousand; gives the bytes of all files.

    Raises `TrainingDataError` where the abstracts are missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    abstracts = _without_end(corpora / ABSTRACTS)
    size = 0
    for number, first in enumerate(range(1, documents + 1, _RECORDS), start=1):
        path = folder / f"baseline{number:04}.xml.gz"
        last = min(first + _RECORDS - 1, documents)
        with gzip.GzipFile(path, "wb", mtime=0) as file:
            _write(file, range(first, last + 1), abstracts)
        size += path.stat().st_size
        on_written(last)
    return size


def _write(file: gzip.GzipFile, pmids: range, abstracts: Iterator[_Abstract]) -> None:
    with etree.xmlfile(file, encoding="utf-8") as xml, xml.element("PubmedArticleSet"):
        for pmid in pmids:
            xml.write(_citation(pmid, next(abstracts)))


def _citation(pmid: int, one: _Abstract) -> etree._Element:
    article = etree.Element("PubmedArticle")
    citation = etree.SubElement(article, "MedlineCitation")
    etree.SubElement(citation, "PMID", Version="1").text = str(pmid)
    told = etree.SubElement(citation, "Article")
    if one.year:
        issue = etree.SubElement(etree.SubElement(told, "Journal"), "JournalIssue")
        etree.SubElement(etree.SubElement(issue, "PubDate"), "Year").text = one.year
    etree.SubElement(told, "ArticleTitle").text = clean(one.title).text
    abstract = etree.SubElement(told, "Abstract")
    etree.SubElement(abstract, "AbstractText").text = clean(one.text).text
    return article


def _without_end(path: Path) -> Iterator[_Abstract]:
    """All abstracts, again and again."""
    if next(decode_lines(path, _Abstract), None) is None:
        raise TrainingDataError(f"{path}: no abstracts there")
    while True:
        yield from decode_lines(path, _Abstract)
