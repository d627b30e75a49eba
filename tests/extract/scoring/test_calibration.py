"""Calibration, by hand."""

from __future__ import annotations

import pytest

from claimgraph.extract.scoring.calibration import calibration


def test_no_answers() -> None:
    found = calibration([])
    assert (found.answers, found.error, found.bins) == (0, 0.0, ())


def test_probabilities_that_hold() -> None:
    answers = [(0.75, True)] * 3 + [(0.75, False)]
    found = calibration(answers)
    [only] = found.bins
    assert found.error == 0.0
    assert (only.low, only.high, only.answers, only.probability, only.right) == (0.7, 0.8, 4, 0.75, 0.75)


def test_bins_weigh_by_their_answers() -> None:
    # one answer 0.45 off in the bin of one half, three answers 0.1 off in the last
    answers = [(0.55, True), (0.9, True), (0.9, True), (0.9, True)]
    assert calibration(answers).error == pytest.approx((0.45 + 3 * 0.1) / 4)


def test_certainty_stands_in_the_last_bin() -> None:
    [only] = calibration([(1.0, True), (0.9, False)]).bins
    assert (only.low, only.answers, only.right) == (0.9, 2, 0.5)


def test_too_sure_and_too_unsure_do_not_cancel_between_bins() -> None:
    assert calibration([(0.8, False), (0.2, True)]).error == pytest.approx(0.8)
