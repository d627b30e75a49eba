"""Precision, recall, F1 and their confidence intervals, from counts a document.

All measures of this package come down to three counts a document. Where every item gets exactly one answer
(a token its head), a wrong answer is both a false positive and a miss, so that precision, recall and F1 are
all the accuracy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

import msgspec
import numpy as np

ALL = "all"  # label of the sum over all labels (micro average)


class Counts(msgspec.Struct, frozen=True):
    """Right answers, answers that are not in the gold, and gold that was not found."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float:
        """`tp / (tp + fp)`; 0 where nothing was answered."""
        return _ratio(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float:
        """`tp / (tp + fn)`; 0 where there is no gold."""
        return _ratio(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float:
        """`2 tp / (2 tp + fp + fn)`; 0 where there is neither."""
        return _ratio(2 * self.tp, 2 * self.tp + self.fp + self.fn)


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """Measures in [0, 1]; `[low, high]` is the 95 % interval of F1 over resampled documents."""

    counts: Counts
    precision: float
    recall: float
    f1: float
    low: float
    high: float
    documents: int


def set_counts(gold: AbstractSet[object], predicted: AbstractSet[object]) -> Counts:
    """Compare two sets of hashable answers.

    >>> set_counts({"a", "b"}, {"b", "c", "d"})
    Counts(tp=1, fp=2, fn=1)
    """
    both = len(gold & predicted)
    return Counts(both, len(predicted) - both, len(gold) - both)


def score(per_document: Sequence[Counts], *, resamples: int = 1000, seed: int = 0) -> Score:
    """Sum counts over documents; the interval is the percentile bootstrap (Efron 1979) over documents."""
    total = sum(per_document, Counts())
    low, high = _interval(per_document, resamples=resamples, seed=seed)
    return Score(
        counts=total,
        precision=total.precision,
        recall=total.recall,
        f1=total.f1,
        low=low,
        high=high,
        documents=len(per_document),
    )


def score_labels(
    per_document: Sequence[Mapping[str, Counts]],
    labels: Iterable[str],
    *,
    resamples: int = 1000,
    seed: int = 0,
) -> dict[str, Score]:
    """Score each label and, under `ALL`, the sum of them; a label that a document lacks counts nothing."""
    names = tuple(labels)
    none = Counts()
    columns = {name: [document.get(name, none) for document in per_document] for name in names}
    columns[ALL] = [sum((document.get(name, none) for name in names), none) for document in per_document]
    return {name: score(column, resamples=resamples, seed=seed) for name, column in columns.items()}


def _interval(per_document: Sequence[Counts], *, resamples: int, seed: int) -> tuple[float, float]:
    if not per_document:
        return 0.0, 0.0
    rows = np.array([(counts.tp, counts.fp, counts.fn) for counts in per_document], dtype=np.int64)
    draws = np.random.default_rng(seed).integers(0, len(rows), size=(resamples, len(rows)))
    sums = rows[draws].sum(axis=1)
    below = 2 * sums[:, 0] + sums[:, 1] + sums[:, 2]
    f1 = np.divide(2 * sums[:, 0], below, out=np.zeros(resamples), where=below > 0)
    low, high = np.percentile(f1, [2.5, 97.5])
    return float(low), float(high)


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
