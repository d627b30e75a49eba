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

# By whether a span is open behind a token and before it. Where none is open at either, U may also stand.
_TAG_BETWEEN = numpy.array([[_O, _L], [_B, _I]], dtype="int8")


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
        for label in numpy.flatnonzero((_best_but_outside(batch[doc]) > batch[doc][:, :, _O]).any(axis=0))
    ]
    if not live:
        return
    tokens = max(len(batch[doc]) for doc, _ in live)
    scores = numpy.full((tokens, len(TAGS), len(live)), -numpy.inf, dtype="float32")
    scores[:, _O] = 0  # behind the end of a shorter doc all is outside
    for row, (doc, label) in enumerate(live):
        scores[: len(batch[doc]), :, row] = batch[doc][:, label]
    found = _best_of(scores)
    for row, (doc, label) in enumerate(live):
        tags[doc][:, label] = found[: len(batch[doc]), row]


def _best_but_outside(logits: NDArray[numpy.float32]) -> NDArray[numpy.float32]:
    best: NDArray[numpy.float32] = logits[:, :, _B]
    for tag in (_I, _L, _U):
        best = numpy.maximum(best, logits[:, :, tag])
    return best


def _best_of(scores: NDArray[numpy.float32]) -> NDArray[numpy.int8]:
    """The best consistent tags, (tokens, n), for (tokens, 5, n) scores.

    What counts of the tags before a token is whether they leave a span open: there are two states to search.
    """
    ways = scores[:, _TAG_BETWEEN]  # (tokens, state behind the token, state before it, n)
    unit = scores[:, _U] > scores[:, _O]
    numpy.copyto(ways[:, 0, 0], scores[:, _U], where=unit)
    best = numpy.array([[0], [-numpy.inf]], dtype="float32")
    for token in range(len(ways)):
        ways[token] += best
        best = numpy.maximum(ways[token, :, 0], ways[token, :, 1])
    from_open = ways[:, :, 1] > ways[:, :, 0]
    is_open = numpy.zeros(
        (len(scores) + 1, scores.shape[2]), dtype="int8"
    )  # before each token; none at the end
    for token in range(len(scores) - 1, -1, -1):
        is_open[token] = numpy.where(is_open[token + 1], from_open[token, 1], from_open[token, 0])
    found: NDArray[numpy.int8] = _TAG_BETWEEN[is_open[1:], is_open[:-1]]
    found[unit & (found == _O)] = _U
    return found


def spans_of(tags: NDArray[numpy.int64], logits: NDArray[numpy.float32]) -> list[tuple[int, int, int, float]]:
    """Spans of consistent (tokens, labels) tags as (label, start, end, probability), by label and start.

    The probability is the geometric mean of the softmax probabilities of the span's tags.
    """
    by_label = tags.T
    inside = numpy.nonzero(by_label)  # labels and tokens, label by label
    if not len(inside[0]):
        return []
    chosen = by_label[inside]
    part = logits[inside[1], inside[0]].astype("float64")
    # logarithms throughout: a tag that only its neighbours ask for can be too improbable for a float
    part -= part.max(axis=1, keepdims=True)
    log_probabilities = part[numpy.arange(len(chosen)), chosen] - numpy.log(numpy.exp(part).sum(axis=1))
    firsts = numpy.flatnonzero((chosen == _B) | (chosen == _U))
    lasts = numpy.append(firsts[1:], len(chosen)) - 1
    means = numpy.add.reduceat(log_probabilities, firsts) / (lasts - firsts + 1)
    labels, starts, ends = inside[0][firsts], inside[1][firsts], inside[1][lasts] + 1
    return list(zip(labels.tolist(), starts.tolist(), ends.tolist(), numpy.exp(means).tolist(), strict=True))
