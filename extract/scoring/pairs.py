"""Abbreviations and document-level relations: pairs that a document states, wherever it states them."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from claimgraph.extract.scoring.concepts import Resolve
from claimgraph.extract.scoring.counts import Counts, set_counts

RELATION_MEASURES = ("pair", "type", "novelty", "all")


class DocumentRelation(msgspec.Struct, frozen=True):
    """Two concepts that a document relates; `novel` tells its own findings from what was known."""

    head: str
    tail: str
    type: str
    novel: bool | None = None


def abbreviation_counts(gold: Iterable[tuple[str, str]], predicted: Iterable[tuple[str, str]]) -> Counts:
    """Compare (short form, long form) of one document, letter by letter; only the width of spaces is free."""
    return set_counts({_plain(pair) for pair in gold}, {_plain(pair) for pair in predicted})


def relation_counts(
    gold: Iterable[DocumentRelation],
    predicted: Iterable[DocumentRelation],
    *,
    resolve: Resolve,
    directed: bool = False,
) -> dict[str, Counts]:
    """Compare relations of one document four ways: the pair, with its type, with its novelty, with both."""
    gold_rows = [_row(relation, resolve, directed=directed) for relation in gold]
    predicted_rows = [_row(relation, resolve, directed=directed) for relation in predicted]
    columns = {"pair": (0,), "type": (0, 1), "novelty": (0, 2), "all": (0, 1, 2)}
    return {
        name: set_counts(
            {tuple(row[i] for i in chosen) for row in gold_rows},
            {tuple(row[i] for i in chosen) for row in predicted_rows},
        )
        for name, chosen in columns.items()
    }


def _row(
    relation: DocumentRelation, resolve: Resolve, *, directed: bool
) -> tuple[tuple[str, str], str, bool | None]:
    pair = (resolve(relation.head), resolve(relation.tail))
    if not directed and pair[0] > pair[1]:
        pair = (pair[1], pair[0])
    return pair, relation.type, relation.novel


def _plain(pair: tuple[str, str]) -> tuple[str, str]:
    return " ".join(pair[0].split()), " ".join(pair[1].split())
