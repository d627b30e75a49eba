"""Training documents: what comes back from disk, hidden marks, packed shares of tags."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from claimgraph.extract.attributes import declare_attributes
from claimgraph.models.training_docs import (
    TAUGHT,
    Taught,
    TrainingDoc,
    read_training_docs,
    write_training_docs,
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    declare_attributes()
    return spacy.blank("en")


def test_documents_come_back_from_disk(nlp: Language, tmp_path: Path) -> None:
    doc = nlp("Aspirin lowers fever.")
    doc._.lexicon_marks = numpy.array([3, 0, 5, 0], dtype="uint64")
    doc.spans["Chemical"] = [Span(doc, 0, 1, label="Chemical")]
    doc.spans["Disease"] = []
    tree = Doc(nlp.vocab, words=["It", "works"], tags=["PRP", "VBZ"], heads=[1, 1], deps=["nsubj", "ROOT"])
    tree._.lexicon_marks = numpy.zeros(2, dtype="uint64")
    path = tmp_path / "docs.jsonl"
    assert write_training_docs([TrainingDoc.of(doc, repeat=2), TrainingDoc.of(tree)], path) == 2
    first, second = read_training_docs(path)
    assert (first.repeat, second.repeat) == (2, 1)
    reference, unread = first.reference(nlp.vocab), first.unread(nlp.vocab)
    assert reference.text == unread.text == doc.text
    assert {label: [s.text for s in group] for label, group in reference.spans.items()} == {
        "Chemical": ["Aspirin"],
        "Disease": [],
    }
    assert not reference.has_annotation("DEP")
    assert not unread.spans
    assert unread._.lexicon_marks.tolist() == [3, 0, 5, 0]
    parsed = second.reference(nlp.vocab)
    assert [(t.tag_, t.head.i, t.dep_) for t in parsed] == [("PRP", 1, "nsubj"), ("VBZ", 1, "ROOT")]


def test_marks_of_whole_terms_are_hidden(nlp: Language) -> None:
    words = ["a"] * 4000
    marks = [0, 5, 4, 4] * 1000
    doc = TrainingDoc(words, [True] * 4000, marks, hide=0.25)
    seen = doc.unread(nlp.vocab, chooser=numpy.random.default_rng(0))._.lexicon_marks.reshape(-1, 4).tolist()
    assert {tuple(four) for four in seen} == {(0, 5, 4, 4), (0, 0, 0, 0)}
    assert 180 < seen.count([0, 0, 0, 0]) < 320
    assert doc.unread(nlp.vocab)._.lexicon_marks.tolist() == marks


def test_shares_of_tags_are_packed_where_they_are_more_than_outside() -> None:
    shares = numpy.array([[1, 0, 0, 0, 0], [0.25, 0.5, 0, 0, 0.25], [0.999, 0.001, 0, 0, 0]], dtype="float32")
    taught = Taught.of(shares)
    assert len(taught.tokens) == 4
    unpacked = taught.unpack(3)
    assert unpacked[:2].tolist() == shares[:2].tolist()
    assert unpacked[2].tolist() == [1, 0, 0, 0, 0]


def test_teachers_shares_go_with_the_reference(nlp: Language) -> None:
    taught = {"Disease": Taught.of(numpy.zeros((1, 5), dtype="float32"))}
    doc = TrainingDoc(["fever"], [False], [0], taught=taught)
    assert doc.reference(nlp.vocab).user_data[TAUGHT] == taught
