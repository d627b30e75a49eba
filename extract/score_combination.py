"""How sure a rule's relation is when the model has judged the pair, too: a learnt logistic of both scores."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgspec

from claimgraph.extract.pair_outcomes import OUTCOMES, PAIRS, SENSES

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST = 0.01  # probabilities nearer to 0 or 1 count as this near


class Combination(msgspec.Struct, frozen=True):
    """The weights of the log odds of both scores, and of neither."""

    bias: float = 0.0
    rule: float = 1.0
    model: float = 0.0

    def score(self, rule: float, model: float) -> float:
        """The probability that the relation is right."""
        return 1 / (1 + math.exp(-self.bias - self.rule * log_odds(rule) - self.model * log_odds(model)))


def fitting_outcomes(predicate: str, classes: tuple[str, str]) -> tuple[str, ...]:
    """The outcomes under which a rule's predicate is right; all of them where it has no sign, or the classes none."""
    every = OUTCOMES[1:]
    return every if PAIRS[classes].unsigned else SENSES.get(predicate, every)


def probability_of(predicate: str, classes: tuple[str, str], probabilities: Sequence[float]) -> float:
    """What the model's probabilities give to a rule's predicate."""
    fitting = fitting_outcomes(predicate, classes)
    return sum(one for one, outcome in zip(probabilities, OUTCOMES, strict=True) if outcome in fitting)


def log_odds(probability: float) -> float:
    """The logit of a probability, held within bounds.

    >>> log_odds(0.5)
    0.0
    """
    held = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(held / (1 - held))
