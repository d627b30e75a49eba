"""A small table of floret vectors for tests of what is trained."""

from __future__ import annotations

import numpy
from spacy.vectors import Vectors
from spacy.vocab import Vocab


def floret_vectors(vocab: Vocab, *, rows: int = 50, width: int = 8) -> Vectors:
    """Random vectors of word parts, so that every word has one."""
    data = numpy.random.default_rng(0).normal(size=(rows, width)).astype("float32")
    return Vectors(
        strings=vocab.strings, data=data, mode="floret", minn=3, maxn=4, hash_count=2, attr="LOWER"
    )
