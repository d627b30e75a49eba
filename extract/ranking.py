"""Ranks the concepts that a mention may mean: a conditional logit over them and over "none of these".

The weights are learnt by `claimgraph train grounding` from gold mentions of the train parts of corpora. Each answer's
probability is its share of the exponentials of the weighed sums (McFadden 1974), so that probabilities of candidates
and of none sum to 1.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from claimgraph.extract.word_list import read_rows
from claimgraph.whole_file import open_whole

if TYPE_CHECKING:
    from pathlib import Path

    from claimgraph.extract.candidate_features import Case, Features

Weights = Mapping[str, float]  # by feature

WEIGHTS = "grounding_weights.tsv"
_HEAD = """\
# What each feature of a candidate weighs in the choice of a mention's concept; written by `claimgraph train grounding`.
# feature <tab> weight, in nats
"""


def probabilities(case: Case, weights: Weights) -> list[float]:
    """The probability of each of a case's fits; what is missing to 1 is that of none of them."""
    sums = [weigh(features, weights) for features in case.of_candidates()]
    none = weigh(case.of_none(), weights)
    highest = max(none, *sums)
    shares = [math.exp(one - highest) for one in sums]
    total = sum(shares) + math.exp(none - highest)
    return [share / total for share in shares]


def weigh(features: Features, weights: Weights) -> float:
    """The weighed sum of features; one that training never met weighs nothing."""
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


@cache
def read_weights() -> dict[str, float]:
    """The weights by feature."""
    return {name: float(weight) for name, weight in read_rows(WEIGHTS)}


def write_weights(path: Path, weights: Weights) -> None:
    """Write weights in the form of the list that is read."""
    rows = "".join(f"{name}\t{weight}\n" for name, weight in sorted(weights.items()))
    with open_whole(path) as file:
        file.write(f"{_HEAD}{rows}".encode())
