"""From our claims to the relations of a corpus."""

from __future__ import annotations

import msgspec
import pytest

from claimgraph.extract.benchmark.conventions import corpus_relations, corpus_types, document_relations
from claimgraph.extract.benchmark.predictions import PredictedClaim
from claimgraph.extract.benchmark.questions import LEFT_OUT, NER_CORPORA, UNSEEN
from claimgraph.extract.scoring.pairs import DocumentRelation
from claimgraph.extract.vocabulary import ENTITY_TYPES, KINDS, PREDICATES

CLAIM = PredictedClaim(
    subject_type="Chemical",
    subject="CHEBI:1",
    predicate="treats",
    object_type="Disease",
    object="MONDO:1",
    kind="background",
    score=0.5,
)


def relations(*claims: PredictedClaim, corpus: str = "biored") -> tuple[DocumentRelation, ...]:
    return document_relations(claims, types=corpus_types(corpus), relations=corpus_relations(corpus))


def change(**values: object) -> PredictedClaim:
    return msgspec.structs.replace(CLAIM, **values)


def test_a_treatment_is_a_negative_correlation_that_was_known() -> None:
    assert relations(CLAIM) == (DocumentRelation("CHEBI:1", "MONDO:1", "Negative_Correlation", False),)


def test_one_finding_makes_the_pair_novel() -> None:
    assert relations(CLAIM, change(kind="finding"))[0].novel is True


def test_the_heavier_type_of_a_pair_stands() -> None:
    causes = change(predicate="causes", score=0.4)
    assert [one.type for one in relations(CLAIM, causes)] == ["Negative_Correlation"]
    assert [one.type for one in relations(CLAIM, causes, causes)] == ["Positive_Correlation"]


@pytest.mark.parametrize(
    "left_out",
    [
        {"polarity": "negated"},
        {"subject": None},
        {"object": None},
        {"object": "CHEBI:1", "object_type": "Chemical"},
        {"predicate": "is_a"},
        {"object_type": "Organism"},
    ],
)
def test_claims_that_state_no_relation_of_the_corpus(left_out: dict[str, str | None]) -> None:
    assert relations(change(**left_out)) == ()


def test_phenotypes_answer_for_diseases() -> None:
    assert len(relations(change(object_type="Phenotype", object="HP:1"))) == 1


def test_induced_disease_has_the_chemical_as_head() -> None:
    turned = change(
        predicate="positively_correlated_with",
        subject_type="Disease",
        subject="MONDO:1",
        object_type="Chemical",
        object="CHEBI:1",
    )
    assert relations(turned, corpus="bc5cdr") == (DocumentRelation("CHEBI:1", "MONDO:1", "CID", None),)
    assert relations(CLAIM, corpus="bc5cdr") == ()
    assert (
        relations(
            change(
                **{
                    name: getattr(turned, name)
                    for name in ("subject", "subject_type", "object", "object_type")
                },
                predicate="causes",
            ),
            corpus="bc5cdr",
        )
        == ()
    )


@pytest.mark.parametrize("corpus", sorted({*NER_CORPORA, *LEFT_OUT, *UNSEEN}))
def test_classes_use_our_vocabulary(corpus: str) -> None:
    classes = corpus_types(corpus).classes
    joint = [type_ for one in classes.values() for type_ in one.joint]
    gold = [type_ for one in classes.values() for type_ in one.gold]
    assert joint
    assert set(joint) <= set(ENTITY_TYPES)
    assert len(set(joint)) == len(joint)  # each answers one class
    assert len(set(gold)) == len(gold)


@pytest.mark.parametrize("corpus", ["bc5cdr", "biored"])
def test_relations_use_our_vocabulary(corpus: str) -> None:
    classes = corpus_types(corpus).classes
    table = corpus_relations(corpus)
    assert {name for row in table.rows for name in row.predicates} <= set(PREDICATES)
    assert {name for pair in table.pairs for name in pair} <= set(classes)
    assert {name for row in table.rows for name in (row.subject, *(row.between or ())) if name} <= set(
        classes
    )
    assert set(table.novel_kinds or ()) <= set(KINDS)


def test_genes_and_diseases_are_associated_whatever_the_sign() -> None:
    gene = change(subject_type="GeneOrGeneProduct", subject="HGNC:1", predicate="decreases")
    turned = change(
        subject_type="Disease",
        subject="MONDO:1",
        predicate="increases",
        object_type="GeneOrGeneProduct",
        object="HGNC:1",
    )
    assert relations(gene)[0].type == relations(turned)[0].type == "Association"
    assert relations(change(predicate="decreases"))[0].type == "Negative_Correlation"
