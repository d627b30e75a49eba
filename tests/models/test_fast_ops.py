"""numpy's matrix products instead of thinc's: the same numbers."""

from __future__ import annotations

from itertools import product

import numpy
import pytest
import spacy
from thinc.api import NumpyOps

from claimgraph.models.fast_ops import BlasOps, use_blas


@pytest.mark.parametrize(("trans1", "trans2"), list(product([False, True], repeat=2)))
def test_gemm_agrees_with_thinc(trans1: bool, trans2: bool) -> None:
    numbers = numpy.random.default_rng(0)
    x = numbers.normal(size=(7, 5) if trans1 else (5, 7)).astype("float32")
    y = numbers.normal(size=(3, 7) if trans2 else (7, 3)).astype("float32")
    theirs = NumpyOps().gemm(x, y, trans1=trans1, trans2=trans2)
    mine = BlasOps().gemm(x, y, trans1=trans1, trans2=trans2)
    assert mine.dtype == "float32"
    assert numpy.allclose(mine, theirs, atol=1e-5)
    out = numpy.full((5, 3), 9, dtype="float32")
    assert BlasOps().gemm(x, y, out=out, trans1=trans1, trans2=trans2) is out
    assert numpy.array_equal(out, mine)


def test_every_layer_of_every_trained_component_uses_it() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")  # has no model
    tagger = nlp.add_pipe("tagger")
    tagger.add_label("NN")
    nlp.initialize()
    before = tagger.model.predict([nlp.make_doc("one two three")])[0]
    use_blas(nlp)
    assert {type(node.ops) for node in tagger.model.walk()} == {BlasOps}
    assert numpy.allclose(tagger.model.predict([nlp.make_doc("one two three")])[0], before, atol=1e-5)
