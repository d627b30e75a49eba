"""Entities of other pipelines' recognisers as mentions."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from claimgraph.extract.components.entity_mentions import EntityMentions
from claimgraph.extract.vocabulary import ENTITY_TYPES
from claimgraph.extract.word_list import read_rows
from claimgraph.models.lexicon import Lexicon

WORDS = ["IL-2", "treats", "renal", "cell", "carcinoma", "of", "Xqzzy", "."]
VOCAB = spacy.blank("en").vocab


@pytest.fixture(scope="module")
def component() -> EntityMentions:
    return EntityMentions(Lexicon.open())


def types(component: EntityMentions, *entities: tuple[int, int, str]) -> list[tuple[str, str]]:
    doc = Doc(VOCAB, words=WORDS)
    doc.ents = [Span(doc, *entity) for entity in entities]
    assert all(doc.text[m.start : m.end] == m.text for m in component(doc)._.mentions)
    return [(mention.text, mention.type) for mention in doc._.mentions]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("GENE_OR_GENE_PRODUCT", "GeneOrGeneProduct"),
        ("GGP", "GeneOrGeneProduct"),
        ("protein", "GeneOrGeneProduct"),
        ("Disease", "Disease"),
        ("CANCER", "Disease"),
        ("SIMPLE_CHEMICAL", "Chemical"),
        ("CELL_LINE", "CellLine"),
        ("CellLine", "CellLine"),
        ("TAXON", "Organism"),
    ],
)
def test_a_label_tells_the_type(component: EntityMentions, label: str, kind: str) -> None:
    assert types(component, (6, 7, label)) == [("Xqzzy", kind)]


def test_a_label_that_tells_nothing_leaves_the_type_to_the_lexicon(component: EntityMentions) -> None:
    found = types(component, (0, 1, "ENTITY"), (1, 2, "ENTITY"), (2, 5, "ENTITY"), (6, 7, "ENTITY"))
    assert found == [("IL-2", "GeneOrGeneProduct"), ("renal cell carcinoma", "Disease")]


def test_other_labels_are_left_out(component: EntityMentions) -> None:
    assert types(component, (0, 1, "ORG"), (2, 5, "DATE")) == []


def test_the_table_names_known_types() -> None:
    rows = read_rows("entity_labels.tsv")
    assert all(len(row) <= 2 and row[0] == row[0].upper() for row in rows)
    assert {row[1] for row in rows if len(row) == 2} <= set(ENTITY_TYPES)
    assert len({row[0] for row in rows}) == len(rows)
