"""Finds copies: no document on which a figure is reported may be trained on, in whichever corpus it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from claimgraph.extract.benchmark.gold import GoldDocument, decode_lines, read_gold


class _Copy(msgspec.Struct, frozen=True):
    corpus: str
    split: str
    id: str


def leaks(
    training: Mapping[str, Iterable[str]], *, corpora: Path, corpus: str, part: str
) -> list[tuple[str, str]]:
    """List (corpus, id) of training documents whose text is in a part: none is as it should be.

    `training` holds the ids of the documents that were trained on, by corpus. The same text under another
    corpus's id is found by the groups of `ner/overlaps.jsonl`.
    """
    held_back = {(corpus, document.id) for document in read_gold(corpora, corpus, part)}
    held_back |= {(corpus, document.group) for document in read_gold(corpora, corpus, part)}
    copies = set(held_back)
    for group in decode_lines(corpora / "ner" / "overlaps.jsonl", tuple[_Copy, ...]):
        members = {(one.corpus, one.id) for one in group}
        if any((one.corpus, one.split) == (corpus, part) for one in group) or members & held_back:
            copies |= members
    return sorted((name, one) for name, ids in training.items() for one in ids if (name, one) in copies)


def read_scored(corpora: Path, corpus: str, part: str) -> tuple[GoldDocument, ...]:
    """Read what is scored of a part; what is no test part holds no document that stands in one.

    A dev part may be cut from a train part, which may hold copies. Raises as `read_gold`.
    """
    gold = read_gold(corpora, corpus, part)
    return gold if part == "test" else without_test_copies(gold, corpora=corpora, corpus=corpus)


def without_test_copies(
    gold: Iterable[GoldDocument], *, corpora: Path, corpus: str
) -> tuple[GoldDocument, ...]:
    """Leave out documents of a train part whose text stands in a test part of any corpus.

    A train part may be looked into at any time, a test part may not.
    """
    copies = {
        one.id
        for group in decode_lines(corpora / "ner" / "overlaps.jsonl", tuple[_Copy, ...])
        if any(one.split == "test" for one in group)
        for one in group
        if (one.corpus, one.split) == (corpus, "train")
    }
    return tuple(document for document in gold if document.group not in copies)
