"""Tells what a relation model made of a claim: its probabilities and the features that weighed most."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from claimgraph.extract.explanation import ModelAccount, Weighed
from claimgraph.extract.pair_features import PairReader
from claimgraph.extract.pair_outcomes import OUTCOMES, class_names, class_of
from claimgraph.extract.pair_relations import EXTRACTOR
from claimgraph.extract.relation import is_by_model
from claimgraph.extract.score_combination import claimed_outcomes
from claimgraph.extract.sentence_outcomes import outcome_names
from claimgraph.extract.sentence_relations import ends_at, fitting_outcomes
from claimgraph.extract.word_list import read_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from claimgraph.extract.claim import Claim
    from claimgraph.extract.learnt_relations import Models
    from claimgraph.extract.pair_features import PairCase, Told
    from claimgraph.extract.pair_model import Judgement, PairModel
    from claimgraph.extract.relation import Relation

_MANY = 12  # features that are told


def account_of(doc: Doc, models: Models, claim: Claim, relation: Relation | None) -> ModelAccount | None:
    """What a model says of a claim: that of its sentence if it knows what is claimed there, else that of its pair.

    None where neither judges it. `doc._.relations` are those of the rules; `relation` is the one behind the claim.
    """
    reader = PairReader(doc)
    pair = {reader.things.key(claim.subject), reader.things.key(claim.object)}
    case = next((one for one in reader.cases() if {one.pair.one.key, one.pair.other.key} == pair), None)
    if case is None:
        return None
    if models.sentences is not None and relation is not None and claim.extractor != EXTRACTOR:
        told = _of_sentence(reader, case, models.sentences, relation)
        if told is not None:
            return told
    return None if models.pairs is None else _of_pair(case, models.pairs, claim)


def _of_pair(case: PairCase, model: PairModel, claim: Claim) -> ModelAccount:
    claimed = claimed_outcomes(claim.predicate, case.pair.classes, by_model=claim.extractor == EXTRACTOR)
    (judgement,) = model.judge([case])
    return model_account(model, case, judgement, [one for one in OUTCOMES if one in claimed], OUTCOMES)


def _of_sentence(
    reader: PairReader, case: PairCase, model: PairModel, relation: Relation
) -> ModelAccount | None:
    for place, told in reader.told_of_sentences(case):
        first, second = ends_at(reader, place)
        if {first.start, second.start} == {relation.subject.start, relation.object.start}:
            classes = (class_of(first.type) or "", class_of(second.type) or "")
            forward = relation.subject.start == first.start
            (judgement,) = model.judge([told])
            fitting = fitting_outcomes(relation.predicate, classes, forward=forward)
            if is_by_model(relation.extractor):
                fitting = (judgement.outcome,)
            if fitting:
                names = outcome_names()
                return model_account(model, told, judgement, [names[one] for one in fitting], names)
    return None


def model_account(
    model: PairModel,
    case: Told,
    judgement: Judgement,
    claimed: Sequence[str],
    outcomes: Sequence[str],
) -> ModelAccount:
    """Tell why the model gives the outcomes `claimed` what it gives them; `outcomes` names all."""
    weights = model.weigh(case, [outcomes.index(one) for one in claimed])
    heaviest = sorted(weights, key=lambda feature: (-abs(weights[feature]), feature))[:_MANY]
    return ModelAccount(
        probabilities={
            outcome: round(probability, 4)
            for outcome, probability in zip(outcomes, judgement.probabilities, strict=True)
        },
        claimed=tuple(claimed),
        places=len(case.of_places),
        features=tuple(Weighed(one, in_words(one), round(weights[one], 3)) for one in heaviest),
    )


def in_words(feature: str) -> str:
    """What a feature tells; itself where no row of the list fits.

    >>> in_words("CDb:induced")
    'between chemical and disease: "induced"'
    """
    for pattern, words in _patterns():
        match = pattern.fullmatch(feature)
        if match is not None:
            told = {name: value or "" for name, value in match.groupdict().items()}
            for place in ("c", "d"):
                told[place] = class_names().get(told.get(place, ""), "name")
            return words.format(**told)
    return feature


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.DOTALL), words) for pattern, words in read_rows("feature_names.tsv"))
