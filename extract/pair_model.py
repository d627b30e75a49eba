"""The relation model: how probable each outcome is for a pair of concepts, from what is told of its places.

With $E$, $b$, $W$, $c$ the weights, $f$ the features of a place and of its pair, the place says
$z = W \\max(0, b + \\sum_{i \\in f} E_i) + c$; the pair's $Z$ is the log of the mean of the places' exponentials, and
the probabilities are the softmax of $Z$ (multiple-instance learning, Dietterich et al. 1997). The place that speaks
most for the likeliest outcome is the pair's evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, BinaryIO, cast

import msgspec
import numpy

from claimgraph.extract.feature_names import KnownNames
from claimgraph.extract.score_combination import AS_JUDGED, Combination
from claimgraph.whole_file import open_whole

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from claimgraph.extract.pair_features import Features, Told

    Numbers = NDArray[numpy.float32]
    Places = NDArray[numpy.int64]

WEIGHTS = "relation_weights.npz"
SENTENCE_WEIGHTS = "sentence_weights.npz"
_LEAST = 1e-6  # probabilities nearer to 0 or 1 count as this near


class PairWeights(msgspec.Struct, frozen=True):
    """The features that training met, $E$, $b$, $W$, $c$, and how sure the claims of rules and its own are."""

    features: tuple[str, ...]
    embedding: Numbers
    bias: Numbers
    output: Numbers
    offset: Numbers
    rules: Combination = Combination()
    own: Combination = AS_JUDGED


class Judgement(msgspec.Struct, frozen=True):
    """What the model says of a pair: the outcomes' probabilities, the likeliest but "none", and where it is said.

    `places` are the numbers of the pair's places, the one that says it most plainly first.
    """

    probabilities: tuple[float, ...]
    outcome: int
    places: tuple[int, ...]

    @property
    def related(self) -> float:
        """The probability of all outcomes but "none"."""
        return 1 - self.probabilities[0]


class PairModel:
    """Judges pairs by weights; `names` are those of the features that it knows."""

    def __init__(self, weights: PairWeights) -> None:
        self.weights = weights
        self.names = KnownNames(weights.features)
        self._row = {feature: row for row, feature in enumerate(weights.features, start=1)}
        nothing = numpy.zeros((1, len(weights.bias)), "float32")
        self._embedding = numpy.concatenate([nothing, weights.embedding])

    def judge(self, cases: Sequence[Told]) -> list[Judgement]:
        """Judge the pairs of a document."""
        if not cases:
            return []
        scores, starts = self._scores(cases)
        probabilities = softmax(pool(scores, starts))
        likeliest = 1 + probabilities[:, 1:].argmax(axis=1)
        sizes = numpy.diff(numpy.append(starts, len(scores)))
        spoken = scores[numpy.arange(len(scores)), numpy.repeat(likeliest, sizes)] - scores[:, 0]
        found = []
        for row, outcome, start, size in zip(
            probabilities.tolist(), likeliest.tolist(), starts.tolist(), sizes.tolist(), strict=True
        ):
            places = (-spoken[start : start + size]).argsort(kind="stable").tolist() if size > 1 else [0]
            found.append(Judgement(tuple(row), outcome, tuple(places)))
        return found

    def weigh(self, case: Told, outcomes: Sequence[int]) -> dict[str, float]:
        """By how much each known feature of a pair raises the log odds of some outcomes: their fall without it."""
        told = [
            Counter(f for part in (*case.features, *of_place) for f in part) for of_place in case.of_places
        ]
        names = sorted({name for one in told for name in one if name in self._row})
        counts = numpy.array([[one[name] for one in told] for name in names], "float32").reshape(
            -1, len(told)
        )
        rows = self._embedding[[self._row[name] for name in names]]
        hidden = counts.T @ rows + self.weights.bias
        # one copy a feature of all places without it, then one with all
        left = numpy.concatenate([hidden - counts[:, :, None] * rows[:, None, :], hidden[None]])
        scores = numpy.maximum(left, 0) @ self.weights.output + self.weights.offset
        starts = numpy.arange(len(left)) * len(told)
        probabilities = softmax(pool(scores.reshape(-1, scores.shape[-1]), starts))
        wanted = probabilities[:, list(outcomes)].sum(axis=1).astype("float64").clip(_LEAST, 1 - _LEAST)
        odds = numpy.log(wanted / (1 - wanted))
        return dict(zip(names, (odds[-1] - odds[:-1]).tolist(), strict=True))

    def _scores(self, cases: Sequence[Told]) -> tuple[Numbers, Places]:
        """The outcomes' scores at each place, and the first place of each pair."""
        sums = _Sums(self._row)
        starts, places = [], [0]
        order: list[int] = []
        for case in cases:
            starts.append(len(places) - 1)
            whole = [sums.part(features) for features in case.features]
            for told in case.of_places:
                order += whole
                order += [sums.part(features) for features in told]
                places.append(len(order))
        rows = numpy.fromiter(sums.rows, "int64", len(sums.rows))
        of_parts = numpy.add.reduceat(self._embedding.take(rows, axis=0), sums.starts)
        hidden = numpy.add.reduceat(of_parts[order], places[:-1]) + self.weights.bias
        return numpy.maximum(hidden, 0) @ self.weights.output + self.weights.offset, numpy.array(starts)


