"""Silver labels: names of procedures, and what becomes a label of a raw text."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import claimgraph.extract.components.abbreviations  # noqa: F401 - registers what the attributes hold
from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.claim import Mention
from claimgraph.models.silver import SILVER_TYPES, procedure_names, silver_docs


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("She had biochemotherapy after nephrectomy.", ["biochemotherapy", "nephrectomy"]),
        ("Neoadjuvant systemic therapy helps", ["Neoadjuvant systemic therapy"]),
        ("the therapy, a new therapy and therapies", []),
        ("adjuvant  therapy", []),
        ("Plasmapheresis and chemo-radiotherapy", ["Plasmapheresis", "radiotherapy"]),
        ("subtherapy1 therapists", []),
    ],
)
def test_names_of_procedures(text: str, names: list[str]) -> None:
    assert [text[slice(*place)] for place in procedure_names(text)] == names


@pytest.fixture
def nlp() -> Language:
    """Finds "NK cells" as a cell type, "surgery" as a procedure and "gene therapy" as a chemical."""
    declare_attributes()
    nlp = spacy.blank("en")

    @Language.component("finder_for_silver")
    def find(doc: Doc) -> Doc:
        doc._.lexicon_marks = doc.to_array(["LOWER"]) * 0
        doc._.mentions = tuple(
            Mention(start=start, end=start + len(name), text=name, type=type_, score=0.9)
            for name, type_ in (
                ("NK cells", "CellType"),
                ("surgery", "Procedure"),
                ("gene therapy", "Chemical"),
            )
            if (start := doc.text.find(name)) >= 0
        )
        return doc

    nlp.add_pipe("finder_for_silver")
    return nlp


def test_raw_texts_get_the_labels_that_corpora_lack(nlp: Language) -> None:
    rest = " and then more words than this were said of it" * 6
    texts = [
        "Too short.",
        f"NK cells before surgery, lobectomy and gene therapy{rest}.",
        f"Nothing{rest}.",
        f"{rest}",
    ]
    docs = list(silver_docs(texts, nlp=nlp, documents=2, hide=0.4))
    assert len(docs) == 2
    found = {
        label: [" ".join(docs[0].words[start:end]) for start, end in spans]
        for label, spans in docs[0].spans.items()
    }
    assert found == {"CellType": ["NK cells"], "Phenotype": [], "Procedure": ["lobectomy", "surgery"]}
    assert docs[1].spans == {label: [] for label in SILVER_TYPES}
    assert {doc.hide for doc in docs} == {0.4}
