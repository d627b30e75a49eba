"""Writes the tables of calibration."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from claimgraph.extract.benchmark.markdown import markdown_table, percent
from claimgraph.extract.scoring.counts import ALL

if TYPE_CHECKING:
    from claimgraph.extract.benchmark.calibrations import CalibrationFigure
    from claimgraph.extract.scoring.calibration import Calibration

_TITLES = {
    "gold-mentions": "Calibration of the answers to gold mentions",
    "text": "Calibration of the scores of affirmed claims, from raw text",
    "gold-entities": "Calibration of the scores of affirmed claims, from gold entities",
}


def calibration_tables(figures: Sequence[CalibrationFigure]) -> str:
    """For each way a row a corpus and label, then the bins of all corpora together."""
    parts = []
    for way, group in groupby(figures, lambda one: one.way):
        rows = list(group)
        whole = next(one for one in rows if one.corpus == ALL and one.label == ALL)
        parts += [
            f"{_TITLES[way]}:\n",
            markdown_table(
                ("corpus, part", "of", "answers", "mean probability", "right", "expected calibration error"),
                (_cells(one) for one in rows),
            ),
            markdown_table(
                ("probability", "answers", "mean probability", "right"), bin_rows(whole.calibration)
            ),
        ]
    return "\n".join(parts)


def _cells(figure: CalibrationFigure) -> tuple[str, ...]:
    one = figure.calibration
    return (f"{figure.corpus}, {figure.part}", figure.label, *sums(one), percent(one.error))


def sums(one: Calibration) -> tuple[str, str, str]:
    """How many answers there are, their mean probability, and how many of them are right."""
    mean = sum(bin_.probability * bin_.answers for bin_ in one.bins) / max(one.answers, 1)
    right = sum(bin_.right * bin_.answers for bin_ in one.bins) / max(one.answers, 1)
    return f"{one.answers:,}", percent(mean), percent(right)


def bin_rows(calibration: Calibration) -> list[tuple[str, ...]]:
    """A row a bin: its bounds, answers, mean probability, and the share that is right."""
    return [
        (
            f"{one.low:.1f}–{one.high:.1f}",
            f"{one.answers:,}",
            percent(one.probability),
            percent(one.right),
        )
        for one in calibration.bins
    ]
