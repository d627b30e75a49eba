"""How sure claims are, and under which outcomes they are right."""

import math

import pytest

from claimgraph.extract.claim import Concept, Mention
from claimgraph.extract.pair_outcomes import OUTCOMES
from claimgraph.extract.score_combination import (
    AS_JUDGED,
    Combination,
    claimed_outcomes,
    doubts,
    fitting_outcomes,
    is_right,
    probability_of,
)


def mention(score: float | None) -> Mention:
    concept = None if score is None else Concept("CHEBI:1", "x", "Chemical")
    return Mention(start=0, end=1, text="x", type="Chemical", concept=concept, score=score or 0.0)


def test_a_sign_counts_only_where_the_outcomes_tell_it() -> None:
    assert fitting_outcomes("causes", ("Chemical", "Disease")) == ("positive",)
    assert fitting_outcomes("increases", ("Disease", "Gene")) == OUTCOMES[1:]
    assert fitting_outcomes("regulates", ("Gene", "Gene")) == OUTCOMES[1:]
    even = [1 / len(OUTCOMES)] * len(OUTCOMES)
    assert math.isclose(probability_of(("negative",), even), even[0])


def test_the_models_claim_is_right_under_its_own_outcome_and_an_association_under_any() -> None:
    genes = ("Gene", "Gene")
    assert claimed_outcomes("binds", genes, by_model=True) == ("binding",)
    assert claimed_outcomes("binds", genes, by_model=False) == OUTCOMES[1:]
    assert claimed_outcomes("associated_with", genes, by_model=True) == OUTCOMES[1:]


def test_the_combined_score_rises_with_both_scores() -> None:
    both = Combination(0.0, 0.3, 0.6)
    scores = [both.score("causes", rule=r, model=m) for r, m in ((0.8, 0.9), (0.8, 0.5), (0.6, 0.5))]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 3
    assert math.isclose(Combination().score("causes", rule=0.8, model=0.1), 0.8)
    assert math.isclose(AS_JUDGED.score("causes", model=0.7), 0.7)


def test_doubt_counts_what_identifiers_fall_short_of_the_surest() -> None:
    assert doubts([mention(1.0), mention(1.0)]) == (0.0, 0)
    doubt, unknown = doubts([mention(0.5), mention(None)])
    assert (math.isclose(doubt, math.log(99)), unknown) == (True, 1)
    doubting = Combination(doubt=-0.5, unknown=0.2)
    sure, unsure = (doubting.score("causes", rule=0.8, model=0.5, arguments=[mention(s)]) for s in (1.0, 0.6))
    assert sure > unsure


def test_a_predicates_offset_is_its_own() -> None:
    both = Combination(offsets={"causes": 1.0})
    assert both.score("causes", rule=0.5, model=0.5) > both.score("treats", rule=0.5, model=0.5) == 0.5


@pytest.mark.parametrize(
    ("claimed", "allowed", "right"),
    [
        (("positive",), ("positive",), True),
        (("positive",), ("none", "negative"), False),
        (("negative",), ("positive",), None),  # of an unrelated pair it would be open
        (("positive",), ("positive", "association"), None),
        (("positive", "association", "negative", "none"), ("association",), True),
    ],
)
def test_right_wrong_or_open(claimed, allowed, right) -> None:
    assert is_right(claimed, allowed, unrelated=("none", "negative")) is right
