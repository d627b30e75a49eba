"""Rows of floret vectors: the same as spaCy's."""

from __future__ import annotations

import numpy
import spacy
from floret_table import floret_vectors
from spacy.vectors import Vectors

from claimgraph.extract.components.floret_rows import vector_rows

FORMS = ["a", "IL-2", "TGF-β", "melanoma", " ", "\n", "x" * 80, "naïve", "10.5"]


def test_rows_are_those_that_spacy_gives() -> None:
    nlp = spacy.blank("en")
    nlp.vocab.vectors = floret_vectors(nlp.vocab)
    many = FORMS + [f"form{number}" for number in range(150)]
    keys = numpy.array([nlp.vocab.strings.add(form) for form in many], dtype="uint64")
    assert numpy.allclose(vector_rows(nlp.vocab, keys), nlp.vocab.vectors.get_batch(keys), atol=1e-6)
    assert vector_rows(nlp.vocab, keys[:0]).shape[0] == 0


def test_other_vectors_are_left_to_spacy() -> None:
    nlp = spacy.blank("en")
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, shape=(2, 3))
    nlp.vocab.vectors.add("melanoma", vector=numpy.array([1, 2, 3], dtype="float32"))
    keys = numpy.array([nlp.vocab.strings.add("melanoma")], dtype="uint64")
    assert vector_rows(nlp.vocab, keys).tolist() == [[1, 2, 3]]