class _Sums:
    """The rows of each part of what is told, once; each part begins with row 0, which says nothing."""

    def __init__(self, row: Mapping[str, int]) -> None:
        self._row = row
        self._number: dict[int, int] = {}  # by identity: parts are shared by pairs
        self.rows: list[int] = []
        self.starts: list[int] = []

    def part(self, features: Features) -> int:
        """The number of a part."""
        number = self._number.get(id(features))
        if number is None:
            number = self._number[id(features)] = len(self.starts)
            self.starts.append(len(self.rows))
            self.rows.append(0)
            self.rows += filter(None, map(self._row.get, features))  # without those that no row is of
        return number


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
    """The model of pairs that comes with the package."""
    return _shipped(WEIGHTS)


@cache
def sentence_model() -> PairModel:
    """The model of sentences that comes with the package."""
    return _shipped(SENTENCE_WEIGHTS)


def _shipped(name: str) -> PairModel:
    with (files("claimgraph.extract") / "wordlists" / name).open("rb") as file:
        return PairModel(read_weights(cast("BinaryIO", file)))


def read_weights(file: BinaryIO) -> PairWeights:
    """Read weights as `write_weights` writes them."""
    with numpy.load(file, allow_pickle=False) as arrays:
        numbers = [arrays[name].astype("float32") for name in ("embedding", "bias", "output", "offset")]
        features = tuple(arrays["features"].tobytes().decode().split("\n"))
        return PairWeights(
            features,
            embedding=numbers[0],
            bias=numbers[1],
            output=numbers[2],
            offset=numbers[3],
            rules=_read_combination(arrays["rules"]),
            own=_read_combination(arrays["own"]),
        )


def write_weights(path: Path, weights: PairWeights) -> None:
    """Write weights in half precision; the same weights give the same bytes."""
    with open_whole(path) as file:
        numpy.savez_compressed(
            file,
            features=_bytes("\n".join(weights.features).encode()),
            embedding=weights.embedding.astype("float16"),
            bias=weights.bias,
            output=weights.output,
            offset=weights.offset,
            rules=_bytes(msgspec.json.encode(weights.rules)),
            own=_bytes(msgspec.json.encode(weights.own)),
        )


def _read_combination(array: NDArray[numpy.uint8]) -> Combination:
    return msgspec.json.decode(array.tobytes(), type=Combination)


def _bytes(text: bytes) -> NDArray[numpy.uint8]:
    return numpy.frombuffer(text, dtype="uint8")
