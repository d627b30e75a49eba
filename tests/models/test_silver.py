"""Silver labels: names of procedures, and what becomes a label of a raw text."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import claimgraph.extract.components.abbreviations  # noqa: F401 - registers what the attributes hold
from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.claim import Mention
from claimgraph.models.gold import title_key
from claimgraph.models.silver import SILVER_TYPES, fitting_texts, silver_docs


@pytest.fixture
def nlp() -> Language:
    """Finds "NK cells" as a cell type, "surgery" as a procedure, "hope" and "fever" as phenotypes, a gene."""
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
                ("hope", "Phenotype"),
                ("fever", "Phenotype"),
                ("IL-2", "GeneOrGeneProduct"),
            )
            if (start := doc.text.find(name)) >= 0
        )
        return doc

    nlp.add_pipe("finder_for_silver")
    return nlp


def test_raw_texts_get_the_labels_that_corpora_lack(nlp: Language) -> None:
    rest = " and then more words than this were said of it" * 6
    texts = [
        f"NK cells and IL-2 before surgery, fever and hope{rest}.",
        f"Nothing{rest}.",
    ]
    docs = list(silver_docs(texts, nlp=nlp, hide=0.4))
    assert len(docs) == 2
    found = {
        label: [" ".join(docs[0].words[start:end]) for start, end in spans]
        for label, spans in docs[0].spans.items()
    }
    assert found == {"CellType": ["NK cells"], "Phenotype": ["fever"], "Procedure": ["surgery"]}
    assert docs[1].spans == {label: [] for label in SILVER_TYPES}
    assert {doc.hide for doc in docs} == {0.4}


def test_texts_fit_by_their_length_unless_they_are_held_out(nlp: Language) -> None:
    rest = " and then more words than this were said of it" * 8
    texts = [
        ("short", "Too short."),
        ("held", f"Held{rest}"),
        ("a", f"A{rest}"),
        ("b", f"B{rest}"),
        ("c", f"C{rest}"),
    ]
    fitting = fitting_texts(texts, tokenizer=nlp.tokenizer, documents=2, held={title_key(f"Held{rest}")})
    assert [identifier for identifier, _ in fitting] == ["a", "b"]
