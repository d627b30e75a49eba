"""Pairs of brackets."""

from claimgraph.extract.brackets import bracket_pairs


def test_pairs_know_the_bracket_around_them() -> None:
    assert list(bracket_pairs("a (b [c] d) e")) == [(5, 7, 2), (2, 10, -1)]


def test_a_bracket_does_not_reach_over_a_line() -> None:
    assert list(bracket_pairs("a (b\nc) (d)")) == [(8, 10, -1)]
