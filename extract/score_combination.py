"""How sure a claim is when the model has judged its pair: a learnt logistic of all that is known of it.

With $r$ and $m$ the log odds of the rule's score and of what the model gives to the claim, $d$ the doubt about its
arguments, $u$ how many of them have no identifier, and $o$ an offset of the predicate, the score is
$\\sigma(b + w_r r + w_m m + w_d d + w_u u + o)$. Claims of the model have no $r$, and weights of their own.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgspec

from claimgraph.extract.pair_outcomes import OUTCOMES, PAIRS, SENSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimgraph.extract.claim import Mention

_LEAST = 0.01  # probabilities nearer to 0 or 1 count as this near


class Combination(msgspec.Struct, frozen=True):
    """The weights; see above. As it stands it gives the score that it is given, the rule's before the model's."""

    bias: float = 0.0
    rule: float = 1.0
    model: float = 0.0
    doubt: float = 0.0
    unknown: float = 0.0
    offsets: dict[str, float] = {}

    def score(
        self, predicate: str, *, rule: float = 0.5, model: float, arguments: Iterable[Mention] = ()
    ) -> float:
        """The probability that the claim is right."""
        doubt, unknown = doubts(arguments)
        odds = self.bias + self.offsets.get(predicate, 0.0)
        odds += self.rule * log_odds(rule) + self.model * log_odds(model)
        return 1 / (1 + math.exp(-odds - self.doubt * doubt - self.unknown * unknown))


AS_JUDGED = Combination(rule=0.0, model=1.0)  # the model's probability as it is


def doubts(arguments: Iterable[Mention]) -> tuple[float, int]:
    """By how much the log odds of the arguments' identifiers fall short of the surest, and how many have none."""
    doubt, unknown = 0.0, 0
    for mention in arguments:
        if mention.concept is None:
            unknown += 1
        else:
            doubt += log_odds(1.0) - log_odds(mention.score)
    return doubt, unknown


def fitting_outcomes(predicate: str, classes: tuple[str, str]) -> tuple[str, ...]:
    """The outcomes under which a rule's predicate is right; all of them where it has no sign, or the classes none."""
    every = OUTCOMES[1:]
    return every if PAIRS[classes].unsigned else SENSES.get(predicate, every)


def claimed_outcomes(predicate: str, classes: tuple[str, str], *, by_model: bool) -> tuple[str, ...]:
    """The outcomes under which a claim is right: for the model's, the one that it gave, if that has a sign or a name.

    That two are associated is right however they are related.
    """
    if not by_model or predicate == "associated_with":
        return fitting_outcomes(predicate, classes)
    own = PAIRS[classes].predicates
    return tuple(outcome for outcome in own if own[outcome] == predicate)


def probability_of(outcomes: Iterable[str], probabilities: Sequence[float]) -> float:
    """What the model's probabilities give to some outcomes together."""
    return sum(probabilities[OUTCOMES.index(outcome)] for outcome in outcomes)


def is_right(claimed: Iterable[str], allowed: Iterable[str], unrelated: Iterable[str]) -> bool | None:
    """Whether a claim is right, by the outcomes under which it is and those that an annotation allows its pair.

    None where that is open, and where it would be for an unrelated pair: of such claims only the right, or only the
    wrong ones would be told.

    >>> is_right(["positive"], allowed=["positive"], unrelated=["none", "negative"])
    True
    >>> is_right(["negative"], allowed=["positive"], unrelated=["none", "negative"])
    """
    claimed, allowed, unrelated = set(claimed), set(allowed), set(unrelated)
    if claimed & unrelated and not unrelated <= claimed:
        return None
    found = claimed & allowed
    return None if found and found != allowed else bool(found)


def log_odds(probability: float) -> float:
    """The logit of a probability, held within bounds.

    >>> log_odds(0.5)
    0.0
    """
    held = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(held / (1 - held))
