"""Entity spans and sentences, strictly."""

from __future__ import annotations

from claimgraph.extract.scoring.counts import Counts
from claimgraph.extract.scoring.spans import boundary_counts, outermost, sentence_counts, span_counts


def test_span_and_label_must_both_fit() -> None:
    gold = [(0, 4, "Gene"), (10, 18, "Disease"), (20, 25, "Disease")]
    predicted = [(0, 4, "Gene"), (10, 17, "Disease"), (20, 25, "Gene")]
    assert span_counts(gold, predicted) == {"Gene": Counts(1, 1, 0), "Disease": Counts(0, 1, 2)}


def test_same_span_twice_counts_once() -> None:
    assert span_counts([(0, 4, "Gene")] * 2, [(0, 4, "Gene")] * 3) == {"Gene": Counts(1, 0, 0)}


def test_outermost_drops_what_stands_inside() -> None:
    assert outermost([(3, 7, "A"), (0, 9, "A"), (0, 4, "B")]) == [(0, 9, "A")]


def test_outermost_keeps_crossing_and_equal_spans() -> None:
    assert outermost([(0, 5, "A"), (3, 8, "A")]) == [(0, 5, "A"), (3, 8, "A")]
    assert outermost([(0, 5, "B"), (0, 5, "A")]) == [(0, 5, "A"), (0, 5, "B")]


TEXT = "One two. Three four.\nFive."


def test_spaces_between_sentences_belong_to_nobody() -> None:
    gold = [(0, 8), (9, 20), (21, 26)]
    with_spaces = [(0, 9), (9, 21), (21, 26)]
    assert boundary_counts(TEXT, gold, with_spaces) == Counts(2, 0, 0)
    assert sentence_counts(TEXT, gold, with_spaces) == Counts(3, 0, 0)


def test_one_wrong_cut_spoils_two_sentences_but_adds_one_boundary() -> None:
    gold = [(0, 8), (9, 20), (21, 26)]
    cut = [(0, 8), (9, 14), (15, 20), (21, 26)]
    assert boundary_counts(TEXT, gold, cut) == Counts(2, 1, 0)
    assert sentence_counts(TEXT, gold, cut) == Counts(2, 2, 1)


def test_a_missed_boundary() -> None:
    assert boundary_counts(TEXT, [(0, 8), (9, 20), (21, 26)], [(0, 20), (21, 26)]) == Counts(1, 0, 1)
    assert boundary_counts(TEXT, [(0, 8), (9, 26)], []) == Counts(0, 0, 1)
