"""No document that is scored may have been trained on."""

from __future__ import annotations

from pathlib import Path

from claimgraph.extract.benchmark.leaks import leaks


def test_the_document_itself_and_its_copies_are_found(corpora: Path) -> None:
    training = {"biored": ["1", "5"], "nlm-gene": ["PMID-1", "PMID-2"], "jnlpba": ["1"]}
    found = leaks(training, corpora=corpora, corpus="biored", part="dev")
    assert found == [("biored", "1"), ("nlm-gene", "PMID-1")]


def test_clean_training_data_has_none(corpora: Path) -> None:
    assert leaks({"nlm-gene": ["PMID-2"]}, corpora=corpora, corpus="biored", part="dev") == []


def test_a_sentence_of_a_document_gives_it_away(corpora: Path) -> None:
    assert leaks({"genia": ["3"]}, corpora=corpora, corpus="genia", part="dev") == [("genia", "3")]
