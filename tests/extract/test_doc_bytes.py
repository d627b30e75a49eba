"""Documents with our values, written and read by spaCy."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, DocBin

from claimgraph.corpus.document import Document, Section, Source
from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.claim import Abbreviation, Concept, Mention

CONCEPT = Concept("CL:0000623", "natural killer cell", "CellType")
MENTION = Mention(start=0, end=19, text="Natural killer cell", type="CellType", concept=CONCEPT, score=0.5)


def annotated() -> Doc:
    declare_attributes()
    doc = spacy.blank("en")("Natural killer cells (NK cells)")
    doc._.document = Document(
        id="1", text=doc.text, source=Source(year=2004), sections=(Section("TITLE", None, 0, 5),)
    )
    doc._.abbreviations = (Abbreviation(short=(22, 30), long=(0, 20)),)
    doc._.mentions = (MENTION,)
    return doc


def test_values_survive_bytes() -> None:
    doc = annotated()
    back = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert back._.document == doc._.document
    assert tuple(back._.abbreviations) == doc._.abbreviations
    assert tuple(back._.mentions) == doc._.mentions


def test_values_survive_a_bin_of_documents() -> None:
    doc = annotated()
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (back,) = DocBin(store_user_data=True).from_bytes(stored).get_docs(doc.vocab)
    assert tuple(back._.mentions) == (MENTION,)
