"""Pooling by word form: what each token gets, and the gradient that goes back."""

from __future__ import annotations

from typing import Any

import numpy
import spacy
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import Model

from claimgraph.extract.components.form_pooling import pooled_forms

VECTORS = numpy.array([[1, -1], [0, 2], [3, 5]], dtype="float32")
received: list[NDArray[numpy.float32]] = []


def fixed(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> Any:
    def backprop(gradients: list[NDArray[numpy.float32]]) -> list[Any]:
        received[:] = gradients
        return []

    return [VECTORS[: len(doc)] for doc in docs], backprop


def test_a_form_is_pooled_over_its_document() -> None:
    vocab = spacy.blank("en").vocab
    docs = [Doc(vocab, words=["CAT", "is", "cat"]), Doc(vocab), Doc(vocab, words=["CAT"])]
    pooled, backprop = pooled_forms(Model("fixed", fixed, dims={"nO": 2}))(docs, True)
    assert pooled[0].tolist() == [[1, -1, 2, 2, 3, 5], [0, 2, 0, 2, 0, 2], [3, 5, 2, 2, 3, 5]]
    assert pooled[1].shape == (0, 6)
    assert pooled[2].tolist() == [[1, -1, 1, -1, 1, -1]]
    own, mean, highest = (
        numpy.zeros((3, 6), dtype="float32"),
        numpy.zeros((3, 6), dtype="float32"),
        numpy.zeros((3, 6), dtype="float32"),
    )
    own[0, 0], mean[0, 2], highest[0, 4] = 1, 1, 1
    for gradient, expected in (
        (own, [[1, 0], [0, 0], [0, 0]]),
        (mean, [[0.5, 0], [0, 0], [0.5, 0]]),
        (highest, [[0, 0], [0, 0], [1, 0]]),
    ):
        backprop([gradient, numpy.zeros((0, 6), dtype="float32"), numpy.zeros((1, 6), dtype="float32")])
        assert received[0].tolist() == expected
        assert received[1].shape == (0, 2)
