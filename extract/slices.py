"""Cuts a stream of documents into slices, the tasks of a cluster.

A slice ends after a document whose own bytes say so. So cuts don't depend on what came long before, and a run that is
taken up, for which the documents that are in the store already are missing in front, finds the slices that the killed
one had cut (content-defined chunking; Muthitacharoen et al., A low-bandwidth network file system, 2001).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from claimgraph.corpus.document import Document
from claimgraph.extract.batch import no_unicode
from claimgraph.extract.batch_work import encode_batch
from claimgraph.extract.runner import Item
from claimgraph.extract.store_ledger import Failure


class SliceLimits(msgspec.Struct, frozen=True, kw_only=True):
    """How long slices are, in documents, in packed bytes, and with all that only rides along."""

    least: int = 32
    one_in: int = 32  # documents after the least ends a slice, on average
    most: int = 128
    size: int = 1 << 20
    items: int = 1_000


DEFAULT_LIMITS = SliceLimits()


class Slice(msgspec.Struct, frozen=True):
    """Items of a stream, and its documents packed one by one."""

    items: list[Item]
    packed: list[bytes]


def cut_slices(items: Iterable[Item], *, limits: SliceLimits = DEFAULT_LIMITS) -> Iterator[Slice]:
    """Cut a stream; a document whose text is no Unicode, which can't be packed, becomes its failure."""
    held = Slice([], [])
    size = 0
    for item in items:
        packed = _packed(item)
        held.items.append(packed if isinstance(packed, Failure) else item)
        ends = len(held.items) >= limits.items
        if isinstance(packed, bytes):
            held.packed.append(packed)
            size += len(packed)
            count = len(held.packed)
            said = count >= limits.least and zlib.crc32(packed) % limits.one_in == 0
            ends = ends or said or count >= limits.most or size >= limits.size
        if ends:
            yield held
            held, size = Slice([], []), 0
    if held.items:
        yield held


def _packed(item: Item) -> bytes | Failure | None:
    if not isinstance(item, Document):
        return None
    try:
        return encode_batch([item])
    except UnicodeEncodeError as error:
        return Failure(item.source.path or "", item.id, no_unicode(error))


def cut_further(packed: Sequence[bytes], *, pieces: int) -> list[Sequence[bytes]]:
    """Cut packed documents into at most so many pieces of about equal length.

    >>> cut_further([b"a", b"b", b"c", b"d", b"e"], pieces=2)
    [[b'a', b'b', b'c'], [b'd', b'e']]
    """
    step = -(-len(packed) // pieces)
    return [packed[start : start + step] for start in range(0, len(packed), step)]
