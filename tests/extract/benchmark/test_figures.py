"""Figures from gold documents and saved predictions, by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.errors import TrainingDataError
from claimgraph.extract.benchmark.figures import Figure, figures
from claimgraph.extract.benchmark.gold import read_gold
from claimgraph.extract.benchmark.predictions import (
    PredictedClaim,
    PredictedMention,
    Prediction,
    load_predictions,
    save_predictions,
)
from claimgraph.extract.benchmark.questions import Question
from claimgraph.extract.scoring.counts import Counts
from claimgraph.extract.scoring.parsing import ParsedToken

PREDICTION = Prediction(
    id="1",
    mentions=(
        PredictedMention(0, 6, "Chemical", "CHEBI:1"),
        PredictedMention(14, 20, "GeneOrGeneProduct", "HGNC:8"),
        PredictedMention(24, 35, "Phenotype", "MONDO:1"),
        PredictedMention(30, 35, "Phenotype", "HP:1"),  # inside the one before
        PredictedMention(51, 57, "CellType"),  # not annotated by the corpus
    ),
    own_spans=((0, 6, "ChemicalEntity"), (14, 19, "GeneOrGeneProduct")),
    claims=(
        PredictedClaim(
            subject_type="Chemical",
            subject="CHEBI:1",
            predicate="treats",
            object_type="Disease",
            object="MONDO:1",
        ),
    ),
)


def resolve(identifier: str) -> str:
    return {"MESH:C1": "CHEBI:1", "MESH:D1": "MONDO:1", "NCBIGene:7": "HGNC:7"}.get(identifier, identifier)


def counts(found: list[Figure], answered: str) -> dict[str, Counts]:
    return {one.label: one.score.counts for one in found if answered in one.answered}


def ask(
    corpora: Path, prediction: Prediction, task: str, corpus: str = "biored", way: str = "text"
) -> list[Figure]:
    question = Question(task=task, corpus=corpus, part="dev", way=way)
    gold = read_gold(corpora, corpus, "dev")
    return figures(question, gold, {prediction.id: prediction}, resolve=resolve)


def test_mentions_by_joint_types_and_by_the_corpus_own(corpora: Path) -> None:
    found = ask(corpora, PREDICTION, "ner")
    joint = counts(found, "joint")
    assert joint["Disease"] == Counts(1, 0, 1)
    assert joint["Chemical"] == Counts(1, 0, 1)
    assert joint["all"] == Counts(3, 0, 2)
    own = counts(found, "own types")
    assert own["GeneOrGeneProduct"] == Counts(0, 1, 1)
    assert own["all"] == Counts(1, 1, 4)


def test_no_own_types_no_own_rows(corpora: Path) -> None:
    found = ask(corpora, Prediction(id="1"), "ner")
    assert not counts(found, "own types")
    assert counts(found, "joint")["all"] == Counts(0, 0, 5)


def test_concepts_from_raw_text(corpora: Path) -> None:
    found = counts(ask(corpora, PREDICTION, "grounding"), "raw text")
    assert found["Chemical"] == Counts(1, 0, 0)
    assert found["Disease"] == Counts(1, 1, 0)
    assert found["GeneOrGeneProduct"] == Counts(0, 1, 1)
    assert "Variant" not in found


def test_gold_mentions(corpora: Path) -> None:
    found = counts(ask(corpora, PREDICTION, "grounding", way="gold-mentions"), "gold mentions")
    assert found["Chemical"] == Counts(1, 0, 1)
    assert found["GeneOrGeneProduct"] == found["GeneOrGeneProduct, human"] == Counts(0, 1, 1)
    assert found["all"] == Counts(2, 1, 3)


def test_gold_mentions_left_open_with_their_first_candidate(corpora: Path) -> None:
    gene = PredictedMention(14, 20, "GeneOrGeneProduct", None, 0.0, "HGNC:7")
    figures = ask(corpora, Prediction(id="1", mentions=(gene,)), "grounding", way="gold-mentions")
    assert counts(figures, "gold mentions given")["GeneOrGeneProduct"] == Counts(0, 0, 1)
    assert counts(figures, "first candidate")["GeneOrGeneProduct"] == Counts(1, 0, 0)


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (("HGNC:7", "HGNC:7"), Counts(1, 0, 0)),
        (("HGNC:7", "HGNC:8"), Counts(0, 1, 1)),
        ((None, "HGNC:7"), Counts(0, 0, 1)),
    ],
)
def test_a_mention_that_was_taken_apart_is_right_by_all_its_members(
    corpora: Path, members: tuple[str | None, ...], expected: Counts
) -> None:
    parts = tuple(
        PredictedMention(14 + 3 * place, 17 + 3 * place, "GeneOrGeneProduct", one)
        for place, one in enumerate(members)
    )
    figures = ask(corpora, Prediction(id="1", mentions=parts), "grounding", way="gold-mentions")
    assert counts(figures, "gold mentions given")["GeneOrGeneProduct"] == expected


def test_relations(corpora: Path) -> None:
    found = counts(ask(corpora, PREDICTION, "relations"), "relations")
    assert found["pair"] == found["type"] == Counts(1, 0, 1)
    assert found["novelty"] == found["all"] == Counts(0, 1, 2)  # told as a finding, but it was known


def test_abbreviations_sentences_and_trees(corpora: Path) -> None:
    pair = Prediction(id="2", abbreviations=(("QF", "Quell fever"), ("rare", "Quell")))
    assert counts(ask(corpora, pair, "abbreviations", "med1250"), "letter")["all"] == Counts(1, 1, 0)
    whole = Prediction(id="3", sentences=((0, 32),))
    assert counts(ask(corpora, whole, "sentences", "genia-pos"), "sentences")["boundaries"] == Counts(0, 0, 1)
    tree = Prediction(id="3-1", tokens=(ParsedToken(0, 20, 0, "root", "NN"),))
    assert counts(ask(corpora, tree, "parsing", "genia", "gold-sentences"), "gold")["UAS"] == Counts(0, 3, 3)


def test_a_document_without_prediction_is_an_error(corpora: Path) -> None:
    with pytest.raises(TrainingDataError, match="no prediction for 1"):
        ask(corpora, Prediction(id="other"), "ner")


def test_predictions_read_back_as_saved(tmp_path: Path) -> None:
    tree = Prediction(id="é", tokens=(ParsedToken(0, 2, 0, "root", "NN"),), sentences=((0, 2),), own_spans=())
    path = tmp_path / "new" / "predictions.jsonl"
    save_predictions(path, [PREDICTION, tree])
    assert load_predictions(path) == {"1": PREDICTION, "é": tree}
