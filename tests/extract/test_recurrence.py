"""The recurrent layer: what it computes, its gradients, and that documents are read apart."""

from __future__ import annotations

from typing import Any

import numpy
import pytest
from numpy.typing import NDArray
from thinc.api import Model, fix_random_seed

from claimgraph.extract.components.recurrence import recurrence

Rows = NDArray[numpy.float32]
WIDTH, HIDDEN = 6, 5


@pytest.fixture
def layer() -> Model[list[Any], list[Any]]:
    fix_random_seed(0)
    model = recurrence(WIDTH, HIDDEN, 2)
    model.initialize()
    return model


def docs_of(*lengths: int) -> list[Rows]:
    numbers = numpy.random.default_rng(3)
    return [numbers.normal(size=(length, WIDTH)).astype("float32") for length in lengths]


def test_it_computes_what_its_formula_says(layer: Model[list[Any], list[Any]]) -> None:
    """c[t] = k[t] c[t-1] + (1 - k[t]) x[t] from both ends, k a sigmoid; the mix of both is added to the input."""
    [doc] = docs_of(4)
    gates, mix = layer.layers
    scores = doc @ gates.get_param("W").T + gates.get_param("b")
    states = numpy.zeros((4, 2 * HIDDEN), dtype="float32")
    for side, order in ((0, range(4)), (1, range(3, -1, -1))):
        state = numpy.zeros(HIDDEN, dtype="float32")
        for token in order:
            value, gate = (scores[token, (2 * side + part) * HIDDEN :][:HIDDEN] for part in (0, 1))
            keep = 1 / (1 + numpy.exp(-gate - 1))
            state = keep * state + (1 - keep) * value
            states[token, side * HIDDEN :][:HIDDEN] = state
    expected = doc + mix.predict(states)
    assert numpy.allclose(layer.predict([doc])[0], expected, atol=1e-5)
    assert numpy.allclose(layer([doc], True)[0][0], expected, atol=1e-5)


def test_documents_do_not_see_each_other(layer: Model[list[Any], list[Any]]) -> None:
    lengths = [
        3,
        0,
        7,
        1,
        *range(20, 60),
        9000,
        2,
    ]  # several groups, and one document that is a group by itself
    docs = docs_of(*lengths)
    together = layer.predict(docs)
    assert [len(rows) for rows in together] == lengths
    for rows, doc in zip(together, docs, strict=True):
        assert numpy.allclose(rows, layer.predict([doc])[0], atol=1e-5)


def test_nothing_to_read(layer: Model[list[Any], list[Any]]) -> None:
    assert layer.predict([]) == []


def test_gradients_are_those_of_small_steps() -> None:
    fix_random_seed(0)
    layer = recurrence(WIDTH, HIDDEN, 1)  # one piece: the maximum over several has edges
    layer.initialize()
    docs = docs_of(3, 5, 1)
    output, backprop = layer(docs, True)
    weights = [numpy.random.default_rng(4).normal(size=rows.shape).astype("float32") for rows in output]
    gradients = backprop(weights)
    gates = layer.layers[0]
    step = 1e-2

    def slope(values: Rows, place: tuple[int, int]) -> float:
        kept = values[place]
        sums = []
        for moved in (kept + step, kept - step):
            values[place] = moved
            rows = layer(docs, True)[0]
            sums.append(sum(float((a * b).sum()) for a, b in zip(rows, weights, strict=True)))
        values[place] = kept
        return (sums[0] - sums[1]) / (2 * step)

    for doc, place in ((0, (0, 1)), (1, (2, 3)), (1, (4, 0)), (2, (0, 5))):
        assert slope(docs[doc], place) == pytest.approx(gradients[doc][place], rel=0.02, abs=0.02)
    matrix, gradient = gates.get_param("W"), gates.get_grad("W").copy()
    for place in ((0, 0), (HIDDEN + 1, 2), (2 * HIDDEN + 2, 4), (3 * HIDDEN + 1, 1)):
        assert slope(matrix, place) == pytest.approx(gradient[place], rel=0.02, abs=0.02)
