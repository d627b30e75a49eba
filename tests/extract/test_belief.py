"""Belief: a chance, whatever the order; groups add up, claims of one group do not, and a denial counts against it."""

from __future__ import annotations

import doctest
from random import Random

import pytest
from claim_samples import support_in
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract import belief as module
from claimgraph.extract.belief import CERTAINTY_WEIGHTS, KIND_WEIGHTS, SYSTEMATIC, belief, strength
from claimgraph.extract.statement import Support
from claimgraph.extract.vocabulary import CERTAINTIES, KINDS

supports = st.builds(
    support_in,
    st.sampled_from(["d", "e", "f", "g"]),
    author=st.sampled_from([None, "Doe J", "Roe R"]),
    certainty=st.sampled_from(CERTAINTIES),
    kind=st.sampled_from(KINDS),
    score=st.floats(0, 1),
)
evidence = st.lists(supports)


def test_the_examples_hold() -> None:
    assert doctest.testmod(module).attempted > 0
    assert doctest.testmod(module).failed == 0


@given(evidence, evidence, st.randoms(use_true_random=False))
def test_belief_is_a_chance_and_knows_no_order(
    supporting: list[Support], opposing: list[Support], random: Random
) -> None:
    shuffled = random.sample(supporting, len(supporting))
    assert 0.0 <= belief(supporting, opposing) <= 1.0
    assert belief(shuffled, random.sample(opposing, len(opposing))) == belief(supporting, opposing)


@given(evidence, evidence, supports)
def test_a_further_claim_raises_its_side_and_never_the_other(
    supporting: list[Support], opposing: list[Support], further: Support
) -> None:
    assert belief([*supporting, further], opposing) >= belief(supporting, opposing)
    assert belief(opposing, [*supporting, further]) <= belief(opposing, supporting)


@given(evidence, evidence)
def test_a_statement_and_its_denial_are_never_believed_to_more_than_one(
    supporting: list[Support], opposing: list[Support]
) -> None:
    assert belief(supporting, opposing) + belief(opposing, supporting) <= 1.0 + 1e-9


def test_every_value_has_a_weight_and_what_is_surer_the_greater() -> None:
    weights = [CERTAINTY_WEIGHTS[certainty] for certainty in CERTAINTIES]
    assert weights == sorted(weights, reverse=True)
    assert set(KIND_WEIGHTS) == set(KINDS)
    assert max(KIND_WEIGHTS.values()) == KIND_WEIGHTS["finding"]


def test_one_group_counts_as_much_as_its_best_claim() -> None:
    assert strength([support_in("d")] * 9) == 0.5
    assert strength([support_in("d"), support_in("d", score=0.9, certainty="possible")]) == 0.5
    assert strength([support_in("d", author="Doe J"), support_in("e", author="Doe J")]) == 0.5
    assert strength([support_in("d", author="Doe J"), support_in("d")]) > 0.5


def test_independent_groups_add_up_to_all_but_what_is_misread_each_time() -> None:
    two = strength([support_in("d"), support_in("e")])
    assert two == pytest.approx(1 - SYSTEMATIC - (1 - SYSTEMATIC - 0.5) ** 2 / (1 - SYSTEMATIC))
    assert strength([support_in(str(n)) for n in range(99)]) == pytest.approx(1 - SYSTEMATIC)
    assert strength([support_in("d", score=1.0)]) == 1 - SYSTEMATIC
    assert strength([support_in("d", score=-1.0)]) == 0.0


def test_a_denial_takes_belief_away() -> None:
    said, denied = [support_in("d", score=0.8)], [support_in("e", score=0.8)]
    assert belief(said) == 0.8
    assert belief(said, denied) == belief(denied, said) == pytest.approx(0.16 / 0.36)
