"""Calibration: is what is given with probability 0.9 right nine times out of ten?"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

BINS = 10


class Bin(msgspec.Struct, frozen=True, kw_only=True):
    """Answers whose probabilities lie between two bounds: how many, their mean probability, the share that is right."""

    low: float
    high: float
    answers: int
    probability: float
    right: float


class Calibration(msgspec.Struct, frozen=True, kw_only=True):
    """A reliability diagram, without its empty bins, and the error that it sums up to."""

    answers: int
    error: float
    bins: tuple[Bin, ...]


def calibration(answers: Iterable[tuple[float, bool]]) -> Calibration:
    """The expected calibration error (Naeini et al. 2015, doi:10.1609/aaai.v29i1.9602), over bins of equal width.

    Each answer is its probability and whether it was right. The error is the mean distance of probability and share,
    weighed by the answers in each bin.

    >>> calibration([(0.95, True), (0.95, True), (0.85, False), (0.85, True)]).error
    0.2
    """
    inside: dict[int, list[tuple[float, bool]]] = {}
    for probability, right in answers:
        inside.setdefault(min(int(probability * BINS), BINS - 1), []).append((probability, right))
    total = sum(map(len, inside.values()))
    bins = tuple(_bin(number, inside[number]) for number in sorted(inside))
    distance = sum(abs(one.probability - one.right) * one.answers for one in bins)
    return Calibration(answers=total, error=round(distance / total, 6) if total else 0.0, bins=bins)


def _bin(number: int, answers: list[tuple[float, bool]]) -> Bin:
    return Bin(
        low=number / BINS,
        high=(number + 1) / BINS,
        answers=len(answers),
        probability=sum(probability for probability, _ in answers) / len(answers),
        right=sum(right for _, right in answers) / len(answers),
    )
