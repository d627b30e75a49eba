"""thinc's maxout layer with layer norm, in plain numpy: the same sums in about half the time, for reading only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from thinc.api import Model

    Rows = NDArray[numpy.float32]

_LEAST_VARIANCE = numpy.float32(1e-8)  # as in thinc's layer norm


class FastMaxout(NamedTuple):
    """The weights of one layer, piece by piece, so that the best piece is an elementwise maximum."""

    weights: Rows  # (inputs, pieces x width)
    bias: Rows  # (pieces x width,)
    scale: Rows  # (width,)
    shift: Rows  # (width,)

    def __call__(self, inputs: Rows) -> Rows:
        """The layer's output, float32 (rows, width)."""
        return self._best(inputs @ self.weights)

    def of_parts(self, inputs: Rows, shared: Rows, which: NDArray[numpy.int64]) -> Rows:
        """The output for inputs beside which stand rows that several share: `shared[which]`."""
        own = inputs.shape[1]
        scores = inputs @ self.weights[:own]
        scores += (shared @ self.weights[own:]).take(which, axis=0)
        return self._best(scores)

    def _best(self, scores: Rows) -> Rows:
        width = len(self.scale)
        scores += self.bias
        best = scores[:, :width]
        for piece in range(width, scores.shape[1], width):
            best = numpy.maximum(best, scores[:, piece : piece + width])
        best -= best.mean(axis=1, keepdims=True)
        variance = numpy.einsum("ij,ij->i", best, best) / numpy.float32(width) + _LEAST_VARIANCE
        best *= (1 / numpy.sqrt(variance))[:, None]
        best *= self.scale
        best += self.shift
        return best


def fast_maxouts(model: Model[Any, Any]) -> Iterator[FastMaxout]:
    """The maxout layers of a model, in order; each has a layer norm behind it."""
    nodes = list(model.walk())
    maxouts = [node for node in nodes if node.name == "maxout"]
    norms = [node for node in nodes if node.name == "layernorm"]
    for maxout, norm in zip(maxouts, norms, strict=True):
        weights: NDArray[numpy.float32] = numpy.asarray(maxout.get_param("W"))
        yield FastMaxout(
            weights=numpy.ascontiguousarray(weights.transpose(1, 0, 2).reshape(-1, weights.shape[2]).T),
            bias=numpy.asarray(maxout.get_param("b")).T.ravel(),
            scale=numpy.asarray(norm.get_param("G")),
            shift=numpy.asarray(norm.get_param("b")),
        )
