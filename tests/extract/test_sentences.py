"""The component `claimgraph_sentences`."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import spacy
from spacy.tokens import Doc

from claimgraph.corpus.document import Document, Section
from claimgraph.extract.components.sentences import make_sentences

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "A title of words\nThe cells died (e.g. by CsA. The dose was low). E. coli grew."


def texts(doc: Doc) -> list[str]:
    return [sentence.text.strip() for sentence in doc.sents]


def test_sentences_of_any_tokenizer() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("claimgraph_sentences")
    assert texts(nlp(TEXT)) == [
        "A title of words",
        "The cells died (e.g. by CsA. The dose was low).",
        "E. coli grew.",
    ]


def test_start_inside_a_token_moves_to_the_next() -> None:
    nlp = spacy.blank("en")
    words = ["Cells", "grew.Then", "they", "died", ".", "Yes", "."]
    doc = Doc(nlp.vocab, words=words, spaces=[True, True, True, False, True, False, False])
    make_sentences(nlp, "sentences")(doc)
    assert texts(doc) == ["Cells grew.Then", "they died.", "Yes."]


def test_every_token_is_decided_so_that_a_parser_keeps_to_it() -> None:
    nlp = spacy.blank("en")
    doc = make_sentences(nlp, "sentences")(nlp.make_doc(TEXT))
    assert all(token.is_sent_start is not None for token in doc)


def test_sections_and_title_begin_sentences() -> None:
    nlp = spacy.blank("en")
    text = "a small title\nsmall words begin this aim and then results follow"
    doc = nlp.make_doc(text)
    place = text.index("results")
    sections = (Section("RESULTS", None, place, len(text)),)
    doc._.document = Document(id="1", text=text, title="a small title", sections=sections)
    make_sentences(nlp, "sentences")(doc)
    assert texts(doc) == ["a small title", "small words begin this aim and then", "results follow"]


def test_empty_and_blank_documents() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("claimgraph_sentences")
    assert len(nlp("")) == 0
    assert len(list(nlp(" \n ").sents)) == 1


def test_pipeline_reads_back_from_disk_and_pickle(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("claimgraph_sentences")
    nlp.to_disk(tmp_path / "pipeline")
    assert texts(spacy.load(tmp_path / "pipeline")(TEXT)) == texts(nlp(TEXT))
    component = pickle.loads(pickle.dumps(nlp.get_pipe("claimgraph_sentences")))
    assert texts(component(nlp.make_doc(TEXT))) == texts(nlp(TEXT))
