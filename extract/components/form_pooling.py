"""Let each token see how the document uses its word elsewhere: what "CAT" is in one sentence, it is in the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy
from thinc.api import Model

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from spacy.tokens import Doc

    Rows = NDArray[numpy.float32]
    Places = NDArray[numpy.int64]


def pooled_forms(tok2vec: Model[list[Doc], list[Any]]) -> Model[list[Doc], list[Any]]:
    """Put beside each token's vector the mean and the maximum over the tokens of its norm in the document.

    float32 (tokens, 3 x width) for each doc, from a layer that gives (tokens, width).
    """
    width = tok2vec.get_dim("nO") if tok2vec.has_dim("nO") else None
    return Model(
        "claimgraph_pooled_forms",
        _pool_docs,
        init=lambda model, X=None, Y=None: model.layers[0].initialize(X=X),  # noqa: N803 - thinc's names
        layers=[tok2vec],
        dims={"nO": 3 * width if width else None},
    )


def _pool_docs(
    model: Model[Any, Any], docs: list[Doc], is_train: bool
) -> tuple[list[Rows], Callable[[list[Rows]], list[Any]]]:
    vectors, backprop_vectors = model.layers[0](docs, is_train)
    pooled = [_pool(doc, rows) for doc, rows in zip(docs, vectors, strict=True)]

    def backprop(gradients: list[Rows]) -> list[Any]:
        inner: list[Any] = backprop_vectors([back(d) for (_, back), d in zip(pooled, gradients, strict=True)])
        return inner

    return [rows for rows, _ in pooled], backprop


class FormPool(NamedTuple):
    """The tokens of a document by form: what is pooled over the tokens of each."""

    form: Places  # (tokens,): the number of each token's form, the most frequent first
    by_form: Places  # (tokens,): the tokens, those of a form behind one another
    starts: Places  # (forms,): where each form's tokens start among them
    shares: Rows  # (forms, 1): one token's share of the mean
    means: Rows  # (forms, width)
    highest: Rows  # (forms, width)

    @classmethod
    def of(cls, doc: Doc, vectors: Rows) -> FormPool:
        """Pool the vectors of a document's tokens."""
        norms = doc.to_array(["NORM"]).ravel()
        _, form, counts = numpy.unique(norms, return_inverse=True, return_counts=True)
        common_first = numpy.argsort(-counts, kind="stable")
        form = numpy.argsort(common_first)[form]
        counts = counts[common_first]
        by_form = numpy.argsort(form, kind="stable")
        starts = counts.cumsum() - counts
        shares = (1 / counts).astype("float32")[:, None]
        means = vectors[by_form[starts]]
        highest = means.copy()
        # the second token of each form that has one, then the third, and so on: faster than `reduceat`
        for nth, forms in enumerate(_going_on(counts), start=1):
            rows = vectors[by_form[starts[:forms] + nth]]
            means[:forms] += rows
            numpy.maximum(highest[:forms], rows, out=highest[:forms])
        means *= shares
        return cls(form, by_form, starts, shares, means, highest)

    def both(self) -> Rows:
        """Mean and maximum of each form, and a one for the bias: float32 (forms, 2 x width + 1)."""
        return numpy.hstack([self.means, self.highest, numpy.ones_like(self.shares)])


def _going_on(counts: Places) -> list[int]:
    """How many forms have more than one token, more than two, and so on."""
    going: list[int] = (len(counts) - numpy.bincount(counts).cumsum()[1:-1]).tolist()
    return going


def _pool(doc: Doc, vectors: Rows) -> tuple[Rows, Callable[[Rows], Rows]]:
    width = vectors.shape[1]
    if not len(doc):
        return numpy.zeros((0, 3 * width), dtype="float32"), lambda gradient: gradient[:, :width]
    form, by_form, starts, shares, means, highest = FormPool.of(doc, vectors)

    def backprop(gradient: Rows) -> Rows:
        to_means = numpy.add.reduceat(gradient[by_form, width : 2 * width], starts) * shares
        to_highest = numpy.add.reduceat(gradient[by_form, 2 * width :], starts)
        inner: Rows = gradient[:, :width] + to_means[form] + to_highest[form] * (vectors == highest[form])
        return inner

    return numpy.hstack([vectors, means[form], highest[form]]), backprop
