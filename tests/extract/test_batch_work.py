"""What a worker does with a batch: each document has its outcome, and a bad one spoils no other."""

from __future__ import annotations

import pytest
from spacy.language import Language

from claimgraph.corpus.document import Document
from claimgraph.errors import MissingModel
from claimgraph.extract.batch_work import (
    HeldWords,
    decode_answer,
    encode_batch,
    extract_each,
    open_pipeline,
)
from claimgraph.extract.pipeline import load


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The pipeline without trained weights: it finds the lexicon's terms."""
    return load("blank:en")


def test_the_work_gives_a_packed_outcome_for_each_document() -> None:
    title, work = open_pipeline("blank:en")
    documents = [
        Document(id=f"D:{n}", text=text) for n, text in enumerate(["IL-2 in melanoma.", "", "Fever."])
    ]
    answer = decode_answer(work(encode_batch(documents)))
    outcomes = answer.outcomes
    assert title.startswith("en_")
    assert [outcome.record.id for outcome in outcomes if outcome.record] == ["D:0", "D:1", "D:2"]
    record = outcomes[0].record
    assert record is not None
    assert "melanoma" in {entity.text for entity in record.entities}
    assert {"tokens", "lexicon_marks", "grounder", "record"} <= answer.seconds.keys()
    assert all(seconds > 0 for seconds in answer.seconds.values())


def test_a_document_that_can_t_be_extracted_is_told_and_the_others_are_kept(nlp: Language) -> None:
    texts = ["IL-2 in melanoma.", "too long " * (nlp.max_length // 8), "Fever."]
    outcomes = extract_each([Document(id=f"D:{n}", text=text) for n, text in enumerate(texts)], nlp=nlp)
    assert [outcome.record is not None for outcome in outcomes] == [True, False, True]
    failure = outcomes[1].failure
    assert failure is not None
    assert "ValueError" in failure
    assert "\n" not in failure


def test_words_are_forgotten_when_they_are_many(nlp: Language) -> None:
    extract_each([Document(id="D:0", text="An ordinary text.")], nlp=nlp)
    before = len(nlp.vocab.strings)
    words = HeldWords(nlp, forms=2)
    held = []
    for number in range(4):
        words.forget_if_many()
        held.append(len(nlp.vocab.strings) > before)
        extract_each([Document(id="D:1", text=f"word{number}x only{number}y")], nlp=nlp)
    assert held == [False, True, False, True]


def test_a_missing_pipeline_is_said_by_name() -> None:
    with pytest.raises(MissingModel, match="none_such"):
        open_pipeline("none_such")
