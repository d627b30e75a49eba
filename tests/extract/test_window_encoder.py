"""The encoder's layers: the fast sums against thinc's own layers."""

from __future__ import annotations

import numpy
import pytest
from thinc.api import fix_random_seed

from claimgraph.extract.components.window_encoder import window_encoder

LENGTHS = ([5], [0, 1, 0, 40], [2500, 3])


@pytest.mark.parametrize("lengths", LENGTHS)
@pytest.mark.parametrize(("depth", "pieces"), [(1, 2), (4, 3)])
def test_reading_gives_what_thincs_layers_give(lengths: list[int], depth: int, pieces: int) -> None:
    fix_random_seed(0)
    model = window_encoder(16, depth, pieces)
    numbers = numpy.random.default_rng(0)
    docs = [numbers.normal(size=(length, 16)).astype("float32") for length in lengths]
    model.initialize(X=[numbers.normal(size=(3, 16)).astype("float32")])
    for node in model.walk():
        if node.name == "layernorm":
            node.set_param("b", numbers.normal(size=16).astype("float32"))
    trained, _ = model(docs, True)
    read = model.predict(docs)
    assert [len(doc) for doc in read] == lengths
    for ours, theirs in zip(read, trained, strict=True):
        assert numpy.allclose(ours, theirs, atol=1e-4)


def test_nothing_to_read() -> None:
    model = window_encoder(8, 1, 2)
    model.initialize(X=[numpy.zeros((2, 8), dtype="float32")])
    assert model.predict([]) == []


def test_documents_do_not_see_each_other() -> None:
    model = window_encoder(8, 3, 2)
    numbers = numpy.random.default_rng(1)
    docs = [numbers.normal(size=(length, 8)).astype("float32") for length in (4, 6)]
    model.initialize(X=docs)
    together = model.predict(docs)
    assert all(
        numpy.allclose(both, model.predict([doc])[0], atol=1e-5)
        for both, doc in zip(together, docs, strict=True)
    )
