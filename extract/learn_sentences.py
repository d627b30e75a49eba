"""Learns the weights of the sentence model, and how sure its claims and the rules' are where it has judged a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from claimgraph.extract.learn_pairs import FOLDS, Course, fold_of, learn_pairs
from claimgraph.extract.learn_scores import Seen, learn_combination
from claimgraph.extract.pair_model import PairModel, PairWeights
from claimgraph.extract.score_combination import AS_JUDGED, Combination, log_odds
from claimgraph.extract.sentence_outcomes import OUTCOMES, claimed_as
from claimgraph.extract.sentence_relations import LEAST, THRESHOLD, fitting_outcomes, given_to

if TYPE_CHECKING:
    from claimgraph.extract.pair_model import Judgement
    from claimgraph.extract.sentence_examples import SentenceExample

COURSE = Course(epochs=20, width=64, rarest=5, batch=256)


def learn_sentences(examples: Sequence[SentenceExample], pairs: PairWeights) -> PairWeights:
    """The model; scores are learnt on documents that the model did not learn from.

    Gold mentions tell nothing of doubts about arguments: what these weigh is taken from the model of pairs.
    """
    seen: list[Seen] = []
    for fold in range(FOLDS):
        held = [one for one in examples if one.telling and fold_of(one.document) == fold]
        model = PairModel(
            learn_pairs([one for one in examples if fold_of(one.document) != fold], course=COURSE)
        )
        for example, judgement in zip(held, model.judge([one.case for one in held]), strict=True):
            seen += seen_claims(example, judgement)
    return msgspec.structs.replace(
        learn_pairs(examples, course=COURSE),
        rules=_with_doubts([one for one in seen if one.rule is not None], Combination(), pairs.rules),
        own=_with_doubts([one for one in seen if one.rule is None], AS_JUDGED, pairs.own),
    )


def _with_doubts(seen: Sequence[Seen], start: Combination, doubts: Combination) -> Combination:
    learnt = learn_combination(seen, start)
    return msgspec.structs.replace(learnt, doubt=doubts.doubt, unknown=doubts.unknown)


def seen_claims(example: SentenceExample, judgement: Judgement) -> Iterator[Seen]:
    """The affirmed claims of the rules at a place, or the model's where there are none, and whether they are right."""
    for relation, forward in example.rules:
        outcomes = fitting_outcomes(relation.predicate, example.classes, forward=forward)
        if outcomes and not relation.negated:
            yield Seen(
                predicate=relation.predicate,
                rule=log_odds(relation.score),
                model=log_odds(given_to(outcomes, judgement)),
                doubt=0.0,
                unknown=0,
                right=example.outcome in outcomes,
            )
    claim = claimed_as(OUTCOMES[judgement.outcome], example.classes)
    given = judgement.probabilities[judgement.outcome]
    if not example.rules and claim is not None and judgement.related >= THRESHOLD and given >= LEAST:
        yield Seen(
            predicate=claim[0],
            rule=None,
            model=log_odds(given),
            doubt=0.0,
            unknown=0,
            right=example.outcome == judgement.outcome,
        )
