"""A layer that reads a document from both ends: each token's vector takes in what stands anywhere before and behind it.

A simple recurrent unit (Lei et al. 2018, doi:10.18653/v1/D18-1477) whose state depends on the last state only through
a product with a gate: all matrix products are made beforehand, and a batch of documents steps through its tokens
together, so that the recurrence itself costs almost nothing.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy
from thinc.api import Linear, Maxout, Model

from claimgraph.extract.components.fast_maxout import fast_maxouts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    Rows = NDArray[numpy.float32]
    Places = NDArray[numpy.int64]

_TOGETHER = 10_000  # tokens of documents that are read side by side: what bounds the memory
_BLOCK = 512  # tokens whose products fit into the processor's cache
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
    """The same without a way back, for documents of like length together."""
    read: list[Rows] = [doc[:0] for doc in docs]
    for group in _alike([len(doc) for doc in docs]):
        for place, rows in zip(group, _read_together(model, [docs[place] for place in group]), strict=True):
            read[place] = rows
    return read


def _alike(lengths: list[int]) -> Iterator[list[int]]:
    """The places of documents that are read side by side, the longest first; a very long one is by itself."""
    group: list[int] = []
    size = 0
    for place in sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True):
        if group and size + lengths[place] > _TOGETHER:
            yield group
            group, size = [], 0
        group.append(place)
        size += lengths[place]
    if group:
        yield group


def _read_together(model: Model[Any, Any], docs: list[Rows]) -> list[Rows]:
    """Documents step by step: their first tokens, the longest document's before the others', their second ones."""
    lengths = numpy.array([len(doc) for doc in docs])
    going = (lengths > numpy.arange(lengths[0])[:, None]).sum(axis=1)  # documents that have so many tokens
    ends = numpy.cumsum(going)
    places = [(ends - going)[: len(doc)] + number for number, doc in enumerate(docs)]
    rows = numpy.ones((lengths.sum(), docs[0].shape[1] + 1), dtype="float32")
    for place, doc in zip(places, docs, strict=True):
        rows[place, :-1] = doc
    ahead, back = (_inputs(rows, *weights) for weights in _sides(model))
    _run_ahead(*ahead, ends.tolist())
    _run_back(*back, ends.tolist())
    mixed = _mix(model, ahead[0], back[0])
    return [doc + mixed[place] for place, doc in zip(places, docs, strict=True)]


def _sides(model: Model[Any, Any]) -> Iterator[tuple[Rows, Rows]]:
    """What gives the inputs and the negated gates of either side, (width + 1, hidden); the last row is the bias."""
    gates = model.layers[0]
    weights = numpy.vstack([numpy.asarray(gates.get_param("W")).T, numpy.asarray(gates.get_param("b"))])
    inputs, opened, back_inputs, back_opened = numpy.split(weights, 4, axis=1)
    for values, keeps in ((inputs, opened), (back_inputs, back_opened)):
        closed = -keeps
        closed[-1] -= _OPEN
        yield numpy.ascontiguousarray(values), closed


def _inputs(rows: Rows, values: Rows, closed: Rows) -> tuple[Rows, Rows]:
    """What each token puts into the state, and what it keeps of the state before."""
    states, keeps = (numpy.empty((len(rows), values.shape[1]), dtype="float32") for _ in range(2))
    for start in range(0, len(rows), _BLOCK):
        own = slice(start, start + _BLOCK)
        state, keep = states[own], keeps[own]
        numpy.matmul(rows[own], closed, out=keep)
        numpy.exp(keep, out=keep)
        keep += 1
        numpy.reciprocal(keep, out=keep)
        numpy.matmul(rows[own], values, out=state)
        state *= 1 - keep
    return states, keeps


def _run_ahead(states: Rows, keeps: Rows, ends: list[int]) -> None:
    """Make states of what is put into them; `keeps` is used up."""
    before = states[:0]
    for start, end in pairwise([0, *ends]):
        kept, now = keeps[start:end], states[start:end]
        if start:
            kept *= before[: end - start]
            now += kept
        before = now


def _run_back(states: Rows, keeps: Rows, ends: list[int]) -> None:
    """The same from the documents' ends."""
    behind = states[:0]
    for start, end in reversed(list(pairwise([0, *ends]))):
        going = slice(start, start + len(behind))
        kept = keeps[going]
        kept *= behind
        states[going] += kept
        behind = states[start:end]


def _mix(model: Model[Any, Any], ahead: Rows, back: Rows) -> Rows:
    [mix] = fast_maxouts(model)
    hidden = ahead.shape[1]
    both = numpy.ones((_BLOCK, 2 * hidden + 1), dtype="float32")
    mixed = numpy.empty((len(ahead), model.get_dim("nO")), dtype="float32")
    for start in range(0, len(ahead), _BLOCK):
        end = min(start + _BLOCK, len(ahead))
        part = both[: end - start]
        part[:, :hidden], part[:, hidden:-1] = ahead[start:end], back[start:end]
        mixed[start:end] = mix(part)
    return mixed


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
