"""Belief: a chance, whatever the order; documents add up, claims of one document do not."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.vocabulary import CERTAINTIES
from claimgraph.graphs.belief import CERTAINTY_WEIGHTS, belief

evidence = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(["certain", "probable", "possible"]), st.floats(0, 1))
)


@given(evidence, st.randoms(use_true_random=False))
def test_belief_is_a_chance_and_knows_no_order(
    pieces: list[tuple[str | int, str, float]], random: Random
) -> None:
    shuffled = list(pieces)
    random.shuffle(shuffled)
    assert 0.0 <= belief(pieces) <= 1.0
    assert belief(shuffled) == belief(pieces)


@given(evidence, st.floats(0, 1))
def test_another_document_never_lowers_belief(
    pieces: list[tuple[str | int, str, float]], score: float
) -> None:
    assert belief([*pieces, (6, "certain", score)]) >= belief(pieces)


def test_every_certainty_has_a_weight_and_the_surer_the_greater() -> None:
    weights = [CERTAINTY_WEIGHTS[certainty] for certainty in CERTAINTIES]
    assert weights == sorted(weights, reverse=True)


def test_claims_of_one_document_count_once_and_no_document_makes_certain() -> None:
    assert belief([("d", "certain", 0.5)] * 9) == 0.5
    assert belief([("d", "certain", 1.0)]) == 0.99
    assert belief([("d", "certain", -1.0)]) == 0.0
    assert belief([("d", "certain", 0.5), ("e", "certain", 0.5)]) == pytest.approx(0.75)
