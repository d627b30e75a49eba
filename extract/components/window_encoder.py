"""The layers of the shared encoder: each token sees its neighbours, a window wider with each layer.

Trained by thinc's layers; outside training `FastMaxout` runs the same sums.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy
from spacy.util import registry
from thinc.api import Maxout, Model, chain, clone, expand_window, residual, with_array

from claimgraph.extract.components.fast_maxout import fast_maxouts
from claimgraph.extract.components.recurrence import recurrence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from claimgraph.extract.components.fast_maxout import FastMaxout

    Rows = NDArray[numpy.float32]

_TOGETHER = 20_000  # tokens that are encoded together: what bounds the memory
_BLOCK = 512  # tokens whose sums fit into the processor's cache


@registry.architectures("claimgraph.WindowEncoder.v1")
def window_encoder(
    width: int, depth: int, pieces: int, recurrent_width: int = 0, recurrent_depth: int = 0
) -> Model[list[Any], list[Any]]:
    """`depth` residual maxout layers over a token and its two neighbours, then `recurrent_depth` recurrent ones.

    float32 (tokens, width) both ways.
    """
    layer: Model[Any, Any] = residual(
        chain(expand_window(1), Maxout(width, 3 * width, nP=pieces, dropout=0.0, normalize=True))
    )
    layers: Model[Any, Any] = with_array(clone(layer, depth), pad=depth)
    windows: Model[Any, Any] = Model(
        "claimgraph_window_encoder",
        partial(_encode, depth),
        init=lambda model, X=None, Y=None: model.layers[0].initialize(X=X),  # noqa: N803 - thinc's names
        layers=[layers],
        dims={"nO": width, "nI": width},
    )
    recurrent = [recurrence(width, recurrent_width, pieces) for _ in range(recurrent_depth)]
    return chain(windows, *recurrent) if recurrent else windows


def _encode(
    depth: int, model: Model[Any, Any], docs: list[Rows], is_train: bool
) -> tuple[list[Rows], Callable[[list[Rows]], list[Rows]]]:
    if is_train:
        encoded, backprop = model.layers[0](docs, is_train)
        return encoded, backprop
    layers = list(fast_maxouts(model))
    encoded = []
    for group in _groups(docs):
        encoded += _encode_together(group, layers)
    return encoded, lambda gradients: gradients


def _groups(docs: list[Rows]) -> Iterator[list[Rows]]:
    group: list[Rows] = []
    size = 0
    for doc in docs:
        if group and size + len(doc) > _TOGETHER:
            yield group
            group, size = [], 0
        group.append(doc)
        size += len(doc)
    if group:
        yield group


def _encode_together(docs: list[Rows], layers: list[FastMaxout]) -> list[Rows]:
    # between documents stand as many rows as there are layers; the first and the last of all see nothing
    pad = len(layers)
    starts = numpy.cumsum([pad + 1, *(len(doc) + pad for doc in docs)])
    rows = numpy.zeros((starts[-1] + 1, docs[0].shape[1]), dtype="float32")
    for start, doc in zip(starts, docs, strict=False):
        rows[start : start + len(doc)] = doc
    for depth, layer in enumerate(layers):
        scores = _scores_of_windows(rows, layer) if depth else _scores_of_forms(rows, layer)
        rows = rows.copy()
        for first, part in zip(range(1, len(rows), _BLOCK), scores, strict=False):
            rows[first : first + len(part)] += layer.best(part)
    return [rows[start : start + len(doc)] for start, doc in zip(starts, docs, strict=False)]


def _scores_of_windows(rows: Rows, layer: FastMaxout) -> Iterator[Rows]:
    """The scores of a layer's pieces, a block at a time, from each token beside its neighbours."""
    width = rows.shape[1]
    windows = numpy.ones((_BLOCK, 3 * width + 1), dtype="float32")
    for own in _blocks(len(rows)):
        window = windows[: own.stop - own.start]
        for place in range(3):
            window[:, place * width : (place + 1) * width] = rows[
                own.start + place - 1 : own.stop + place - 1
            ]
        yield window @ layer.weights


def _scores_of_forms(rows: Rows, layer: FastMaxout) -> Iterator[Rows]:
    """The same where many tokens have the same row, as those of a word form have: each row is multiplied once."""
    # two numbers of each row that are equal if the rows are, and practically never if they are not
    probes = numpy.random.default_rng(0).normal(size=(rows.shape[1], 2)).astype("float32")
    _, first, which = numpy.unique(
        (rows @ probes).view("uint64").ravel(), return_index=True, return_inverse=True
    )
    forms = rows[first]
    before, at, behind = (forms @ part for part in numpy.split(layer.weights[:-1], 3))
    at += layer.weights[-1]
    for own in _blocks(len(rows)):
        scores = at.take(which[own], axis=0)
        scores += before.take(which[own.start - 1 : own.stop - 1], axis=0)
        scores += behind.take(which[own.start + 1 : own.stop + 1], axis=0)
        yield scores


def _blocks(rows: int) -> Iterator[slice]:
    """All but the first and the last row, some at a time."""
    for start in range(1, rows - 1, _BLOCK):
        yield slice(start, min(start + _BLOCK, rows - 1))
