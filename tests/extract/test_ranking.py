"""The ranking of what a name may mean: probabilities from weights, and weights from choices."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from claimgraph.extract.candidate_features import GENE, Case, Fit
from claimgraph.extract.learn_ranking import learn
from claimgraph.extract.organisms import Organism
from claimgraph.extract.ranking import probabilities, read_weights, weigh, write_weights
from claimgraph.extract.ranking_choices import Choice
from claimgraph.extract.readings import Reading
from claimgraph.models.lexicon import LexiconConcept, Sense


def fit(identifier: str, type_: str = "Disease", *, kind: str = "name", text: str = "quell") -> Fit:
    concept = LexiconConcept(identifier, "Quell fever", type_)
    return Fit(concept, 0.9, Sense(concept, kind, text, True, 1, 0.9), Reading(text))


def case(*fits: Fit, type_: str = "Disease", text: str = "quell", **more: object) -> Case:
    return Case(type_, text, fits, Organism("human", 1.0), **more)


def test_candidates_and_none_share_one() -> None:
    ours = case(fit("MONDO:1"), fit("HP:1"))
    assert probabilities(ours, {}) == [pytest.approx(1 / 3)] * 2
    assert probabilities(ours, {"MONDO": math.log(2)}) == [pytest.approx(2 / 4), pytest.approx(1 / 4)]
    assert probabilities(ours, {"none disease": math.log(2)}) == [pytest.approx(1 / 4)] * 2


def test_large_sums_do_not_overflow() -> None:
    assert probabilities(case(fit("MONDO:1")), {"MONDO": 2000.0}) == [pytest.approx(1.0)]


def test_a_feature_that_was_never_met_weighs_nothing() -> None:
    assert weigh({"new": 3.0, "old": 2.0}, {"old": 0.5}) == 1.0


def test_what_the_text_names_elsewhere_is_a_feature() -> None:
    first, second = case(fit("MONDO:1"), fit("MONDO:2"), elsewhere=frozenset({"MONDO:2"})).of_candidates()
    assert "disease elsewhere" not in first
    assert second["disease elsewhere"] == 1.0


@pytest.mark.parametrize(
    ("identifier", "organism", "expected"),
    [
        ("HGNC:1", "human", "gene of the text's organism"),
        ("MGI:1", "mouse", "gene of the text's organism"),
        ("HGNC:1", "mouse", "gene of man in a rodent's text"),
        ("MGI:1", "human", "gene of a rodent in another's text"),
        ("FPLX:1", "human", "gene of no organism"),
    ],
)
def test_how_a_gene_stands_to_the_texts_organism(identifier: str, organism: str, expected: str) -> None:
    [features] = Case(GENE, "QF1", (fit(identifier, GENE),), Organism(organism, 1.5)).of_candidates()
    assert features[expected] == 1.0
    assert features[f"{expected}, by how sure"] == 1.5


def test_a_text_on_other_organisms_speaks_for_none() -> None:
    ours = Case(GENE, "QF1", (fit("HGNC:1", GENE),), Organism("human", 1.0, 2.0))
    assert ours.of_none()["none gene, by how foreign"] == 2.0
    assert ours.of_none()["none foreign gene"] == 1.0
    assert ours.of_candidates()[0]["gene of the text's organism, foreign"] == 1.0
    own = Case(GENE, "QF1", (fit("HGNC:1", GENE),), Organism("human", 1.0, -1.0))
    assert "none foreign gene" not in own.of_none()


def test_none_is_told_by_the_form_of_the_name() -> None:
    short = case(fit("MONDO:1"), text="QF").of_none()
    assert short["none disease symbol of 2"] == 1.0
    long = case(fit("MONDO:1"), fit("HP:1"), text="quell fever", defined=True).of_none()
    assert long["none disease defined"] == 1.0
    assert long["none disease of many"] == pytest.approx(math.log(2))
    assert not any("symbol" in name for name in long)


def test_weights_are_learnt_from_what_is_right() -> None:
    good, bad, none = {"good": 1.0}, {"bad": 1.0}, {"none": 1.0}
    made = [Choice((good, bad, none), (True, False, False))] * 8
    made += [Choice((bad, none), (False, True))] * 8
    weights = learn(made, [1.0] * len(made))
    assert weights["good"] > weights["none"] > weights["bad"]


def test_probabilities_come_out_as_often_as_they_are_right() -> None:
    same, none = {"same": 1.0}, {"none": 1.0}
    made = [Choice((same, none), (number < 3, number >= 3)) for number in range(4)]
    weights = learn(made, [1.0] * 4)
    share = 1 / (1 + math.exp(weights["none"] - weights["same"]))
    assert share == pytest.approx(0.75, abs=0.01)


def test_of_several_right_answers_each_will_do() -> None:
    first, second, none = {"first": 1.0}, {"second": 1.0}, {"none": 1.0}
    weights = learn([Choice((first, second, none), (True, True, False))] * 4, [1.0] * 4)
    assert min(weights["first"], weights["second"]) > weights["none"]


def test_weights_are_written_as_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "weights.tsv"
    write_weights(path, {"b": -1.5, "a": 0.25})
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert lines == ["a\t0.25", "b\t-1.5"]
    assert all(math.isfinite(weight) for weight in read_weights().values())
