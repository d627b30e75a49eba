"""The newest word on each citation: revisions, deletions and retractions over a row of files.

PubMed ships a yearly baseline and daily update files; a citation may come again, be deleted or be declared
retracted by a later record. Reading from the newest file back to the oldest, the first word on a citation
is the last one, so one bit a PMID is all that has to be remembered, and no old version is read for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from claimgraph.corpus.document import Deletion, Document
from claimgraph.corpus.formats import Item, read_items
from claimgraph.corpus.options import DEFAULT_OPTIONS, ReadOptions
from claimgraph.corpus.sources import find_sources
from claimgraph.errors import UnreadableSource

_MAX_NUMBER = 2**31  # PMIDs have eight digits; this bounds the bits by 256 MB whatever a file says


def latest(
    *sources: str | Path,
    format: str | None = None,  # noqa: A002 - as in read
    errors: Callable[[UnreadableSource], None] | None = None,
    options: ReadOptions = DEFAULT_OPTIONS,
) -> Iterator[Document | Deletion]:
    """The newest version of each document, and a Deletion for each citation that was withdrawn.

    Sources go from old to new as given (folders and globs in natural order) and are read from new to old.
    Within a file the higher version wins, then the later record. A document that a newer notice retracts
    comes with `source.retracted` set. Memory: the documents of one file and a bit a PMID.
    """
    found = list(find_sources(sources))

    def one(path: str) -> Iterable[Item]:
        return read_items(path, format=format, options=options)

    for item in newest_first([item if isinstance(item, UnreadableSource) else one(item) for item in found]):
        if not isinstance(item, UnreadableSource):
            yield item
        elif errors is None:
            raise item
        else:
            errors(item)


def newest_first(files: Sequence[Iterable[Item] | UnreadableSource]) -> Iterator[Item]:
    """The same over files already opened, from old to new; errors pass through as values."""
    settled = _IdSet()
    retracted = _IdSet()
    for file in reversed(files):
        if isinstance(file, UnreadableSource):
            yield file
            continue
        kept: dict[str, Document | Deletion] = {}
        for item in file:
            if isinstance(item, UnreadableSource):
                yield item
                continue
            if isinstance(item, Document):
                for other in item.source.retracts:
                    retracted.add(other)
            if item.id not in settled and _is_newer(item, kept.get(item.id)):
                kept.pop(item.id, None)  # the newer one stands where it was read
                kept[item.id] = item
        for name, item in kept.items():
            settled.add(name)
            yield _marked(item, retracted)


def _is_newer(item: Document | Deletion, old: Document | Deletion | None) -> bool:
    if isinstance(item, Document) and isinstance(old, Document):
        return (item.source.version or 0) >= (old.source.version or 0)
    return True


def _marked(item: Document | Deletion, retracted: _IdSet) -> Document | Deletion:
    """The document with its retraction, if a notice read before it (so a newer one) declares it."""
    if isinstance(item, Deletion) or item.source.retracted:
        return item
    doi = f"DOI:{item.source.doi}"
    if item.id not in retracted and (item.source.doi is None or doi not in retracted):
        return item
    return msgspec.structs.replace(item, source=msgspec.structs.replace(item.source, retracted=True))


class _IdSet:
    """A set of document ids: PMIDs as bits, others as strings."""

    def __init__(self) -> None:
        self._bits = bytearray()
        self._names: set[str] = set()

    def add(self, name: str) -> None:
        number = _number(name)
        if number is None:
            self._names.add(name)
            return
        byte, bit = divmod(number, 8)
        if byte >= len(self._bits):
            self._bits.extend(bytes(byte + 1 - len(self._bits)))
        self._bits[byte] |= 1 << bit

    def __contains__(self, name: str) -> bool:
        number = _number(name)
        if number is None:
            return name in self._names
        byte, bit = divmod(number, 8)
        return byte < len(self._bits) and bool(self._bits[byte] >> bit & 1)


def _number(name: str) -> int | None:
    digits = name.removeprefix("PMID:")
    if digits == name or not (digits.isascii() and digits.isdigit()) or digits.startswith("0"):
        return None
    number = int(digits)
    return number if number < _MAX_NUMBER else None
