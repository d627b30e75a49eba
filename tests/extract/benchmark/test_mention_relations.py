"""Relations between mentions: what a corpus asks, and what claims and sentences answer."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from claimgraph.extract.benchmark.conventions import corpus_types
from claimgraph.extract.benchmark.figures import figures
from claimgraph.extract.benchmark.gold import MENTION_CORPORA, read_gold
from claimgraph.extract.benchmark.mention_relations import MentionPairs, mention_relations
from claimgraph.extract.benchmark.predictions import PredictedClaim, Prediction
from claimgraph.extract.benchmark.questions import Question
from claimgraph.extract.scoring.counts import Counts
from claimgraph.extract.vocabulary import CERTAINTIES, ENTITY_TYPES, PREDICATES

from .conftest import write_lines

TEXT = "Gabrin (GBN) does not raise zetrin in quell cells. Zetrin may bind orlin."
GABRIN, GBN, ZETRIN, CELLS, ZETRIN2, ORLIN = (0, 6), (8, 11), (28, 34), (38, 49), (51, 57), (67, 72)
NAMES = {
    "T1": (GABRIN, "Protein"),
    "T2": (GBN, "Protein"),
    "T3": (ZETRIN, "Protein"),
    "T4": (CELLS, "Entity"),
    "T5": (ZETRIN2, "Protein"),
    "T6": (ORLIN, "Protein"),
}


def stated(type_: str, head: str, tail: str, **attributes: object) -> dict[str, object]:
    return {"type": type_, "head": head, "tail": tail, "attributes": attributes}


RECORD: dict[str, object] = {
    "id": "7",
    "text": TEXT,
    "entities": [
        {"id": name, "start": span[0], "end": span[1], "type": type_} for name, (span, type_) in NAMES.items()
    ],
    "relations": [
        stated("Positive_regulation", "T1", "T3", negated=True, object_aspect=["Gene_expression"]),
        stated("located:AtLoc", "T3", "T4"),
        stated("Binding", "T6", "T5", speculated=True),
        stated("Positive_regulation", "T9", "T5"),  # an anaphor, which is no entity
    ],
    "equiv": [["T1", "T2"]],
}


def pairs(corpora: Path, record: dict[str, object] = RECORD, corpus: str = "bionlp11-ge") -> MentionPairs:
    write_lines(corpora / "relations" / MENTION_CORPORA[corpus] / "dev.jsonl.gz", [record])
    (document,) = read_gold(corpora, corpus, "dev")
    return MentionPairs(document, corpus_types(corpus), mention_relations(corpus))


def claim(
    subject: tuple[int, int], predicate: str, target: tuple[int, int], **values: object
) -> PredictedClaim:
    one = PredictedClaim(
        subject_type="GeneOrGeneProduct",
        subject=None,
        predicate=predicate,
        object_type="GeneOrGeneProduct",
        object=None,
        subject_at=subject,
        object_at=target,
        score=0.8,
    )
    return msgspec.structs.replace(one, **values)


def test_what_a_corpus_of_events_asks(corpora: Path) -> None:
    raised, bound = pairs(corpora).gold
    assert (raised.head, raised.tail, raised.label, raised.negated) == (GABRIN, ZETRIN, "+", True)
    assert (bound.pair, bound.label, bound.symmetric, bound.speculated) == (
        (ZETRIN2, ORLIN),
        "0",
        True,
        True,
    )


@pytest.mark.parametrize(
    ("type_", "aspects", "sign"),
    [
        ("Positive_regulation", ["Gene_expression"], "+"),
        ("Positive_regulation", ["Negative_regulation"], "-"),
        ("Negative_regulation", ["Negative_regulation", "Gene_expression"], "+"),
        ("Negative_regulation", ["Protein_catabolism"], "+"),
        ("Negative_regulation", ["Regulation"], "0"),
        ("Regulation", ["Negative_regulation"], "0"),
    ],
)
def test_events_on_the_way_turn_the_sign(type_: str, aspects: list[str], sign: str) -> None:
    assert mention_relations("bionlp13-cg").label(type_, aspects) == sign


def test_types_that_are_no_signs_are_turned_by_nothing() -> None:
    assert mention_relations("drugprot").label("INHIBITOR", ["Negative_regulation"]) == "decreases"


def test_claims_about_any_name_of_a_thing_answer(corpora: Path) -> None:
    by_short_form = claim(GBN, "increases", ZETRIN, polarity="negated", certainty="possible")
    asked = pairs(corpora)
    (found,) = asked.of_claims([by_short_form])
    assert (found.head, found.label, found.negated, found.speculated) == (GABRIN, "+", True, True)
    assert asked.of_claims([claim(GABRIN, "increases", GBN)]) == []  # one thing


def test_what_is_no_answer(corpora: Path) -> None:
    asked = pairs(corpora)
    assert asked.of_claims([claim(GABRIN, "is_a", ZETRIN)]) == []
    assert asked.of_claims([claim(ZETRIN, "increases", CELLS)]) == []  # no class that is asked
    assert asked.of_claims([claim(ZETRIN, "increases", (40, 44))]) == []  # no gold mention


def test_pairs_that_are_related_by_other_types_alone_are_not_counted(corpora: Path) -> None:
    record = dict(RECORD, relations=[stated("located:AtLoc", "T1", "T3")])
    asked = pairs(corpora, record)
    assert asked.gold == []
    assert asked.of_claims([claim(GABRIN, "increases", ZETRIN)]) == []
    sentences = Prediction(id="7", sentences=((0, 50), (51, 73)))
    assert [one.pair for one in asked.of_sentences(sentences)] == [(ZETRIN2, ORLIN)]


def test_standing_together_is_asked_once_for_all_names_of_a_thing(corpora: Path) -> None:
    found = pairs(corpora).of_sentences(Prediction(id="7", sentences=((0, 50), (51, 73))))
    assert [(one.head, one.tail) for one in found] == [(GABRIN, ZETRIN), (ZETRIN2, ORLIN)]


def test_chemicals_and_genes_have_one_direction(corpora: Path) -> None:
    record = {
        "id": "8",
        "text": "Zetrol blocks gabrin; orlase cleaves zetrol.",
        "entities": [
            {"id": "T1", "start": 0, "end": 6, "type": "CHEMICAL"},
            {"id": "T2", "start": 14, "end": 20, "type": "GENE"},
            {"id": "T3", "start": 22, "end": 28, "type": "GENE"},
            {"id": "T4", "start": 37, "end": 43, "type": "CHEMICAL"},
        ],
        "relations": [stated("ANTAGONIST", "T1", "T2"), stated("SUBSTRATE", "T4", "T3")],
    }
    asked = pairs(corpora, record, "drugprot")
    blocks = claim((0, 6), "decreases", (14, 20), subject_type="Chemical")
    cleaves = claim((22, 28), "decreases", (37, 43), object_type="Chemical")
    assert set(asked.of_claims([blocks, cleaves])) == set(asked.gold)
    assert asked.of_claims([msgspec.structs.replace(blocks, polarity="negated")]) == []
    assert asked.of_claims([claim((14, 20), "decreases", (22, 28))]) == []


def test_a_claim_about_a_long_form_answers_for_its_short_form(corpora: Path) -> None:
    record = {
        "id": "8",
        "text": "Zetrolic acid (ZA) blocks gabrin.",
        "entities": [
            {"id": "T1", "start": 0, "end": 13, "type": "CHEMICAL"},
            {"id": "T2", "start": 15, "end": 17, "type": "CHEMICAL"},
            {"id": "T3", "start": 26, "end": 32, "type": "GENE"},
        ],
        "relations": [stated("INHIBITOR", "T1", "T3"), stated("INHIBITOR", "T2", "T3")],
    }
    asked = pairs(corpora, record, "drugprot")
    long_form = claim((0, 13), "decreases", (26, 32), subject_type="Chemical")
    assert asked.of_claims([long_form]) == asked.gold


def test_hedges_that_one_corpus_does_not_mark(corpora: Path) -> None:
    assert "probable" in mention_relations("bionlp11-ge").hedged
    assert mention_relations("bionlp13-cg").hedged == ("possible",)
    with pytest.raises(KeyError, match="jnlpba"):
        mention_relations("jnlpba")


def test_figures_of_claims_of_co_occurrence_and_of_how_it_is_said(corpora: Path) -> None:
    pairs(corpora)
    prediction = Prediction(
        id="7",
        sentences=((0, len(TEXT)),),
        claims=(claim(GABRIN, "decreases", ZETRIN, polarity="negated"),),
    )
    question = Question(task="relations", corpus="bionlp11-ge", part="dev", way="gold-entities")
    gold = read_gold(corpora, "bionlp11-ge", "dev")
    found = {
        (one.answered.split(",")[0], one.label): one.score.counts
        for one in figures(question, gold, {"7": prediction}, resolve=str)
    }
    assert found["relations between mentions", "pair"] == Counts(1, 0, 1)
    assert found["relations between mentions", "pair, sign"] == Counts(0, 1, 2)
    assert found["the same", "pair"] == Counts(2, 4, 0)
    assert found["how the relations that were found are said", "negated"] == Counts(1, 0, 0)


@pytest.mark.parametrize("corpus", MENTION_CORPORA)
def test_the_tables_name_what_there_is(corpus: str) -> None:
    table, types = mention_relations(corpus), corpus_types(corpus)
    assert set(table.hedged) <= set(CERTAINTIES)
    assert set(table.symmetric) <= set(table.types)
    labels = {row.label for row in table.rows}
    assert {*table.types.values(), table.common} <= labels
    for row in table.rows:
        assert set(row.predicates) <= set(PREDICATES)
        assert row.subject in {None, *types.classes}
    assert all(set(one.joint) <= set(ENTITY_TYPES) for one in types.classes.values())
    assert {name for pair in table.pairs or () for name in pair} <= set(types.classes)
