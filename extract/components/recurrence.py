"""A layer that reads a document from both ends: each token's vector takes in what stands anywhere before and behind it.

A simple recurrent unit (Lei et al. 2018, doi:10.18653/v1/D18-1477) whose state depends on the last state only through
a product with a gate: all matrix products are made beforehand, and a batch of documents steps through its tokens
together, so that the recurrence itself costs almost nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy
from thinc.api import Linear, Maxout, Model

from claimgraph.extract.components.fast_maxout import fast_maxouts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    Rows = NDArray[numpy.float32]
    Places = NDArray[numpy.int64]

_TOGETHER = 16  # documents that are read side by side, at most
_CELLS = 16_000  # tokens of them all, each filled up to the longest: what bounds the memory
_OPEN = 1.0  # added to the gates, so that an untrained layer remembers a few tokens


def recurrence(width: int, hidden: int, pieces: int) -> Model[list[Any], list[Any]]:
    """Add to each token what the tokens before and behind it leave in two states of width `hidden`.

    float32 (tokens, width) both ways.
    """
    gates: Model[Any, Any] = Linear(4 * hidden, width)  # forward input and gate, backward input and gate
    mix: Model[Any, Any] = Maxout(width, 2 * hidden, nP=pieces, dropout=0.0, normalize=True)
    return Model(
        "claimgraph_recurrence",
        _forward,
        init=_initialize,
        layers=[gates, mix],
        dims={"nI": width, "nO": width},
        attrs={"hidden": hidden},
    )


def _initialize(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:  # noqa: N803 - thinc's names
    for layer in model.layers:
        layer.initialize()


def _forward(
    model: Model[Any, Any], docs: list[Rows], is_train: bool
) -> tuple[list[Rows], Callable[[list[Rows]], list[Rows]]]:
    if not is_train:
        return _read(model, docs), lambda gradients: gradients
    gates, mix = model.layers
    hidden = model.attrs["hidden"]
    lengths = numpy.array([len(doc) for doc in docs])
    places = _Places(lengths)
    rows = numpy.concatenate(docs)
    bounds = numpy.cumsum(lengths)[:-1]
    scores, backprop_gates = gates(rows, is_train)
    values = numpy.hstack([scores[:, :hidden], scores[:, 2 * hidden : 3 * hidden]])
    keeps = _sigmoid(numpy.hstack([scores[:, hidden : 2 * hidden], scores[:, 3 * hidden :]]) + _OPEN)
    kept = places.steps(keeps, hidden)
    states = _scan(places.steps(values * (1 - keeps), hidden), kept)
    output, backprop_mix = mix(places.rows(states, hidden), is_train)

    def backprop(gradients: list[Rows]) -> list[Rows]:
        gradient = numpy.concatenate(gradients)
        inner = places.steps(backprop_mix(gradient), hidden)
        # the gradient of a state runs on to the states before it, through their gates
        later = numpy.zeros_like(kept)
        later[:-1] = kept[1:]
        to_states = _scan(inner[::-1], later[::-1])[::-1]
        before = numpy.zeros_like(states)
        before[1:] = states[:-1]
        to_values = places.rows(to_states, hidden)
        to_keeps = places.rows(to_states * before, hidden) - to_values * values
        to_keeps *= keeps * (1 - keeps)
        to_values = to_values * (1 - keeps)
        parts = [
            part[:, side * hidden : (side + 1) * hidden] for side in (0, 1) for part in (to_values, to_keeps)
        ]
        return numpy.split(gradient + backprop_gates(numpy.hstack(parts)), bounds)

    return numpy.split(rows + output, bounds), backprop


def _read(model: Model[Any, Any], docs: list[Rows]) -> list[Rows]:
    """The same without a way back, for documents of like length together: the shorter are filled up."""
    read: list[Rows] = [doc[:0] for doc in docs]
    for group in _alike([len(doc) for doc in docs]):
        for place, rows in zip(group, _read_together(model, [docs[place] for place in group]), strict=True):
            read[place] = rows
    return read


def _alike(lengths: list[int]) -> Iterator[list[int]]:
    """The places of documents that are read side by side: short ones together, a very long one by itself."""
    group: list[int] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        if group and (len(group) == _TOGETHER or lengths[place] * (len(group) + 1) > _CELLS):
            yield group
            group = []
        group.append(place)
    if group:
        yield group


def _read_together(model: Model[Any, Any], docs: list[Rows]) -> list[Rows]:
    # products are made doc by doc, lest they outgrow the processor's cache
    gates, hidden = model.layers[0], model.attrs["hidden"]
    [mix] = fast_maxouts(model)
    weights = numpy.ascontiguousarray(numpy.asarray(gates.get_param("W")).T)
    bias = numpy.asarray(gates.get_param("b")).reshape(4, hidden)
    bias = (bias + numpy.array([[0], [_OPEN], [0], [_OPEN]], dtype="float32")).ravel()
    steps = max((len(doc) for doc in docs), default=0)
    states = numpy.zeros((steps, len(docs), 2, hidden), dtype="float32")
    keeps = numpy.zeros_like(states)
    for place, doc in enumerate(docs):
        scores = doc @ weights
        scores += bias
        values, gate = scores.reshape(-1, 2, 2, hidden).transpose(2, 0, 1, 3)
        keep = _sigmoid(gate)
        values = values * (1 - keep)
        for side, order in ((0, slice(None)), (1, slice(None, None, -1))):
            states[: len(doc), place, side] = values[order, side]
            keeps[: len(doc), place, side] = keep[order, side]
    for step in range(1, steps):
        keeps[step] *= states[step - 1]
        states[step] += keeps[step]
    read = []
    for place, doc in enumerate(docs):
        ahead, back = states[: len(doc), place, 0], states[: len(doc), place, 1][::-1]
        read.append(doc + mix(numpy.hstack([ahead, back])))
    return read


class _Places:
    """Where the rows of documents stand when the documents are read side by side, forwards and backwards."""

    def __init__(self, lengths: Places) -> None:
        self.shape = (int(lengths.max(initial=0)), len(lengths))
        self.docs = numpy.repeat(numpy.arange(len(lengths)), lengths)
        starts = numpy.cumsum(lengths) - lengths
        self.ahead = numpy.arange(len(self.docs)) - starts[self.docs]
        self.back = lengths[self.docs] - 1 - self.ahead

    def steps(self, rows: Rows, hidden: int) -> Rows:
        """(tokens, 2 x hidden) as (steps, documents, 2 x hidden), the second half from each document's end."""
        steps = numpy.zeros((*self.shape, 2 * hidden), dtype="float32")
        steps[self.ahead, self.docs, :hidden] = rows[:, :hidden]
        steps[self.back, self.docs, hidden:] = rows[:, hidden:]
        return steps

    def rows(self, steps: Rows, hidden: int) -> Rows:
        """The way back from `steps`."""
        ahead, back = steps[self.ahead, self.docs, :hidden], steps[self.back, self.docs, hidden:]
        return numpy.hstack([ahead, back])


def _scan(inputs: Rows, keeps: Rows) -> Rows:
    """State after each step: what is kept of the state before it, and the input."""
    states = inputs.copy()
    for step in range(1, len(states)):
        states[step] += keeps[step] * states[step - 1]
    return states


def _sigmoid(scores: Rows) -> Rows:
    gates: Rows = 1 / (1 + numpy.exp(-scores))
    return gates
