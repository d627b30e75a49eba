"""Abbreviation pairs and document-level relations."""

from __future__ import annotations

from claimgraph.extract.scoring.counts import Counts
from claimgraph.extract.scoring.pairs import DocumentRelation, abbreviation_counts, relation_counts


def as_is(identifier: str) -> str:
    return identifier


def test_abbreviations_letter_by_letter_but_spaces_are_free() -> None:
    gold = [("RCC", "renal cell\ncarcinoma"), ("IL", "interleukin")]
    predicted = [("RCC", "renal cell carcinoma"), ("IL", "Interleukin"), ("RCC", "renal cell  carcinoma")]
    assert abbreviation_counts(gold, predicted) == Counts(1, 1, 1)


def test_four_measures_of_a_relation() -> None:
    gold = [DocumentRelation("A", "B", "Association", True), DocumentRelation("A", "C", "Bind", False)]
    predicted = [
        DocumentRelation("B", "A", "Association", False),
        DocumentRelation("C", "A", "Bind", False),
        DocumentRelation("C", "D", "Bind", True),
    ]
    assert relation_counts(gold, predicted, resolve=as_is) == {
        "pair": Counts(2, 1, 0),
        "type": Counts(2, 1, 0),
        "novelty": Counts(1, 2, 1),
        "all": Counts(1, 2, 1),
    }


def test_directed_relations_keep_their_order() -> None:
    gold = [DocumentRelation("A", "B", "CID")]
    turned = [DocumentRelation("B", "A", "CID")]
    assert relation_counts(gold, turned, resolve=as_is, directed=True)["pair"] == Counts(0, 1, 1)
    assert relation_counts(gold, turned, resolve=as_is)["pair"] == Counts(1, 0, 0)


def test_two_names_of_one_concept_make_one_relation() -> None:
    names = {"MESH:1": "MONDO:1", "OMIM:1": "MONDO:1"}
    gold = [DocumentRelation("MESH:1", "G", "Bind"), DocumentRelation("G", "OMIM:1", "Bind")]
    found = [DocumentRelation("G", "MONDO:1", "Bind")]
    assert relation_counts(gold, found, resolve=lambda one: names.get(one, one))["all"] == Counts(1, 0, 0)
