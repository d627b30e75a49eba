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

    weights: Rows  # (inputs + 1, pieces x width): the last row is the bias
    scale: Rows  # (width,)
    shift: Rows  # (width,)

    def __call__(self, inputs: Rows) -> Rows:
        """The layer's output, float32 (rows, width), for inputs each of which ends with a one."""
        return self.best(inputs @ self.weights)

    def of_parts(self, inputs: Rows, shared: Rows, which: NDArray[numpy.int64]) -> Rows:
        """The output for inputs beside which stand rows that several share, each with its one: `shared[which]`."""
        own = inputs.shape[1]
        scores = inputs @ self.weights[:own]
        scores += (shared @ self.weights[own:]).take(which, axis=0)
        return self.best(scores)

    def best(self, scores: Rows) -> Rows:
        """The best of the pieces whose scores (rows, pieces x width) these are, with the norm."""
        width = len(self.scale)
        best = numpy.maximum(scores[:, :width], scores[:, -width:])
        for piece in range(width, scores.shape[1] - width, width):
            numpy.maximum(best, scores[:, piece : piece + width], out=best)
        # means as products: faster than `mean`
        best -= best @ numpy.full((width, 1), 1 / width, dtype="float32")
        deviation = numpy.einsum("ij,ij->i", best, best)[:, None]
        deviation /= numpy.float32(width)
        deviation += _LEAST_VARIANCE
        numpy.sqrt(deviation, out=deviation)
        best /= deviation
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
        bias = numpy.asarray(maxout.get_param("b")).T.ravel()
        yield FastMaxout(
            weights=numpy.vstack([weights.transpose(1, 0, 2).reshape(-1, weights.shape[2]).T, bias]),
            scale=numpy.asarray(norm.get_param("G")),
            shift=numpy.asarray(norm.get_param("b")),
        )
