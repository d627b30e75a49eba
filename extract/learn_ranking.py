"""Learns the weights of `ranking`, and with them how names are used, from gold mentions (`ranking_choices`).

A document is ranked with the uses of names in other documents, and once more with those in other corpora alone: the
weights tell what uses are worth in texts of the same kind and in texts of another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy

from claimgraph.extract.annotated_names import count_uses
from claimgraph.extract.components.grounder import Grounder
from claimgraph.extract.knowledge import Knowledge
from claimgraph.extract.ranking_choices import choices_of, fold_of, uses_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimgraph.extract.annotated_names import Usage, Use
    from claimgraph.extract.organisms import OrganismWeights
    from claimgraph.extract.ranking_choices import Choice, Taught
    from claimgraph.models.lexicon import Lexicon

    Numbers = NDArray[numpy.float64]

ROUNDS = 2  # after each, what the document names elsewhere is told by the new weights
FOLDS = 10
STEPS = 300
_RATE = 0.05
_PRIOR = 1e-4  # twice the weight of the squares of the weights


def learn(made: Sequence[Choice], weights: Sequence[float], *, prior: float = _PRIOR) -> dict[str, float]:
    """Fit a conditional logit by Adam (Kingma & Ba 2015) on all choices at once; `weights` are the choices'."""
    names = sorted({name for one in made for features in one.features for name in features})
    place = {name: number for number, name in enumerate(names)}
    data = _Table(made, place)
    counts = numpy.array(weights) / sum(weights)
    theta = numpy.zeros(len(names))
    mean, square = numpy.zeros_like(theta), numpy.zeros_like(theta)
    for step in range(1, STEPS + 1):
        gradient = data.gradient(theta, counts) + prior * theta
        mean += 0.1 * (gradient - mean)
        square += 0.01 * (gradient**2 - square)
        rate = _RATE * min(1.0, 2 * (1 - step / (STEPS + 1)))
        theta -= rate * (mean / (1 - 0.9**step)) / (numpy.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return {name: round(float(theta[place[name]]), 4) for name in names}


class _Table:
    """All choices as flat arrays: an entry a feature, a row an answer."""

    def __init__(self, made: Sequence[Choice], place: Mapping[str, int]) -> None:
        sizes = [len(one.features) for one in made]
        self.starts = numpy.cumsum([0, *sizes[:-1]])
        self.choice = numpy.repeat(numpy.arange(len(made)), sizes)
        self.right = numpy.array([right for one in made for right in one.right])
        rows = [features for one in made for features in one.features]
        self.row = numpy.repeat(numpy.arange(len(rows)), [len(features) for features in rows])
        self.column = numpy.array([place[name] for features in rows for name in features])
        self.value = numpy.array([value for features in rows for value in features.values()])
        self.columns = len(place)

    def gradient(self, theta: Numbers, counts: Numbers) -> Numbers:
        """Of the mean negative log of the probability that is given to what is right."""
        sums = _sums(self.row, self.value * theta[self.column], len(self.right))
        given = self._shares(sums)
        wanted = self._shares(numpy.where(self.right, sums, -numpy.inf))
        off = (given - wanted) * counts[self.choice]
        return _sums(self.column, self.value * off[self.row], self.columns)

    def _shares(self, sums: Numbers) -> Numbers:
        shares: Numbers = numpy.exp(sums - numpy.maximum.reduceat(sums, self.starts)[self.choice])
        shares /= numpy.add.reduceat(shares, self.starts)[self.choice]
        return shares


def _sums(places: NDArray[numpy.int64], values: Numbers, length: int) -> Numbers:
    """The values summed up by their places."""
    return numpy.bincount(places, values, length).astype("float64")


def learn_ranking(
    documents: Sequence[Taught], lexicon: Lexicon, organisms: OrganismWeights
) -> tuple[dict[str, float], Usage]:
    """Weights, and uses of names, from all corpora, each weighing as the square root of its number of mentions."""
    uses = [list(uses_of(one, lexicon)) for one in documents]
    others = uses_elsewhere(documents, uses)
    in_corpora = Counter(key for key, _ in {(one.key, one.corpus) for one in documents})
    copied = {
        key for key, number in in_corpora.items() if number > 1
    }  # other corpora tell of these very texts
    weights: dict[str, float] = {}
    for _ in range(ROUNDS):
        grounders = {
            key: Grounder(Knowledge(lexicon, weights, usage, organisms)) for key, usage in others.items()
        }
        made = [
            (one.corpus, choice)
            for one in documents
            for key in ((fold_of(one, FOLDS),) if one.key in copied else (fold_of(one, FOLDS), one.corpus))
            for choice in choices_of(one, grounders[key])
        ]
        counts = Counter(corpus for corpus, _ in made)
        weights = learn([choice for _, choice in made], [counts[corpus] ** -0.5 for corpus, _ in made])
    return weights, count_uses(use for own in uses for use in own)


def uses_elsewhere(
    documents: Sequence[Taught], uses: Sequence[Sequence[Use]]
) -> dict[int | str, Mapping[str, Mapping[str, int]]]:
    """The uses in all documents but those of a fold, and in all but those of a corpus, by the fold or corpus."""
    of: list[set[int | str]] = [{fold_of(one, FOLDS), one.corpus} for one in documents]
    return {
        key: count_uses(use for keys, own in zip(of, uses, strict=True) if key not in keys for use in own)
        for key in {key for keys in of for key in keys}
    }
