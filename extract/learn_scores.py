"""Learns how sure claims are (`score_combination`), from judged pairs whose documents the model did not learn from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec
import numpy

from claimgraph.extract.pair_relations import is_sure, predicate_claimed
from claimgraph.extract.score_combination import (
    Combination,
    claimed_outcomes,
    doubts,
    is_right,
    log_odds,
    probability_of,
)

if TYPE_CHECKING:
    from claimgraph.extract.claim import Mention
    from claimgraph.extract.pair_examples import PairExample
    from claimgraph.extract.pair_model import Judgement

_STEPS = 12
_PRIOR, _OFFSET_PRIOR = 1e-2, 5.0  # precisions
_FEWEST = 20  # claims of a predicate that has an offset of its own


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that was made, what is known of it (see `Combination`), and whether it is right."""

    predicate: str
    rule: float | None  # log odds, as `model`; None for a claim of the model
    model: float
    doubt: float
    unknown: int
    right: bool


def seen_claims(examples: Sequence[PairExample], judgements: Sequence[Judgement]) -> Iterator[Seen]:
    """The affirmed claims of rules and model of judged pairs; none where the annotation leaves open if it is right."""
    for example, judgement in zip(examples, judgements, strict=True):
        classes = example.case.pair.classes
        for relation in example.case.rules:
            if not relation.negated:
                claimed = claimed_outcomes(relation.predicate, classes, by_model=False)
                arguments = (relation.subject, relation.object)
                yield from _seen(
                    example, judgement, relation.predicate, claimed, log_odds(relation.score), arguments
                )
        predicate = predicate_claimed(judgement, classes)
        if not example.free or predicate is None:
            continue
        place = example.case.pair.places[judgement.places[0]]
        if is_sure(judgement, predicate, example.arguments, place):
            claimed = claimed_outcomes(predicate, classes, by_model=True)
            yield from _seen(example, judgement, predicate, claimed, None, example.arguments)


def _seen(
    example: PairExample,
    judgement: Judgement,
    predicate: str,
    claimed: Sequence[str],
    rule: float | None,
    arguments: Sequence[Mention],
) -> Iterator[Seen]:
    right = is_right(claimed, example.meant, example.unrelated)
    if right is None:
        return
    doubt, unknown = doubts(arguments)
    yield Seen(
        predicate=predicate,
        rule=rule,
        model=log_odds(probability_of(claimed, judgement.probabilities)),
        doubt=doubt,
        unknown=unknown,
        right=right,
    )


def learn_combination(seen: Sequence[Seen], start: Combination) -> Combination:
    """Fit a logistic regression by Newton's method; `start` where nothing was seen."""
    if not seen:
        return start
    counts = Counter(one.predicate for one in seen)
    predicates = sorted(name for name, count in counts.items() if count >= _FEWEST)
    table = numpy.array([[*_numbers(one), *(float(one.predicate == p) for p in predicates)] for one in seen])
    right = numpy.array([float(one.right) for one in seen])
    found = numpy.array(
        [start.bias, start.rule, start.model, start.doubt, start.unknown] + [0.0] * len(predicates)
    )
    prior = numpy.array([_PRIOR] * 5 + [_OFFSET_PRIOR] * len(predicates))
    for _ in range(_STEPS):
        given = 1 / (1 + numpy.exp(-table @ found))
        slope = table.T @ (given - right) + prior * found
        curve = (table * (given * (1 - given))[:, None]).T @ table + numpy.diag(prior)
        found -= numpy.linalg.solve(curve, slope)
    rounded = [round(float(one), 4) for one in found]
    bias, rule, model, doubt, unknown, *offsets = rounded
    return Combination(bias, rule, model, doubt, unknown, offsets=dict(zip(predicates, offsets, strict=True)))


def _numbers(one: Seen) -> tuple[float, ...]:
    return 1.0, one.rule or 0.0, one.model, one.doubt, float(one.unknown)
