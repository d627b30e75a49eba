"""Entities and sentence boundaries: a span is right if its first and last character and its label are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from claimgraph.extract.scoring.counts import Counts, set_counts

LabelledSpan: TypeAlias = tuple[int, int, str]  # [start, end) in characters, label


def span_counts(gold: Iterable[LabelledSpan], predicted: Iterable[LabelledSpan]) -> dict[str, Counts]:
    """Count exact spans of one document, a label each; the same span with the same label counts once."""
    gold_spans, predicted_spans = set(gold), set(predicted)
    labels = sorted({label for _, _, label in gold_spans | predicted_spans})
    return {
        label: set_counts(
            {span for span in gold_spans if span[2] == label},
            {span for span in predicted_spans if span[2] == label},
        )
        for label in labels
    }


def outermost(spans: Iterable[LabelledSpan]) -> list[LabelledSpan]:
    """Leave out spans that stand inside a longer one, as corpora without nested mentions do.

    >>> outermost([(4, 8, "Disease"), (0, 8, "Disease"), (9, 12, "Chemical")])
    [(0, 8, 'Disease'), (9, 12, 'Chemical')]
    """
    kept: list[LabelledSpan] = []
    reach = -1
    widest = (-1, -1)
    for start, end, label in sorted(set(spans), key=lambda span: (span[0], -span[1], span[2])):
        if end > reach or (start, end) == widest:
            kept.append((start, end, label))
            if end > reach:
                reach, widest = end, (start, end)
    return kept


def boundary_counts(
    text: str, gold: Iterable[tuple[int, int]], predicted: Iterable[tuple[int, int]]
) -> Counts:
    """Count the places inside a text where one sentence ends and the next begins.

    A boundary is the first character after it that is no space, so that it does not matter to which sentence
    the space between them belongs. The beginning of the text is no boundary.
    """
    return set_counts(_boundaries(text, gold), _boundaries(text, predicted))


def sentence_counts(
    text: str, gold: Iterable[tuple[int, int]], predicted: Iterable[tuple[int, int]]
) -> Counts:
    """Count whole sentences, spaces around them left out: both ends have to be right."""
    return set_counts(_trimmed(text, gold), _trimmed(text, predicted))


def _boundaries(text: str, sentences: Iterable[tuple[int, int]]) -> set[int]:
    starts = {start for start, _ in _trimmed(text, sentences)}
    return starts - {min(starts, default=0)}


def _trimmed(text: str, sentences: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    spans: set[tuple[int, int]] = set()
    for start, end in sentences:
        words = text[start:end]
        if words.strip():
            spans.add((end - len(words.lstrip()), start + len(words.rstrip())))
    return spans
