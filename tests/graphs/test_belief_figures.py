"""Whether belief holds, on claims that were judged by hand: the same claims, weighed our way and INDRA's."""

from __future__ import annotations

import doctest

import pytest

from claimgraph.graphs import belief_figures
from claimgraph.graphs.belief_figures import BeliefFigure, JudgedClaim, figures_of
from claimgraph.graphs.belief_tables import belief_tables


def claim(document: str, score: float, *, right: bool) -> JudgedClaim:
    """A finding that is said to be certain."""
    return JudgedClaim(document, "certain", "finding", score, right)


EDGES = [
    [claim("a", 0.85, right=True)],
    [claim("b", 0.25, right=False)],
    [claim("c", 0.6, right=True), claim("c", 0.4, right=True)],
    [claim("d", 0.6, right=False), claim("e", 0.6, right=True)],
]


def by_name(edges: str, scorer: str) -> BeliefFigure:
    """The figure of that group of edges and that scorer, whose name may go on."""
    (found,) = [
        one for one in figures_of(EDGES) if one.edges == edges and one.scorer.split(",")[0] == scorer
    ][:1]
    return found


def test_groups_of_edges_and_what_is_right() -> None:
    answers = {one.edges: one.calibration.answers for one in figures_of(EDGES)}
    assert answers == {"all": 4, "of several claims": 2, "of several documents": 1}
    assert by_name("of several documents", "belief").calibration.bins[0].right == 1.0


def test_belief_takes_claims_of_a_document_for_one_and_indra_each_for_itself() -> None:
    ours, indra = (by_name("of several claims", name).calibration.bins for name in ("belief", "INDRA"))
    assert [one.probability for one in ours] == [0.6, pytest.approx(0.95 - 0.35**2 / 0.95)]
    assert [(one.probability, one.answers) for one in indra] == [(pytest.approx(1 - 0.05 - 0.3**2), 2)]


def test_a_scorer_that_is_nearer_to_what_is_right_has_the_smaller_loss() -> None:
    assert by_name("all", "belief").loss < by_name("all", "INDRA").loss


def test_the_tables_hold_every_figure_and_the_bins_of_belief() -> None:
    table = belief_tables(figures_of(EDGES))
    assert table.count("\n| all |") == 3
    assert "| INDRA, rand 0.28 as measured here |" in table  # 2 of 6 are wrong, 0.05 of that always
    assert "| 0.2–0.3 | 1 | 25.00 | 0.00 |" in table


def test_the_examples_hold() -> None:
    assert doctest.testmod(belief_figures).attempted > 0
    assert doctest.testmod(belief_figures).failed == 0
