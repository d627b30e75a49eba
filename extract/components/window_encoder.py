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

_TOGETHER = 2000  # tokens whose layers fit into the processor's cache


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
        encoded += _encode_together(group, layers, pad=depth)
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


def _encode_together(docs: list[Rows], layers: list[FastMaxout], *, pad: int) -> list[Rows]:
    width = docs[0].shape[1]
    starts = numpy.cumsum([pad, *(len(doc) + pad for doc in docs)])
    rows = numpy.zeros((starts[-1], width), dtype="float32")
    for start, doc in zip(starts, docs, strict=False):
        rows[start : start + len(doc)] = doc
    windows = numpy.zeros((len(rows), 3 * width), dtype="float32")
    for layer in layers:
        windows[1:, :width] = rows[:-1]
        windows[:, width : 2 * width] = rows
        windows[:-1, 2 * width :] = rows[1:]
        rows += layer(windows)
    return [rows[start : start + len(doc)] for start, doc in zip(starts, docs, strict=False)]
