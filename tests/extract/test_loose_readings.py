"""Names that the lexicon does not have as they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.annotated_names import read_usage
from claimgraph.extract.grounding import ground
from claimgraph.extract.knowledge import Knowledge
from claimgraph.extract.loose_readings import loose_readings, similar_terms
from claimgraph.extract.organisms import Organism
from claimgraph.extract.ranking import read_weights
from claimgraph.extract.readings import Reading
from claimgraph.models.lexicon import Lexicon

GENE = "GeneOrGeneProduct"
LEXICON = Lexicon.open()
HUMAN = Organism("human", 1.0)


def readings(text: str, type_: str) -> list[tuple[str, str]]:
    return [(one.text, one.sort) for one in loose_readings(Reading(text), type_, LEXICON)]


@pytest.mark.parametrize(
    ("text", "type_", "reading"),
    [
        ("cataleptic", "Disease", ("catalepsy", "loose")),
        ("pulmonary toxicity", "Disease", ("pulmonary disease", "loose")),
        ("infection by the quell virus", "Disease", ("quell virus infection", "reordered")),
        ("carcinoma lung", "Disease", ("lung carcinoma", "reordered")),
        ("schizophenia", "Disease", ("schizophrenia", "similar")),
        ("quelling myocarditis", "Disease", ("myocarditis", "general")),
        ("splenic dendritic cells", "CellType", ("dendritic cells", "general")),
        ("TNF receptor 1", GENE, ("TNFR1", "loose")),
        ("sTNF-R2", GENE, ("TNF-R2", "loose")),
        ("Oct4A", GENE, ("Oct4", "trimmed")),
        ("p50csk", GENE, ("csk", "trimmed")),
        ("IL-12 (p70)", GENE, ("IL-12", "trimmed")),
        ("miRNA-193a", GENE, ("miR-193a", "loose")),
        ("17a-hydroxylase", GENE, ("17alpha-hydroxylase", "loose")),
        ("IL-1b", GENE, ("IL-1 beta", "loose")),
        ("zinc finger protein QZF1", GENE, ("QZF1", "trimmed")),
    ],
)
def test_reading(text: str, type_: str, reading: tuple[str, str]) -> None:
    assert reading in readings(text, type_)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("quelling disease", "Disease"),  # what is left names nothing
        ("cancer of the quell", "Disease"),  # what it is a kind of stands in front
        ("quelling kinase", GENE),  # another gene
    ],
)
def test_no_more_general_reading(text: str, type_: str) -> None:
    assert "general" not in {sort for _, sort in readings(text, type_)}


def test_terms_that_are_spelt_alike_have_the_same_numbers() -> None:
    assert [term for term, _ in similar_terms("spinocerebelar ataxia 12", LEXICON)] == [
        "spinocerebellarataxia12"
    ]
    assert "antiigeantibody" in dict(similar_terms("anti-ige anttibody", LEXICON))
    assert similar_terms("anti-IgM antibodies", LEXICON) == []
    assert similar_terms("CD25", LEXICON) == []  # too short to be misspelt


@pytest.mark.parametrize(
    ("text", "type_", "never"),
    [
        ("sphingosine phosphate", "Chemical", "sphingosine"),  # an ester, not a salt
        ("cyclohexanal", "Chemical", "cyclohexane"),
        ("glomerulonephrosis", "Disease", "glomerulonephritis"),
        ("viral IL-10", GENE, "IL-10"),
        ("bovine IL-2", GENE, "IL-2"),
        ("p53-binding protein", GENE, "p53"),
        ("IL-17X", GENE, "IL-17"),
        ("sham adrenalectomy", "Procedure", "adrenalectomy"),
        ("non-T lymphocyte", "CellType", "lymphocyte"),
        ("protection against colitis", "Disease", "colitis"),
    ],
)
def test_another_thing_is_not_read(text: str, type_: str, never: str) -> None:
    assert never not in {reading for reading, _ in readings(text, type_)}


def test_each_reading_comes_once_and_is_another_name() -> None:
    for text in ("mania", "infection by the quell virus", "lung carcinoma"):
        found = [reading for reading in readings(text, "Disease") if reading[1] in {"loose", "reordered"}]
        assert len(found) == len(set(found))
        assert text not in {reading for reading, _ in found}


@given(st.text(max_size=40))
def test_any_text_can_be_read_loosely(text: str) -> None:
    for type_ in ("Disease", GENE, "Chemical"):
        for reading in loose_readings(Reading(text), type_, LEXICON):
            assert 0 < reading.factor <= 1
            assert reading.sort in {"loose", "trimmed", "reordered", "similar", "general"}


@pytest.mark.parametrize(
    ("text", "type_", "expected", "how"),
    [
        ("schizophenia", "Disease", "MONDO:0005090", "spelt like 'schizophrenia'"),
        ("cataleptic", "Disease", "MESH:D002375", "read as 'catalepsy'"),
        ("TNF receptor 1", GENE, "HGNC:11916", "read as 'TNFR1'"),
    ],
)
def test_what_is_found_loosely_says_how(text: str, type_: str, expected: str, how: str) -> None:
    knowledge = Knowledge(LEXICON, read_weights(), read_usage())
    assert ground(type_, [Reading(text)], HUMAN, knowledge=knowledge).concept is None
    found = ground(type_, [Reading(text)], HUMAN, knowledge=knowledge, loosely=True)
    assert found.concept is not None
    assert found.concept.id == expected
    assert how in found.reason
