"""The embedding layer: its shape, the lexicon marks in it, and the forms that it keeps."""

from __future__ import annotations

from typing import Any

import numpy
import pytest
import spacy
from floret_table import floret_vectors
from numpy.typing import NDArray
from spacy.attrs import NORM, SHAPE
from spacy.tokens import Doc
from thinc.api import Model, fix_random_seed

from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.components import embedding
from claimgraph.extract.components.embedding import lexicon_embed

WORDS = ["IL-2", "treats", "melanoma"]


@pytest.fixture
def doc() -> Doc:
    declare_attributes()
    doc = Doc(spacy.blank("en").vocab, words=WORDS)
    doc.vocab.vectors = floret_vectors(doc.vocab)
    return doc


def make() -> Model[list[Doc], list[Any]]:
    fix_random_seed(0)
    return lexicon_embed(24, ["NORM", "SHAPE"], [100, 50], 30)


def marked(doc: Doc, *marks: int) -> Doc:
    doc._.lexicon_marks = numpy.array(marks, dtype="uint64")
    return doc


def embed(model: Model[list[Doc], list[Any]], doc: Doc) -> NDArray[numpy.float32]:
    model.initialize(X=[doc])
    [vectors] = model.predict([doc])
    return numpy.asarray(vectors)


def test_features_are_the_key_of_the_vector_the_attributes_and_the_mark(doc: Doc) -> None:
    features = embedding._features(marked(doc, 3, 0, 17), [NORM, SHAPE])
    assert features.dtype == "uint64"
    assert features[:, :3].tolist() == [[token.lower, token.norm, token.shape] for token in doc]
    assert features[:, 3].tolist() == [3, 0, 17]


def test_a_vector_for_each_token(doc: Doc) -> None:
    model = make()
    assert embed(model, doc).shape == (3, 24)
    assert embed(model, doc).dtype == "float32"
    empty = Doc(doc.vocab)
    assert [len(part) for part in model.predict([empty, doc, empty])] == [0, 3, 0]
    assert [len(part) for part in model.predict([empty])] == [0]


def test_forms_are_kept_until_the_weights_change(doc: Doc, monkeypatch: pytest.MonkeyPatch) -> None:
    model = make()
    first = embed(model, doc)
    asked: list[int] = []
    embed_forms = embedding._embed_forms

    def counted(model: Any, forms: Any, vocab: Any, is_train: bool) -> Any:
        asked.append(len(forms))
        return embed_forms(model, forms, vocab, is_train)

    monkeypatch.setattr(embedding, "_embed_forms", counted)
    more = Doc(doc.vocab, words=["IL-2", "IL-2", "prevents", "melanoma"])
    [second] = model.predict([more])
    assert asked == [1]  # "prevents"
    assert numpy.array_equal(second[[0, 1, 3]], first[[0, 0, 2]])
    weights = next(node for node in model.walk() if node.name == "maxout")
    weights.set_param("W", weights.get_param("W") + 1)
    [third] = model.predict([doc])
    assert asked == [1, 3]
    assert not numpy.allclose(third, first)


def test_more_forms_than_can_be_kept(doc: Doc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "HELD_FORMS", 2)
    small = make()
    few = embed(small, doc)
    monkeypatch.setattr(embedding, "HELD_FORMS", 100)
    assert numpy.allclose(few, embed(make(), doc))
    pair = Doc(doc.vocab, words=["melanoma", "treats"])
    assert numpy.allclose(small.predict([pair])[0], few[[2, 1]])


def test_training_sees_what_reading_sees(doc: Doc) -> None:
    model = make()
    once = embed(model, doc)
    learnt, backprop = model([doc, Doc(doc.vocab, words=[*WORDS, *WORDS])], True)
    assert numpy.allclose(numpy.concatenate(learnt), numpy.concatenate([once] * 3), atol=1e-6)
    # the gradient of a form is the sum over its places
    backprop([numpy.ones_like(part) for part in learnt])
    [bias] = [node.get_grad("b") for node in model.walk() if node.name == "layernorm"]
    assert numpy.allclose(bias, 9)


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
