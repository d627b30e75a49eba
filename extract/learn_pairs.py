"""Learns the weights of the relation models from annotated texts (`pair_examples`, `sentence_examples`).

Most annotations tell of a whole document that two concepts are related, and not where: the loss is the negative log
of the probability of all outcomes that the annotation allows, pooled over the pair's places. A corpus that annotates
only part of what there is leaves the rest open, as outcomes that an unrelated pair may still have.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, cast

import msgspec
import numpy
from scipy.sparse import csr_matrix

from claimgraph.extract.learn_scores import Seen, learn_combination, seen_claims
from claimgraph.extract.pair_model import PairModel, PairWeights, pool, softmax
from claimgraph.extract.score_combination import AS_JUDGED, Combination

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from claimgraph.extract.pair_examples import PairExample
    from claimgraph.extract.pair_features import Told

    Numbers = NDArray[numpy.float32]
    Places = NDArray[numpy.int64]

_RATE = 0.005
_PRIOR = 2e-4  # twice the weight of the squares of the weights
_FEATURES_OUT, _UNITS_OUT = 0.5, 0.2  # shares that are left out at random (Srivastava et al. 2014)
_WARM_UP = 100
FOLDS = 5


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """How a model is learnt; a feature that holds of fewer than `rarest` pairs and places is not."""

    epochs: int = 12
    width: int = 48
    rarest: int = 10
    batch: int = 1024


PAIRS_COURSE = Course()


class Example(Protocol):
    """What is told of a pair, the outcomes that it may have, and how much it counts."""

    @property
    def case(self) -> Told:
        """What is told."""

    @property
    def allowed(self) -> tuple[bool, ...]:
        """Whether each outcome may be its own."""

    @property
    def weight(self) -> float:
        """1 where it counts in full."""


class PairTable(msgspec.Struct, frozen=True):
    """All pairs as arrays: a row of `rows` a place, of `allowed` a pair, whose first place is in `starts`."""

    rows: csr_matrix
    starts: Places
    allowed: NDArray[numpy.bool_]
    weights: Numbers

    def only(self, pairs: Places) -> PairTable:
        """The pairs of these numbers."""
        ends = numpy.append(self.starts[1:], self.rows.shape[0])[pairs]
        sizes = ends - self.starts[pairs]
        places = numpy.concatenate(
            [numpy.arange(a, b) for a, b in zip(self.starts[pairs], ends, strict=True)]
        )
        starts = numpy.cumsum([0, *sizes[:-1]])
        return PairTable(self.rows[places], starts, self.allowed[pairs], self.weights[pairs])


def known_features(examples: Sequence[Example], rarest: int) -> tuple[str, ...]:
    """The features that are met often enough to be learnt, sorted."""
    counts: Counter[str] = Counter()
    for example in examples:
        for features in (
            *example.case.features,
            *(part for parts in example.case.of_places for part in parts),
        ):
            counts.update(features)
    # a token that is a line break tells nothing, and could not be told from the breaks between names
    return tuple(sorted(name for name, count in counts.items() if count >= rarest and "\n" not in name))


def pair_table(examples: Sequence[Example], features: Sequence[str]) -> PairTable:
    """The examples as arrays."""
    place = {feature: row for row, feature in enumerate(features)}
    columns: list[int] = []
    ends, starts = [0], []
    for example in examples:
        starts.append(len(ends) - 1)
        whole = [place[one] for part in example.case.features for one in part if one in place]
        for told in example.case.of_places:
            columns += whole
            columns += [place[one] for part in told for one in part if one in place]
            ends.append(len(columns))
    rows = csr_matrix(
        (numpy.ones(len(columns), "float32"), columns, ends), shape=(len(ends) - 1, len(features))
    )
    return PairTable(
        rows,
        numpy.array(starts),
        numpy.array([example.allowed for example in examples]),
        numpy.array([example.weight for example in examples], "float32"),
    )


def learn_pairs(examples: Sequence[Example], *, course: Course = PAIRS_COURSE, seed: int = 0) -> PairWeights:
    """Fit the model by Adam (Kingma & Ba 2015); the same examples and seed give the same weights."""
    features = known_features(examples, course.rarest)
    table = pair_table(examples, features)
    chance = numpy.random.default_rng(seed)
    weights = _first_weights(len(features), course.width, len(examples[0].allowed), chance)
    means, squares = ([numpy.zeros_like(one) for one in weights] for _ in range(2))
    batches = course.epochs * -(-len(examples) // course.batch)
    for step, pairs in enumerate(_batches(len(examples), course, chance), start=1):
        rate = _RATE * min(1.0, step / _WARM_UP) * (1 - step / (batches + 1))
        for number, slope in enumerate(_gradient(weights, table.only(pairs), chance)):
            held = slope + _PRIOR * weights[number] if weights[number].ndim == 2 else slope
            means[number] += 0.1 * (held - means[number])
            squares[number] += 0.001 * (held * held - squares[number])
            scale = numpy.sqrt(squares[number] / (1 - 0.999**step)) + 1e-8
            weights[number] -= rate * (means[number] / (1 - 0.9**step)) / scale
    embedding, bias, output, offset = weights
    return PairWeights(features, embedding, bias, output, offset)


def learn_with_scores(examples: Sequence[PairExample], *, course: Course = PAIRS_COURSE) -> PairWeights:
    """The model, and how sure claims are, which is learnt on documents that the model did not learn from."""
    seen: list[Seen] = []
    for fold in range(FOLDS):
        held = [one for one in examples if fold_of(one.document) == fold]
        model = PairModel(
            learn_pairs([one for one in examples if fold_of(one.document) != fold], course=course)
        )
        seen += seen_claims(held, model.judge([one.case for one in held]))
    return msgspec.structs.replace(
        learn_pairs(examples, course=course),
        rules=learn_combination([one for one in seen if one.rule is not None], Combination()),
        own=learn_combination([one for one in seen if one.rule is None], AS_JUDGED),
    )


def fold_of(document: str) -> int:
    """The fold of a document for cross-fitting."""
    return zlib.crc32(document.encode()) % FOLDS


def _first_weights(features: int, width: int, outcomes: int, chance: Generator) -> list[Numbers]:
    offset = numpy.zeros(outcomes, "float32")
    offset[0] = 2.0  # most pairs are unrelated
    return [
        chance.normal(0, 0.05, (features, width)).astype("float32"),
        numpy.zeros(width, "float32"),
        chance.normal(0, 0.2, (width, outcomes)).astype("float32"),
        offset,
    ]


def _batches(examples: int, course: Course, chance: Generator) -> Iterator[Places]:
    for _ in range(course.epochs):
        order = chance.permutation(examples)
        for start in range(0, examples, course.batch):
            yield numpy.sort(order[start : start + course.batch])


def _gradient(weights: Sequence[Numbers], table: PairTable, chance: Generator) -> list[Numbers]:
    """Of the mean loss of a batch, with features and units left out at random."""
    embedding, bias, output, offset = weights
    rows = table.rows
    kept = chance.random(len(rows.data)) >= _FEATURES_OUT
    rows.data *= (kept / (1 - _FEATURES_OUT)).astype("float32")
    hidden = rows @ embedding + bias
    open_units = (hidden > 0) * (chance.random(hidden.shape) >= _UNITS_OUT) / numpy.float32(1 - _UNITS_OUT)
    active = (hidden * open_units).astype("float32")
    scores = active @ output + offset
    sizes = numpy.diff(numpy.append(table.starts, len(scores)))
    pooled = pool(scores, table.starts)
    given = softmax(pooled)
    wanted = given * table.allowed
    wanted /= wanted.sum(axis=1, keepdims=True) + 1e-9
    off = (given - wanted) * (table.weights / len(table.weights))[:, None]
    share = numpy.exp(scores - numpy.repeat(pooled, sizes, axis=0)) / numpy.repeat(sizes, sizes)[:, None]
    at_place = (numpy.repeat(off, sizes, axis=0) * share).astype("float32")
    below = ((at_place @ output.T) * open_units).astype("float32")
    return [
        cast("Numbers", rows.T @ below),
        below.sum(axis=0),
        active.T @ at_place,
        at_place.sum(axis=0),
    ]
