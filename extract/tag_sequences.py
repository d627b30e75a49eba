"""Spans as tags (outside, begin, inside, last, unit) and back, for many labels at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

_TOGETHER = 1000  # tokens: a longer doc is searched alone, lest the others be filled up to its length
TAGS = ("O", "B", "I", "L", "U")
_O, _B, _I, _L, _U = range(5)

# _ALLOWED[previous, next]: 0 where the step is consistent, else minus infinity
_ALLOWED = numpy.full((5, 5), -numpy.inf, dtype="float32")
for _closed in (_O, _L, _U):
    _ALLOWED[_closed, [_O, _B, _U]] = 0
for _open in (_B, _I):
    _ALLOWED[_open, [_I, _L]] = 0
_FIRST = numpy.array([0, 0, -numpy.inf, -numpy.inf, 0], dtype="float32")
_FINAL = numpy.array([0, -numpy.inf, -numpy.inf, 0, 0], dtype="float32")


def tags_of(spans: Iterable[tuple[int, int]], length: int) -> NDArray[numpy.int64]:
    """Tags of `length` tokens for spans `[start, end)` that do not overlap; a longer span wins over a shorter."""
    tags = numpy.zeros(length, dtype="int64")
    for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
        if tags[start:end].any():
            continue
        if end - start == 1:
            tags[start] = _U
        else:
            tags[start:end] = _I
            tags[start], tags[end - 1] = _B, _L
    return tags


def best_tags(logits: NDArray[numpy.float32]) -> NDArray[numpy.int64]:
    """The likeliest consistent tags: (tokens, labels, 5) logits to (tokens, labels) tags (Viterbi, per label)."""
    return best_tags_of_batch([logits])[0]


def best_tags_of_batch(batch: Sequence[NDArray[numpy.float32]]) -> list[NDArray[numpy.int64]]:
    """`best_tags` of several docs: the search steps through all of them at once, long ones apart."""
    tags = [numpy.zeros(logits.shape[:2], dtype="int64") for logits in batch]
    groups = [[doc] for doc, logits in enumerate(batch) if len(logits) > _TOGETHER]
    groups.append([doc for doc, logits in enumerate(batch) if len(logits) <= _TOGETHER])
    for docs in groups:
        _search(batch, docs, tags)
    return tags


def _search(
    batch: Sequence[NDArray[numpy.float32]], docs: list[int], tags: list[NDArray[numpy.int64]]
) -> None:
    """Write the best tags of those docs into `tags`."""
    # most labels are outside everywhere: only the others need the search
    live = [
        (doc, int(label))
        for doc in docs
        for label in numpy.flatnonzero((batch[doc].argmax(axis=2) != _O).any(axis=0))
    ]
    if not live:
        return
    tokens = max(len(batch[doc]) for doc, _ in live)
    scores = numpy.zeros((tokens, len(live), 5), dtype="float32")
    scores[:, :, _B:] = -numpy.inf  # behind the end of a shorter doc all is outside
    for row, (doc, label) in enumerate(live):
        scores[: len(batch[doc]), row] = batch[doc][:, label]
    best = scores[0] + _FIRST
    back = numpy.zeros(scores.shape, dtype="int8")
    for token in range(1, tokens):
        steps = best[:, :, None] + _ALLOWED
        back[token] = steps.argmax(axis=1)
        best = steps.max(axis=1) + scores[token]
    last = (best + _FINAL).argmax(axis=1)
    rows = numpy.arange(len(live))
    found = numpy.zeros((tokens, len(live)), dtype="int64")
    for token in range(tokens - 1, -1, -1):
        found[token] = last
        last = back[token, rows, last]
    for row, (doc, label) in enumerate(live):
        tags[doc][:, label] = found[: len(batch[doc]), row]


def spans_of(tags: NDArray[numpy.int64], logits: NDArray[numpy.float32]) -> list[tuple[int, int, int, float]]:
    """Spans of (tokens, labels) tags as (label, start, end, probability), by label and start.

    The probability is the geometric mean of the softmax probabilities of the span's tags.
    """
    spans = []
    for label in numpy.flatnonzero(tags.any(axis=0)):
        column = tags[:, label]
        for start in numpy.flatnonzero((column == _B) | (column == _U)):
            end = start + 1
            while end < len(column) and column[end] in (_I, _L):
                end += 1
            part = logits[start:end, label] - logits[start:end, label].max(axis=1, keepdims=True)
            # logarithms throughout: a tag that only its neighbours ask for can be too improbable for a float
            chosen = part[numpy.arange(end - start), column[start:end]] - numpy.log(
                numpy.exp(part).sum(axis=1)
            )
            spans.append((int(label), int(start), int(end), float(numpy.exp(chosen.mean()))))
    return spans
