"""Relations between mentions, by hand-made cases."""

from __future__ import annotations

from claimgraph.extract.scoring.counts import Counts
from claimgraph.extract.scoring.mention_pairs import MentionRelation, pair_counts, saying_counts

A, B, C = (0, 1), (5, 6), (9, 12)


def relation(head: tuple[int, int], tail: tuple[int, int], label: str = "+", **said: bool) -> MentionRelation:
    return MentionRelation(head=head, tail=tail, label=label, **said)


def test_four_measures_of_a_pair() -> None:
    gold = [relation(A, B), relation(B, C, "-"), relation(A, C)]
    turned_and_wrong_sign = [relation(A, B), relation(C, B, "-"), relation(A, C, "-")]
    assert pair_counts(gold, turned_and_wrong_sign) == {
        "pair": Counts(3, 0, 0),
        "direction": Counts(2, 1, 1),
        "label": Counts(2, 1, 1),
        "all": Counts(1, 2, 2),
    }


def test_a_symmetric_relation_has_no_order_but_answers_no_directed_one() -> None:
    bound = relation(A, B, "0", symmetric=True)
    assert pair_counts([bound], [relation(B, A, "0", symmetric=True)])["direction"] == Counts(1, 0, 0)
    assert pair_counts([bound], [relation(A, B, "0")])["direction"] == Counts(0, 1, 1)
    assert pair_counts([bound], [relation(A, B, "0")])["label"] == Counts(1, 0, 0)


def test_a_pair_counts_once_however_often_it_is_claimed() -> None:
    twice = [relation(A, B), relation(A, B, "-")]
    assert pair_counts([relation(A, B)], twice)["pair"] == Counts(1, 0, 0)
    assert pair_counts([relation(A, B)], twice)["label"] == Counts(1, 1, 0)


def test_how_pairs_are_said_is_asked_of_those_that_both_relate() -> None:
    gold = [relation(A, B, negated=True), relation(A, C, speculated=True), relation(B, C, negated=True)]
    predicted = [relation(A, B), relation(A, C, speculated=True, negated=True)]
    assert saying_counts(gold, predicted) == {
        "polarity": Counts(0, 2, 2),
        "negated": Counts(0, 1, 1),
        "certainty": Counts(2, 0, 0),
        "speculated": Counts(1, 0, 0),
    }


def test_of_several_relations_of_a_pair_the_most_alike_are_compared() -> None:
    gold = [relation(A, B, "+"), relation(A, B, "-", negated=True)]
    assert saying_counts(gold, [relation(A, B, "-", negated=True)])["negated"] == Counts(1, 0, 0)
    assert saying_counts(gold, [relation(B, A, "+")])["polarity"] == Counts(1, 0, 0)
