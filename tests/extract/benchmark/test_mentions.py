"""Which mentions are scored, and as what."""

from __future__ import annotations

from claimgraph.extract.benchmark.conventions import corpus_types
from claimgraph.extract.benchmark.gold import GoldDocument, GoldEntity
from claimgraph.extract.benchmark.mentions import found_spans, joint_counts, marked_spans, own_counts
from claimgraph.extract.benchmark.predictions import PredictedMention, Prediction
from claimgraph.extract.scoring.counts import Counts

TEXT = "Limb bud growth in mice needs the gene of Gabrin."
WHOLE, BUD, LIMB, MICE, GENE, GABRIN = (0, 15), (0, 8), (0, 4), (19, 23), (34, 38), (42, 48)


def gold(*entities: tuple[tuple[int, int], str], text: str = TEXT) -> GoldDocument:
    return GoldDocument(
        id="1", group="1", text=text, entities=tuple(GoldEntity(*place, type_) for place, type_ in entities)
    )


def said(*mentions: tuple[tuple[int, int], str]) -> Prediction:
    return Prediction(id="1", mentions=tuple(PredictedMention(*place, type_) for place, type_ in mentions))


def test_mentions_inside_others_count_where_the_corpus_marks_them() -> None:
    marked = gold((WHOLE, "GO_BP"), (BUD, "UBERON"), (LIMB, "UBERON"))
    found = said((WHOLE, "BiologicalProcess"), (LIMB, "Anatomy"), (MICE, "Anatomy"))
    counts = joint_counts(marked, found, corpus_types("craft"))
    assert counts == {"BiologicalProcess": Counts(1, 0, 0), "Anatomy": Counts(1, 1, 1)}


def test_they_do_not_where_the_corpus_is_flat() -> None:
    found = said((BUD, "Anatomy"), (LIMB, "Anatomy"), (WHOLE, "BiologicalProcess"))
    assert found_spans(found, corpus_types("anatem")) == [(*BUD, "Anatomy")]


def test_a_class_without_joint_types_is_scored_by_the_own_types_alone() -> None:
    marked = gold((GENE, "SO"), (GABRIN, "PR"))
    types = corpus_types("craft")
    assert marked_spans(marked, types) == [(*GABRIN, "GeneOrGeneProduct")]
    assert types.joint_of_gold("SO") is None
    own = Prediction(id="1", own_spans=((*GENE, "SO"), (*GABRIN, "CL")))
    assert own_counts(marked, own, types) == {
        "CL": Counts(0, 1, 0),
        "PR": Counts(0, 0, 1),
        "SO": Counts(1, 0, 0),
    }


def test_four_types_that_the_recogniser_calls_by_one_name() -> None:
    marked = gold((BUD, "Modifier"), (GABRIN, "CompositeMention"))
    own = Prediction(id="1", own_spans=((*BUD, "Disease"),))
    assert own_counts(marked, own, corpus_types("ncbi-disease")) == {"Disease": Counts(1, 0, 1)}
    assert corpus_types("bc5cdr").own_label("Disease") == "Disease"
    assert corpus_types("biored").own_label("ChemicalEntity") == "ChemicalEntity"


def test_persons_are_left_out_where_a_corpus_calls_them_organisms() -> None:
    text = "Patients got mice."
    persons, mice = (0, 8), (13, 17)
    for corpus, type_, kept in (
        ("tmvar3", "Species", 1),
        ("bionlp13cg", "Organism", 1),
        ("biored", "OrganismTaxon", 2),
    ):
        marked = gold((persons, type_), (mice, type_), text=text)
        assert len(marked_spans(marked, corpus_types(corpus))) == kept
    # whatever else has their name stays
    assert marked_spans(gold((persons, "Gene"), text=text), corpus_types("tmvar3"))


def test_a_cell_is_answered_by_types_and_lines_of_cells() -> None:
    types = corpus_types("bionlp13cg")
    assert {types.of_joint(type_) for type_ in ("CellType", "CellLine")} == {"Cell"}
    assert types.of_joint("Phenotype") is None  # it marks none, so none of ours is wrong
    assert types.of_gold("Pathological_formation") is None
