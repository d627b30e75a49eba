"""No document that is scored may have been trained on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimgraph.extract.benchmark.gold import GoldDocument, read_gold
from claimgraph.extract.benchmark.leaks import leaks, without_test_copies
from claimgraph.settings import shared_folder


def test_the_document_itself_and_its_copies_are_found(corpora: Path) -> None:
    training = {"biored": ["1", "5"], "nlm-gene": ["PMID-1", "PMID-2"], "jnlpba": ["1"]}
    found = leaks(training, corpora=corpora, corpus="biored", part="dev")
    assert found == [("biored", "1"), ("nlm-gene", "PMID-1")]


def test_clean_training_data_has_none(corpora: Path) -> None:
    assert leaks({"nlm-gene": ["PMID-2"]}, corpora=corpora, corpus="biored", part="dev") == []


def test_a_sentence_of_a_document_gives_it_away(corpora: Path) -> None:
    assert leaks({"genia": ["3"]}, corpora=corpora, corpus="genia", part="dev") == [("genia", "3")]


def test_what_stands_in_a_test_part_is_left_out_of_a_train_part(corpora: Path) -> None:
    groups = [
        [{"corpus": "s800", "split": "train", "id": "1"}, {"corpus": "biored", "split": "test", "id": "9"}],
        [{"corpus": "s800", "split": "train", "id": "2"}, {"corpus": "biored", "split": "dev", "id": "8"}],
    ]
    lines = "".join(f"{json.dumps(group)}\n" for group in groups)
    (corpora / "ner/overlaps.jsonl").write_text(lines, encoding="utf-8")
    gold = [GoldDocument(id=one, group=one, text="Gabrin.") for one in ("1", "2", "9")]
    kept = without_test_copies(gold, corpora=corpora, corpus="s800")
    assert [one.id for one in kept] == ["2", "9"]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("corpus", "part", "kept"),
    [
        ("gnormplus", "train", 384 - 3),
        ("gnormplus", "dev", 48 - 2),
        ("tmvar3", "train", 342 - 24),
        ("s800", "train", 639),
    ],
)
def test_real_train_parts_without_test_copies(corpus: str, part: str, kept: int) -> None:
    folder = shared_folder() / "corpora"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there")
    gold = read_gold(folder, corpus, part)
    assert len(without_test_copies(gold, corpora=folder, corpus=corpus)) == kept
