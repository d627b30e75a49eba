"""The relation model: how probable each outcome is for a pair of concepts, from what is told of its places.

With $E$, $b$, $W$, $c$ the weights, $f$ the features of a place and of its pair, the place says
$z = W \\max(0, b + \\sum_{i \\in f} E_i) + c$; the pair's $Z$ is the log of the mean of the places' exponentials, and
the probabilities are the softmax of $Z$ (multiple-instance learning, Dietterich et al. 1997). The place that speaks
most for the likeliest outcome is the pair's evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, BinaryIO, cast

import msgspec
import numpy

from claimgraph.extract.pair_outcomes import OUTCOMES
from claimgraph.whole_file import open_whole

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from claimgraph.extract.pair_features import PairCase

    Numbers = NDArray[numpy.float32]
    Places = NDArray[numpy.int64]

WEIGHTS = "relation_weights.npz"


class PairWeights(msgspec.Struct, frozen=True):
    """The features that training met, and $E$, $b$, $W$, $c$."""

    features: tuple[str, ...]
    embedding: Numbers
    bias: Numbers
    output: Numbers
    offset: Numbers


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What the model says of a pair: the likeliest outcome that is not "none", and where it is said.

    `probability` is the outcome's, `related` that of all but "none".
    """

    outcome: str
    probability: float
    related: float
    place: int


class PairModel:
    """Judges pairs by weights."""

    def __init__(self, weights: PairWeights) -> None:
        self.weights = weights
        self._row = {feature: row for row, feature in enumerate(weights.features)}

    def rows(self, features: Sequence[str]) -> list[int]:
        """The rows of the features that training met."""
        row = self._row
        return [row[feature] for feature in features if feature in row]

    def judge(self, cases: Sequence[PairCase]) -> list[Judgement]:
        """Judge the pairs of a document."""
        if not cases:
            return []
        scores, starts = self._scores(cases)
        probabilities = softmax(pool(scores, starts))
        found = []
        ends = [*starts[1:].tolist(), len(scores)]
        for number, (start, end) in enumerate(zip(starts.tolist(), ends, strict=True)):
            outcome = 1 + int(probabilities[number, 1:].argmax())
            spoken = scores[start:end, outcome] - scores[start:end, 0]
            found.append(
                Judgement(
                    outcome=OUTCOMES[outcome],
                    probability=float(probabilities[number, outcome]),
                    related=float(1 - probabilities[number, 0]),
                    place=int(spoken.argmax()),
                )
            )
        return found

    def _scores(self, cases: Sequence[PairCase]) -> tuple[Numbers, Places]:
        """The outcomes' scores at each place, and the first place of each pair."""
        weights = self.weights
        hidden = numpy.empty((sum(len(case.of_places) for case in cases), len(weights.bias)), "float32")
        starts, place = [], 0
        for case in cases:
            starts.append(place)
            whole = weights.embedding[self.rows(case.features)].sum(axis=0) + weights.bias
            for features in case.of_places:
                hidden[place] = weights.embedding[self.rows(features)].sum(axis=0) + whole
                place += 1
        return numpy.maximum(hidden, 0) @ weights.output + weights.offset, numpy.array(starts)


def pool(scores: Numbers, starts: Places) -> Numbers:
    """The log of the mean of the exponentials of the places' scores, a row a pair."""
    sizes = numpy.diff(numpy.append(starts, len(scores)))[:, None]
    highest = numpy.maximum.reduceat(scores, starts)
    shares = numpy.exp(scores - numpy.repeat(highest, sizes[:, 0], axis=0))
    return cast("Numbers", highest + numpy.log(numpy.add.reduceat(shares, starts) / sizes, dtype="float32"))


def softmax(scores: Numbers) -> Numbers:
    """Probabilities that sum to 1 in each row."""
    shares = numpy.exp(scores - scores.max(axis=1, keepdims=True))
    return cast("Numbers", shares / shares.sum(axis=1, keepdims=True))


@cache
def pair_model() -> PairModel:
    """The model that comes with the package."""
    with (files("claimgraph.extract") / "wordlists" / WEIGHTS).open("rb") as file:
        return PairModel(read_weights(cast("BinaryIO", file)))


def read_weights(file: BinaryIO) -> PairWeights:
    """Read weights as `write_weights` writes them."""
    with numpy.load(file, allow_pickle=False) as arrays:
        numbers = [arrays[name].astype("float32") for name in ("embedding", "bias", "output", "offset")]
        return PairWeights(tuple(arrays["features"].tobytes().decode().split("\n")), *numbers)


def write_weights(path: Path, weights: PairWeights) -> None:
    """Write weights in half precision; the same weights give the same bytes."""
    names = numpy.frombuffer("\n".join(weights.features).encode(), dtype="uint8")
    with open_whole(path) as file:
        numpy.savez_compressed(
            file,
            features=names,
            embedding=weights.embedding.astype("float16"),
            bias=weights.bias,
            output=weights.output,
            offset=weights.offset,
        )
