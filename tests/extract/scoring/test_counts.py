"""Counts, F1 and its interval."""

from __future__ import annotations

import pytest

from claimgraph.extract.scoring.counts import ALL, Counts, score, score_labels, set_counts


def test_measures_of_hand_made_counts() -> None:
    counts = Counts(tp=6, fp=2, fn=4)
    assert counts.precision == pytest.approx(0.75)
    assert counts.recall == pytest.approx(0.6)
    assert counts.f1 == pytest.approx(2 * 0.75 * 0.6 / (0.75 + 0.6))


def test_nothing_asked_and_nothing_answered_scores_zero() -> None:
    assert Counts().precision == Counts().recall == Counts().f1 == 0.0


def test_sets_count_each_answer_once() -> None:
    assert set_counts({"a", "b", "c"}, {"b", "c", "d", "e"}) == Counts(tp=2, fp=2, fn=1)


def test_score_sums_over_documents() -> None:
    total = score([Counts(1, 0, 0), Counts(0, 1, 1), Counts(3, 0, 2)])
    assert total.counts == Counts(4, 1, 3)
    assert total.f1 == pytest.approx(8 / 12)
    assert total.documents == 3


def test_interval_holds_f1_and_is_the_same_each_time() -> None:
    documents = [Counts(3, 1, 0), Counts(1, 2, 2), Counts(5, 0, 1), Counts(0, 1, 3)] * 10
    first = score(documents)
    assert first.low < first.f1 < first.high
    assert score(documents) == first
    assert score(documents, seed=1).low != first.low


def test_interval_has_no_width_where_all_documents_agree() -> None:
    same = score([Counts(3, 1, 1)] * 20)
    assert same.low == same.high == same.f1


def test_interval_narrows_with_more_documents() -> None:
    few = score([Counts(3, 1, 0), Counts(1, 2, 2)] * 5)
    many = score([Counts(3, 1, 0), Counts(1, 2, 2)] * 80)
    assert many.high - many.low < few.high - few.low


def test_no_documents() -> None:
    nothing = score([])
    assert (nothing.f1, nothing.low, nothing.high, nothing.documents) == (0.0, 0.0, 0.0, 0)


def test_labels_are_scored_apart_and_summed() -> None:
    scores = score_labels(
        [{"Gene": Counts(1, 0, 1), "Other": Counts(0, 9, 9)}, {"Disease": Counts(2, 1, 0)}],
        ["Gene", "Disease"],
    )
    assert scores["Gene"].counts == Counts(1, 0, 1)
    assert scores["Disease"].counts == Counts(2, 1, 0)
    assert scores[ALL].counts == Counts(3, 1, 1)
    assert "Other" not in scores
