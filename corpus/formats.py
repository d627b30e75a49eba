"""Reading any source: which files, which format by content, which reader; a bad one never ends the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from claimgraph.corpus.document import Deletion, Document
from claimgraph.corpus.opening import ByteStream, close, open_source
from claimgraph.corpus.options import DEFAULT_OPTIONS, ReadOptions
from claimgraph.corpus.readers.bioc_json import read_bioc_json
from claimgraph.corpus.readers.bioc_xml import read_bioc_xml
from claimgraph.corpus.readers.delimited import read_delimited
from claimgraph.corpus.readers.jats import read_jats
from claimgraph.corpus.readers.jsonl import read_jsonl
from claimgraph.corpus.readers.medline import read_medline
from claimgraph.corpus.readers.plain import read_plain
from claimgraph.corpus.readers.pubmed_page import read_pubmed_page
from claimgraph.corpus.readers.pubmed_xml import read_pubmed_xml
from claimgraph.corpus.readers.pubtator import read_pubtator
from claimgraph.corpus.sniffing import sniff
from claimgraph.corpus.sources import find_sources
from claimgraph.errors import UnreadableRecord, UnreadableSource

Reader: TypeAlias = Callable[..., Iterator[Document | Deletion | UnreadableRecord]]
Item: TypeAlias = Document | Deletion | UnreadableSource

READERS: dict[str, Reader] = {
    "pubmed_xml": read_pubmed_xml,
    "medline": read_medline,
    "pubmed_page": read_pubmed_page,
    "pubtator": read_pubtator,
    "bioc_xml": read_bioc_xml,
    "bioc_json": read_bioc_json,
    "jats": read_jats,
    "jsonl": read_jsonl,
    "csv": read_delimited,
    "plain": read_plain,
}

__all__ = ["READERS", "Item", "read", "read_items", "sniff"]


def read(
    *sources: str | Path,
    format: str | None = None,  # noqa: A002 - the word that users expect
    errors: Callable[[UnreadableSource], None] | None = None,
    deletions: Callable[[Deletion], None] | None = None,
    options: ReadOptions = DEFAULT_OPTIONS,
) -> Iterator[Document]:
    """Documents of files, folders, globs and `-` (standard input), in a fixed order.

    Without `errors` the first bad source or record raises its UnreadableSource or UnreadableRecord; with
    it, each is handed over and reading goes on. `deletions` gets each citation that a source withdraws.
    """
    for item in read_items(*sources, format=format, options=options):
        if isinstance(item, Document):
            yield item
        elif isinstance(item, Deletion):
            if deletions is not None:
                deletions(item)
        elif errors is None:
            raise item
        else:
            errors(item)


def read_items(
    *sources: str | Path,
    format: str | None = None,  # noqa: A002 - as in read
    options: ReadOptions = DEFAULT_OPTIONS,
) -> Iterator[Item]:
    """Everything that the sources say, in their order: documents, deletions and errors as values.

    The error of a whole source may come after documents of it (a wrong checksum is seen at its end).
    """
    if format is not None and format not in READERS:
        raise ValueError(f"unknown format {format!r}; known: {', '.join(READERS)}")
    for found in find_sources(sources):
        if isinstance(found, UnreadableSource):
            yield found
            continue
        try:
            yield from _read_one(found, name=format, options=options)
        except UnreadableSource as error:
            yield error


def _read_one(path: str, *, name: str | None, options: ReadOptions) -> Iterator[Item]:
    stream, handle = open_source(path, options=options)
    try:
        reader = READERS[name or sniff(stream.head, path=path, fields=options.fields)]
        yield from reader(stream, path=path, options=options)
        _drain(stream)
    finally:
        close(path, handle)


def _drain(stream: ByteStream) -> None:
    """Read to the end, where a checksum stands, even if the reader had seen enough."""
    while stream.read():
        pass
