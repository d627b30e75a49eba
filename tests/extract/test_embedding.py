"""The embedding layer: its shape, and the lexicon marks in it."""

from __future__ import annotations

from typing import Any

import numpy
import pytest
import spacy
from numpy.typing import NDArray
from spacy.attrs import NORM, SHAPE
from spacy.tokens import Doc
from spacy.vectors import Vectors
from thinc.api import Model, fix_random_seed

from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.components.embedding import lexicon_embed, token_features

WORDS = ["IL-2", "treats", "melanoma"]


@pytest.fixture
def doc() -> Doc:
    declare_attributes()
    return Doc(spacy.blank("en").vocab, words=WORDS)


def make(vectors: bool = False) -> Model[list[Doc], list[Any]]:
    fix_random_seed(0)
    return lexicon_embed(24, ["NORM", "SHAPE"], [100, 50], 30, vectors)


def marked(doc: Doc, *marks: int) -> Doc:
    doc._.lexicon_marks = numpy.array(marks, dtype="uint64")
    return doc


def embed(model: Model[list[Doc], list[Any]], doc: Doc) -> NDArray[numpy.float32]:
    model.initialize(X=[doc])
    [vectors] = model.predict([doc])
    return numpy.asarray(vectors)


def test_features_are_the_attributes_and_the_mark(doc: Doc) -> None:
    [features] = token_features(["NORM", "SHAPE"]).predict([marked(doc, 3, 0, 17)])
    assert features.dtype == "uint64"
    assert features[:, :2].tolist() == [[token.norm, token.shape] for token in doc]
    assert features[:, :2].tolist() == doc.to_array([NORM, SHAPE]).tolist()
    assert features[:, 2].tolist() == [3, 0, 17]


def test_one_attribute_is_enough(doc: Doc) -> None:
    [features] = token_features(["NORM"]).predict([doc])
    assert features.tolist() == [[token.norm, 0] for token in doc]


@pytest.mark.parametrize("vectors", [False, True])
def test_a_vector_for_each_token(doc: Doc, vectors: bool) -> None:
    doc.vocab.vectors = Vectors(
        data=numpy.ones((3, 8), dtype="float32"), keys=WORDS, strings=doc.vocab.strings
    )
    model = make(vectors)
    assert embed(model, doc).shape == (3, 24)
    assert embed(model, doc).dtype == "float32"
    empty = Doc(doc.vocab)
    assert [len(part) for part in model.predict([empty, doc, empty])] == [0, 3, 0]


def test_missing_marks_count_as_none(doc: Doc) -> None:
    model = make()
    without = embed(model, doc)
    assert numpy.array_equal(without, model.predict([marked(doc, 0, 0, 0)])[0])


def test_a_mark_changes_its_own_token_only(doc: Doc) -> None:
    model = make()
    without = embed(model, doc)
    [with_mark] = model.predict([marked(doc, 0, 0, 17)])
    assert numpy.array_equal(with_mark[:2], without[:2])
    assert not numpy.allclose(with_mark[2], without[2])


def test_marks_learn(doc: Doc) -> None:
    model = make()
    embed(model, marked(doc, 0, 0, 17))
    output, backprop = model.begin_update([doc])
    assert backprop([numpy.ones_like(output[0])]) == []
    tables = [node for node in model.walk() if node.name == "hashembed"]
    assert [bool(table.get_grad("E").any()) for table in tables] == [True, True, True]
