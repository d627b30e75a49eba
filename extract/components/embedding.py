"""The embedding layer of the shared encoder: word forms, floret vectors, and what the lexicon knows.

What it gives depends on a token's form and lexicon mark alone, so it is computed once for each in a batch and,
outside training, kept for the batches to come.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy
from spacy.attrs import intify_attr
from spacy.util import registry
from thinc.api import HashEmbed, Linear, Maxout, Model, concatenate
from thinc.initializers import glorot_uniform_init

from claimgraph.extract.components.floret_rows import vector_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    Features = NDArray[numpy.uint64]
    Rows = NDArray[numpy.float32]
    Backprop = Callable[[list[Rows]], list[Any]]

HELD_FORMS = 50_000
_PRIME = numpy.uint64(0x9E3779B97F4A7C15)


@registry.architectures("claimgraph.LexiconEmbed.v2")
def lexicon_embed(
    width: int, attrs: list[str], rows: list[int], lexicon_rows: int
) -> Model[list[Doc], list[Any]]:
    """Embed each token by hashed attributes, its lexicon mark and its floret vector; float32 (tokens, width)."""
    tables: Model[Any, Any] = concatenate(
        *(
            # column 0 is the key of the vector
            HashEmbed(width, size, column=column, seed=column + 6, dropout=0.0)
            for column, size in enumerate([*rows, lexicon_rows], start=1)
        )
    )
    static: Model[Any, Any] = Linear(width, init_W=glorot_uniform_init)
    mix: Model[Any, Any] = Maxout(width, (len(rows) + 2) * width, nP=3, dropout=0.0, normalize=True)
    return Model(
        "claimgraph_lexicon_embed",
        partial(_embed_docs, _HeldForms(width)),
        init=_initialize,
        layers=[tables, static, mix],
        dims={"nO": width},
        attrs={"columns": [intify_attr(attr) for attr in attrs]},
    )


class _HeldForms:
    """Embedded forms by key, until there are too many or the weights change."""

    def __init__(self, width: int) -> None:
        self.rows: Rows = numpy.zeros((HELD_FORMS, width), dtype="float32")
        self.places: dict[int, int] = {}
        self.weights = 0.0

    def look_up(
        self, keys: Features, embed: Callable[[NDArray[numpy.int64]], Rows], *, weights: float
    ) -> Rows:
        """The rows of distinct keys; `embed` makes those at the places in `keys` that are not held."""
        if weights != self.weights or len(self.places) + len(keys) > len(self.rows):
            self.places.clear()
            self.weights = weights
        if len(keys) > len(self.rows):
            return embed(numpy.arange(len(keys)))
        listed = keys.tolist()
        new = [place for place, key in enumerate(listed) if key not in self.places]
        if new:
            start = len(self.places)
            self.rows[start : start + len(new)] = embed(numpy.array(new))
            self.places.update((listed[place], start + number) for number, place in enumerate(new))
        return self.rows[[self.places[key] for key in listed]]


def _initialize(model: Model[Any, Any], X: list[Doc] | None = None, Y: Any = None) -> None:  # noqa: N803
    tables, static, mix = model.layers
    if X:
        features = _features(X[0], model.attrs["columns"])
        tables.initialize(X=features)
        static.initialize(X=vector_rows(X[0].vocab, features[:, 0]))
    mix.initialize()


def _embed_docs(
    held: _HeldForms, model: Model[Any, Any], docs: list[Doc], is_train: bool
) -> tuple[list[Rows], Backprop]:
    lengths = [len(doc) for doc in docs]
    if not any(lengths):
        return [numpy.zeros((0, model.get_dim("nO")), dtype="float32") for _ in docs], lambda _: []
    features = numpy.concatenate([_features(doc, model.attrs["columns"]) for doc in docs])
    keys, first, inverse = numpy.unique(_keys(features), return_index=True, return_inverse=True)
    forms, vocab = features[first], docs[0].vocab
    bounds = numpy.cumsum(lengths)[:-1]
    if not is_train:
        mix = next(node for node in model.walk() if node.name == "maxout")
        weights = float(numpy.asarray(mix.get_param("W")).sum())
        rows = held.look_up(
            keys, lambda places: _embed_forms(model, forms[places], vocab, False)[0], weights=weights
        )
        return numpy.split(rows[inverse], bounds), lambda _: []
    embedded, backprop_forms = _embed_forms(model, forms, vocab, True)

    def backprop(gradients: list[Rows]) -> list[Any]:
        total = numpy.zeros_like(embedded)
        numpy.add.at(total, inverse, numpy.concatenate(gradients))
        backprop_forms(total)
        return []

    return numpy.split(embedded[inverse], bounds), backprop


def _embed_forms(
    model: Model[Any, Any], forms: Features, vocab: Vocab, is_train: bool
) -> tuple[Rows, Callable[[Rows], None]]:
    tables, static, mix = model.layers
    hashed, backprop_tables = tables(forms, is_train)
    projected, backprop_static = static(vector_rows(vocab, forms[:, 0]), is_train)
    mixed, backprop_mix = mix(numpy.hstack([hashed, projected]), is_train)

    def backprop(gradient: Rows) -> None:
        parts = backprop_mix(gradient)
        backprop_tables(model.ops.as_contig(parts[:, : hashed.shape[1]]))
        backprop_static(model.ops.as_contig(parts[:, hashed.shape[1] :]))

    return mixed, backprop


def _keys(features: Features) -> Features:
    """One number for each row; different rows practically never share theirs."""
    keys = numpy.zeros(len(features), dtype="uint64")
    for column in features.T:
        keys = (keys ^ column) * _PRIME
        keys ^= keys >> numpy.uint64(29)
    return keys


def _features(doc: Doc, columns: list[int | str]) -> Features:
    """The key of each token's vector, its attributes and its lexicon mark."""
    features = numpy.zeros((len(doc), len(columns) + 2), dtype="uint64")
    features[:, :-1] = doc.to_array([doc.vocab.vectors.attr, *columns])
    if doc._.lexicon_marks is not None:
        features[:, -1] = doc._.lexicon_marks
    return features
