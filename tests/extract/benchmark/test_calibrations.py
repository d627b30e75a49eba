"""Calibration of claims: which are judged, by extractor, predicate and corpus."""

from pathlib import Path

import pytest

from claimgraph.extract.benchmark.calibration_tables import calibration_tables
from claimgraph.extract.benchmark.calibrations import calibrations
from claimgraph.extract.benchmark.claim_answers import claim_answers
from claimgraph.extract.benchmark.gold import read_gold
from claimgraph.extract.benchmark.predictions import PredictedClaim, PredictedMention, Prediction
from claimgraph.extract.benchmark.questions import Question


def resolve(identifier: str) -> str:
    return {"MESH:C1": "CHEBI:1", "MESH:D1": "MONDO:1", "NCBIGene:7": "HGNC:7"}.get(identifier, identifier)


def claim(predicate: str, target: str | None = "MONDO:1", **values: object) -> PredictedClaim:
    fields = {"subject_type": "Chemical", "subject": "CHEBI:1", "object_type": "Disease", "score": 0.8}
    return PredictedClaim(predicate=predicate, object=target, **(fields | values))


def prediction(*claims: PredictedClaim) -> Prediction:
    return Prediction(id="1", claims=claims)


def test_affirmed_claims_with_identifiers_are_judged_by_pair_and_sign(corpora: Path) -> None:
    gold = read_gold(corpora, "biored", "dev")
    said = prediction(
        claim("treats"),
        claim("causes", by_model=True),
        claim("associated_with", by_model=True),
        claim("treats", "MONDO:9"),
        claim("treats", polarity="negated"),
        claim("treats", None),
        claim("treats", object_type="CellType"),
    )
    answers = claim_answers("biored", [(gold[0], said)], resolve=resolve)
    assert [(one.predicate, one.by_model, one.right) for one in answers] == [
        ("treats", False, True),
        ("causes", True, False),
        ("associated_with", True, True),
        ("treats", False, False),
    ]


def test_a_row_for_each_extractor_and_for_predicates_with_enough_claims(corpora: Path) -> None:
    gold = read_gold(corpora, "biored", "dev")
    said = {"1": prediction(*[claim("treats")] * 40, *[claim("causes", by_model=True, score=0.3)] * 39)}
    question = Question(task="relations", corpus="biored", part="dev", way="text")
    found = calibrations([(question, gold, said)], resolve=resolve)
    labels = [(one.corpus, one.label) for one in found]
    assert labels[:3] == [("biored", "all"), ("biored", "rules"), ("biored", "model")]
    assert labels[3:] == [("all", "all"), ("all", "rules"), ("all", "model"), ("all", "treats")]
    errors = {one.label: one.calibration.error for one in found}
    assert errors["rules"] == errors["treats"] == pytest.approx(0.2)
    assert errors["model"] == pytest.approx(0.3)
    tables = calibration_tables(found)
    assert "| all, dev | rules | 40 | 80.00 | 100.00 | 20.00 |" in tables
    assert "| 0.3–0.4 | 39 | 30.00 | 0.00 |" in tables


def test_calibration_of_answers_to_gold_mentions(corpora: Path) -> None:
    sure = Prediction(
        id="1",
        mentions=(
            PredictedMention(0, 6, "Chemical", "CHEBI:1", 0.9),
            PredictedMention(14, 20, "GeneOrGeneProduct", "HGNC:8", 0.6),
            PredictedMention(40, 44, "Chemical", "CHEBI:9", 0.9),  # no gold mention
        ),
    )
    gold = read_gold(corpora, "biored", "dev")
    asked = [
        (Question(task="grounding", corpus="biored", part="dev", way=way), gold, {"1": sure})
        for way in ("text", "gold-mentions")
    ]
    one, together = calibrations(asked, resolve=resolve)
    assert (one.corpus, together.corpus) == ("biored", "all")
    assert one.calibration == together.calibration
    assert [(bin_.answers, bin_.right) for bin_ in one.calibration.bins] == [(1, 0.0), (1, 1.0)]
    assert one.calibration.error == pytest.approx((0.6 + 0.1) / 2)
