"""Tells what the relation model made of a pair: its probabilities and the features that weighed most."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from claimgraph.extract.explanation import ModelAccount, Weighed
from claimgraph.extract.pair_outcomes import OUTCOMES, class_names
from claimgraph.extract.word_list import read_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimgraph.extract.pair_features import PairCase
    from claimgraph.extract.pair_model import Judgement, PairModel

_MANY = 12  # features that are told


def model_account(
    model: PairModel, case: PairCase, judgement: Judgement, claimed: Sequence[str]
) -> ModelAccount:
    """Tell why the model gives the outcomes `claimed` what it gives them."""
    weights = model.weigh(case, [OUTCOMES.index(one) for one in claimed])
    heaviest = sorted(weights, key=lambda feature: (-abs(weights[feature]), feature))[:_MANY]
    return ModelAccount(
        probabilities={
            outcome: round(probability, 4)
            for outcome, probability in zip(OUTCOMES, judgement.probabilities, strict=True)
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
