"""The component `claimgraph_abbreviations`."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import spacy
from spacy.tokens import Doc

from claimgraph.extract.claim import Abbreviation
from claimgraph.extract.components.abbreviations import make_abbreviations

if TYPE_CHECKING:
    from pathlib import Path

WORDS = ["Renal", "cell", "carcinoma", "(", "RCC", ")", "grows", "."]
SPACES = [True, True, True, False, False, True, False, False]


def test_offsets_are_characters_of_the_document() -> None:
    nlp = spacy.blank("en")
    doc = make_abbreviations(nlp, "abbreviations")(Doc(nlp.vocab, words=WORDS, spaces=SPACES))
    assert doc._.abbreviations == (Abbreviation(short=(22, 25), long=(0, 20)),)
    assert doc.text[22:25] == "RCC"


def test_sentence_starts_bound_long_forms() -> None:
    nlp = spacy.blank("en")
    starts = [index in {0, 2} for index in range(len(WORDS))]
    doc = Doc(nlp.vocab, words=WORDS, spaces=SPACES, sent_starts=starts)
    assert make_abbreviations(nlp, "abbreviations")(doc)._.abbreviations == ()


def test_empty_document() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("claimgraph_abbreviations")
    assert nlp("")._.abbreviations == ()


def test_pipeline_reads_back_from_disk_and_pickle(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("claimgraph_abbreviations")
    nlp.to_disk(tmp_path / "pipeline")
    text = "Natural killer (NK) cells."
    expected = nlp(text)._.abbreviations
    assert expected
    assert spacy.load(tmp_path / "pipeline")(text)._.abbreviations == expected
    assert (
        pickle.loads(pickle.dumps(nlp.get_pipe("claimgraph_abbreviations")))(
            nlp.make_doc(text)
        )._.abbreviations
        == expected
    )
