"""What the shipped pipeline recognises: cells and procedures wherever they stand, and look-alikes that are nothing."""

from __future__ import annotations

import pytest
from spacy.language import Language

from claimgraph.extract.pipeline import load

pytestmark = pytest.mark.model

CELLS = (
    *("Treg", "Tregs", "T-regs", "regulatory T cells", "T regulatory cells", "CD4+CD25+FOXP3+ T cells"),
    *("TILs", "LAK cells", "NK cells", "dendritic cells", "MDSC", "MDSCs", "Th17", "Th17 cells"),
    *("CD4+CD25+ T cells", "IL-2-producing T cells"),
)
PROCEDURES = ("adjuvant therapy", "biochemotherapy", "nephrectomy", "lymphodepletion", "metastasectomy")
CELL_SENTENCES = (
    "We found that {} were expanded by IL-2 in vivo.",
    "The role of {} in renal cell carcinoma is unclear.",
    "Infiltration by {} (p < 0.05) predicted the response.",
)
PROCEDURE_SENTENCES = (
    "Patients received {} for metastatic melanoma.",
    "After {}, two patients relapsed.",
)
LOOK_ALIKES = (
    "Patients from Chicago, IL, were enrolled.",
    "A CAT scan showed a mass.",
    "It WAS given to all patients.",
    "As shown in Fig. 2A and Table 3, the values differed (P = 0.03).",
    "See Smith et al. (2010) and refs. 12-14 for details.",
    "Springfield, IL 62701, USA.",
    "Copyright (C) 2004 Elsevier Ltd. All rights reserved.",
    "The mean age was 45 years (SD 12; n = 30; 95% CI 1.2-3.4).",
    "In the US, the NIH and FDA approved it in May 2010.",
    "The REST of the group had NO change and CAN be followed.",
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def types_of(nlp: Language, sentence: str, name: str) -> set[str]:
    """The types of the mentions with exactly these words."""
    text = sentence.format(name)
    start = text.index(name)
    return {m.type for m in nlp(text)._.mentions if (m.start, m.text) == (start, name)}


@pytest.mark.parametrize("name", CELLS)
def test_cells_are_cell_types(nlp: Language, name: str) -> None:
    found = {sentence: types_of(nlp, sentence, name) for sentence in CELL_SENTENCES}
    assert found == {sentence: {"CellType"} for sentence in CELL_SENTENCES}


@pytest.mark.parametrize("name", PROCEDURES)
def test_procedures_are_procedures(nlp: Language, name: str) -> None:
    found = {sentence: types_of(nlp, sentence, name) for sentence in PROCEDURE_SENTENCES}
    assert found == {sentence: {"Procedure"} for sentence in PROCEDURE_SENTENCES}


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes_are_no_entities(nlp: Language, text: str) -> None:
    assert [(mention.text, mention.type) for mention in nlp(text)._.mentions] == []


def test_a_cell_holds_the_molecule_that_it_is_named_by(nlp: Language) -> None:
    mentions = nlp("IL-2-producing T cells suppress melanoma.")._.mentions
    assert [(m.text, m.type) for m in mentions][:2] == [
        ("IL-2-producing T cells", "CellType"),
        ("IL-2", "GeneOrGeneProduct"),
    ]
