"""Whether the scores of claims hold: the affirmed claims of pairs that a corpus was asked about, right or not.

A claim is right if the corpus relates its concepts, in a way that its predicate fits (`pair_outcomes.toml`). Where the
annotation leaves that open there is no answer, as for claims without identifiers and for denials, which no corpus has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from claimgraph.extract.benchmark.gold_outcomes import gold_outcomes
from claimgraph.extract.pair_outcomes import PAIRS, TEACHING, class_of
from claimgraph.extract.score_combination import claimed_outcomes, is_right

if TYPE_CHECKING:
    from claimgraph.extract.benchmark.gold import GoldDocument
    from claimgraph.extract.benchmark.predictions import PredictedClaim, Prediction
    from claimgraph.extract.scoring.concepts import Resolve


class ClaimAnswer(msgspec.Struct, frozen=True):
    """A claim's predicate, whether the model made it (else a rule), its score, and whether it is right."""

    predicate: str
    by_model: bool
    score: float
    right: bool


def claim_answers(
    corpus: str, documents: Iterable[tuple[GoldDocument, Prediction]], *, resolve: Resolve
) -> list[ClaimAnswer]:
    """The answers of a corpus's documents, in their order."""
    return [
        ClaimAnswer(claim.predicate, claim.by_model, claim.score, right)
        for document, prediction in documents
        for claim, _, right in judged_claims(corpus, document, prediction, resolve=resolve)
    ]


def judged_claims(
    corpus: str, document: GoldDocument, prediction: Prediction, *, resolve: Resolve
) -> Iterator[tuple[PredictedClaim, tuple[str, str], bool]]:
    """Each claim of a document that has an answer, with its concepts and whether it is right."""
    teaching = TEACHING[corpus]
    related = gold_outcomes(document, teaching, resolve)
    for claim in prediction.claims:
        classes = pair_classes(claim.subject_type, claim.object_type)
        named = claim.subject is not None and claim.object is not None
        if classes not in teaching.pairs or not named or claim.polarity != "affirmed":
            continue
        pair = (resolve(claim.subject or ""), resolve(claim.object or ""))
        claimed = claimed_outcomes(claim.predicate, classes, by_model=claim.by_model)
        right = is_right(claimed, related.get(pair, teaching.unrelated), teaching.unrelated)
        if right is not None:
            yield claim, pair, right


def pair_classes(one: str, other: str) -> tuple[str, str] | None:
    """The classes of two entity types in the order of the alphabet; None where the model judges no such pair."""
    first, second = class_of(one), class_of(other)
    if first is None or second is None:
        return None
    classes = (first, second) if first <= second else (second, first)
    return classes if classes in PAIRS else None
