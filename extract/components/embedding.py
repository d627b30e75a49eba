"""The embedding layer of the shared encoder: word forms, floret vectors, and what the lexicon knows.

Like spaCy's `MultiHashEmbed`, with one more hashed column: `doc._.lexicon_marks`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy
from spacy.attrs import intify_attr
from spacy.ml.staticvectors import StaticVectors
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from spacy.tokens import Doc


@registry.architectures("claimgraph.LexiconEmbed.v1")
def lexicon_embed(
    width: int, attrs: list[str], rows: list[int], lexicon_rows: int, include_static_vectors: bool
) -> Model[list[Doc], list[Any]]:
    """Embed each token by hashed attributes, its lexicon mark and its floret vector; float32 (tokens, width)."""
    columns = [*rows, lexicon_rows]
    tables: list[Model[Any, Any]] = [
        HashEmbed(width, size, column=column, seed=column + 7, dropout=0.0)
        for column, size in enumerate(columns)
    ]
    hashed: Model[Any, Any] = chain(token_features(attrs), list2ragged(), with_array(concatenate(*tables)))
    parts = len(columns)
    if include_static_vectors:
        hashed = concatenate(hashed, StaticVectors(width, dropout=0.0))
        parts += 1
    mix: Model[Any, Any] = Maxout(width, parts * width, nP=3, dropout=0.0, normalize=True)
    return chain(hashed, with_array(mix), ragged2list())


def token_features(attrs: list[str]) -> Model[list[Doc], list[Any]]:
    """Layer that reads the attributes and the lexicon mark of each token; uint64 (tokens, attributes + 1)."""
    return Model(
        "claimgraph_token_features", _read_features, attrs={"columns": [intify_attr(a) for a in attrs]}
    )


def _read_features(
    model: Model[list[Doc], list[Any]], docs: list[Doc], is_train: bool
) -> tuple[list[Any], Callable[[Any], list[Any]]]:
    columns: list[int | str] = model.attrs["columns"]
    return [_features(doc, columns) for doc in docs], lambda gradient: []


def _features(doc: Doc, columns: list[int | str]) -> NDArray[numpy.uint64]:
    features = numpy.zeros((len(doc), len(columns) + 1), dtype="uint64")
    features[:, :-1] = doc.to_array(columns).reshape(len(doc), len(columns))
    if doc._.lexicon_marks is not None:
        features[:, -1] = doc._.lexicon_marks
    return features
