"""Dependency trees whose tokens are not those of the gold.

The gold keeps `IL-2-dependent` whole; our tokenizer cuts it into `IL-2`, `-`, `dependent`. A gold token is
*aligned* if whole predicted tokens cover exactly its characters. Its prediction is then that of the piece
whose head stands outside the gold token (the last such piece, where there are several): the piece's tag,
its label, and as head the gold token that holds the head of the piece. A gold token that is not aligned is
wrong in everything.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from claimgraph.extract.scoring.counts import Counts

PARSING_MEASURES = ("UAS", "LAS", "tag", "tag with punctuation", "aligned")
_ROOT = -1
_LOST = -2  # the head is a token that stands across gold tokens


class ParsedToken(msgspec.Struct, frozen=True, array_like=True):
    """A token of a sentence: its characters, the position of its head (its own: root), label and tag."""

    start: int
    end: int
    head: int
    label: str
    tag: str


def parse_counts(gold: Sequence[ParsedToken], predicted: Sequence[ParsedToken]) -> dict[str, Counts]:
    """Compare one sentence: `UAS`, `LAS` and `tag` leave out punctuation (by gold label), as is usual."""
    holder = _gold_of_each(gold, predicted)
    answers: dict[str, list[bool]] = {name: [] for name in PARSING_MEASURES}
    for position, token in enumerate(gold):
        pieces = [i for i, at in enumerate(holder) if at == position]
        aligned = bool(pieces) and (predicted[pieces[0]].start, predicted[pieces[-1]].end) == (
            token.start,
            token.end,
        )
        tag = head = label = False
        if aligned:
            piece = _head_piece(predicted, pieces)
            gold_head = _ROOT if token.head == position else token.head
            head = _head_of(piece, predicted, holder) == gold_head
            label = predicted[piece].label.lower() == token.label.lower()
            tag = predicted[piece].tag == token.tag
        answers["tag with punctuation"].append(tag)
        answers["aligned"].append(aligned)
        if token.label != "punct":
            answers["UAS"].append(head)
            answers["LAS"].append(head and label)
            answers["tag"].append(tag)
    return {name: _accuracy(right) for name, right in answers.items()}


def _gold_of_each(gold: Sequence[ParsedToken], predicted: Sequence[ParsedToken]) -> list[int]:
    """Position of the gold token that holds each predicted token whole, else `_LOST`."""
    holder: list[int] = []
    position = 0
    for token in predicted:
        while position < len(gold) - 1 and gold[position].end <= token.start:
            position += 1
        inside = bool(gold) and gold[position].start <= token.start and token.end <= gold[position].end
        holder.append(position if inside else _LOST)
    return holder


def _head_piece(predicted: Sequence[ParsedToken], pieces: Sequence[int]) -> int:
    inner = set(pieces)
    outward = [i for i in pieces if predicted[i].head == i or predicted[i].head not in inner]
    return outward[-1] if outward else pieces[-1]


def _head_of(piece: int, predicted: Sequence[ParsedToken], holder: Sequence[int]) -> int:
    head = predicted[piece].head
    return _ROOT if head == piece else holder[head]


def _accuracy(right: Sequence[bool]) -> Counts:
    wrong = len(right) - sum(right)
    return Counts(sum(right), wrong, wrong)
