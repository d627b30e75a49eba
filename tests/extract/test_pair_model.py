"""The relation model: what it says of pairs does not hang on their order, and its weights read back equal."""

import math
import random

import numpy
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.pair_features import Told
from claimgraph.extract.pair_model import PairModel, PairWeights, pool, read_weights, softmax, write_weights
from claimgraph.extract.pair_outcomes import OUTCOMES
from claimgraph.extract.score_combination import Combination

FEATURES = ("b:causes", "neg", "shared:1", "title")

told = st.lists(st.sampled_from((*FEATURES, "unknown")), max_size=4).map(tuple)
cases = st.builds(
    lambda whole, places: Told((whole,), tuple((place,) for place in places)),
    told,
    st.lists(told, min_size=1, max_size=4),
)


def weights() -> PairWeights:
    chance = numpy.random.default_rng(1)
    return PairWeights(
        FEATURES,
        embedding=chance.normal(size=(len(FEATURES), 3)).astype("float16").astype("float32"),
        bias=chance.normal(size=3).astype("float32"),
        output=chance.normal(size=(3, len(OUTCOMES))).astype("float32"),
        offset=chance.normal(size=len(OUTCOMES)).astype("float32"),
        rules=Combination(0.1, 0.3, 0.6, offsets={"causes": 0.25}),
        own=Combination(0.2, 0.0, 0.7, -0.1, 0.3),
    )


@given(st.lists(cases, min_size=1, max_size=5), st.integers(0, 99))
def test_a_pair_is_judged_alike_whatever_stands_beside_it_and_in_whatever_order(made, seed) -> None:
    model = PairModel(weights())
    order = random.Random(seed).sample(range(len(made)), len(made))
    together = model.judge(made)
    shuffled = model.judge([made[n] for n in order])
    for place, n in enumerate(order):
        assert numpy.allclose(shuffled[place].probabilities, together[n].probabilities, atol=1e-5)
    for case, one in zip(made, together, strict=True):
        assert math.isclose(sum(one.probabilities), 1, abs_tol=1e-5)
        assert one.outcome > 0
        assert sorted(one.places) == list(range(len(case.of_places)))


def test_no_pairs_no_judgement() -> None:
    assert PairModel(weights()).judge([]) == []


def test_a_feature_weighs_what_the_log_odds_lose_without_it() -> None:
    model = PairModel(weights())
    whole = Told((("title", "unknown"),), ((("neg",),), (("b:causes",),)))
    without = Told(((),), ((("neg",),), (("b:causes",),)))
    found = model.weigh(whole, [1, 2])
    assert set(found) == {"title", "neg", "b:causes"}
    odds = []
    for case in (whole, without):
        given = sum(model.judge([case])[0].probabilities[1:3])
        odds.append(math.log(given / (1 - given)))
    assert math.isclose(found["title"], odds[0] - odds[1], abs_tol=1e-4)


def test_pooling_is_the_log_of_the_mean_of_exponentials() -> None:
    scores = numpy.array([[0.0, 1.0], [2.0, 3.0], [5.0, 5.0]], "float32")
    pooled = pool(scores, numpy.array([0, 2]))
    assert numpy.allclose(pooled[0], numpy.log(numpy.exp(scores[:2]).mean(axis=0)), atol=1e-5)
    assert numpy.allclose(pooled[1], scores[2])
    assert numpy.allclose(softmax(pooled).sum(axis=1), 1)


def test_weights_read_back_equal_and_are_the_same_bytes(tmp_path) -> None:
    for name in ("a.npz", "b.npz"):
        write_weights(tmp_path / name, weights())
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    with (tmp_path / "a.npz").open("rb") as file:
        read = read_weights(file)
    assert read.features == FEATURES
    assert numpy.array_equal(read.embedding, weights().embedding)
    assert (read.rules, read.own) == (weights().rules, weights().own)
