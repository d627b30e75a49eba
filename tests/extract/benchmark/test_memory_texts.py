"""Texts for a long run."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from claimgraph.errors import TrainingDataError
from claimgraph.extract.benchmark.memory_texts import ABSTRACTS, FULL_TEXTS, cut, mix, shuffle, write_texts
from claimgraph.settings import shared_folder

from .conftest import write_lines

RECORDS: list[dict[str, object]] = [
    {"id": "7", "title": "Zetrol.", "text": "Zetrol lowers gabrin. It treats quell fever."},
    {"id": "8", "title": "Gabrin.", "text": "Gabrin binds zetrol. It is rare."},
    {"id": "9", "title": "Gabrin.", "text": "Gabrin binds zetrol. It is rare."},
]
PARAGRAPH = "METHODS:\n" + "Zetrol was given to mice. " * 40 + "\n\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    write_lines(tmp_path / ABSTRACTS, RECORDS)
    write_lines(tmp_path / FULL_TEXTS, [{"id": "1", "text": PARAGRAPH * 2}])
    return tmp_path


def test_abstracts_then_stretches_then_mixed_sentences(small: Path) -> None:
    path, written = small / "texts.jsonl", list[int]()
    kinds = write_texts(path, small, count=5, on_written=written.append)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == [f"PMID:{number}" for number in range(1, 6)]
    assert written == [1, 2, 3, 4, 5]
    assert kinds == {"abstracts": 2, "stretches": 1, "mixed": 2}  # one abstract stands there twice
    assert lines[1] == {"id": "PMID:2", "title": "Gabrin.", "text": "Gabrin binds zetrol. It is rare."}
    assert lines[2]["text"].startswith("METHODS:\nZetrol was given")
    assert len({line["text"] for line in lines}) == 5
    again = small / "again.jsonl"
    write_texts(again, small, count=5)
    assert again.read_bytes() == path.read_bytes()


def test_no_more_than_is_asked(small: Path) -> None:
    path = small / "texts.jsonl"
    assert write_texts(path, small, count=1) == {"abstracts": 1}
    assert len(path.read_bytes().splitlines()) == 1


def test_a_corpus_too_small_for_so_many_texts(small: Path) -> None:
    with pytest.raises(TrainingDataError, match="different texts can be made"):
        write_texts(small / "texts.jsonl", small, count=10_000)


@pytest.mark.parametrize("records", [[], [{"id": "1", "text": ""}]])
def test_corpora_without_sentences_have_an_end(tmp_path: Path, records: list[dict[str, object]]) -> None:
    write_lines(tmp_path / ABSTRACTS, records)
    write_lines(tmp_path / FULL_TEXTS, [])
    with pytest.raises(TrainingDataError, match=f"only {len(records)} different"):
        write_texts(tmp_path / "texts.jsonl", tmp_path, count=2)


def test_a_missing_corpus_is_named(tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError, match="abstracts"):
        write_texts(tmp_path / "texts.jsonl", tmp_path, count=1)


def test_stretches_end_with_a_sentence_or_paragraph() -> None:
    text = "Zetrol lowers gabrin.\n\nGabrin is rare. It binds zetrol. Few know."
    assert list(cut(text, length=30)) == [
        "Zetrol lowers gabrin.\n\nGabrin is rare.",
        "It binds zetrol. Few know.",
    ]
    assert list(cut(text, length=38)) == [
        "Zetrol lowers gabrin.\n\nGabrin is rare.",
        "It binds zetrol. Few know.",
    ]
    assert list(cut(f"{text} So.", length=60)) == [text]  # what is left is too short
    assert list(cut("", length=30)) == []


def test_each_sentence_of_a_mixed_text_is_of_another_document() -> None:
    sentences = [(number, f"{number} says {place}.") for number in range(9) for place in range(4)]
    texts = list(mix(sentences, draw=Random(1), length=24))
    assert len(texts) > 5
    for text in texts:
        speakers = [part.split()[0] for part in text.split(". ")]
        assert len(set(speakers)) == len(speakers)


def test_a_shuffled_stream_holds_each_value_once() -> None:
    values = list(shuffle(range(100), draw=Random(1), held=10))
    assert sorted(values) == list(range(100))
    assert values != list(range(100))
    # no value can come before it was read
    assert all(value <= place + 10 for place, value in enumerate(values))


@pytest.mark.shared
def test_real_texts_are_different_and_of_an_abstracts_length(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    kinds = write_texts(path, shared_folder() / "corpora", count=17_300)
    assert kinds == {"abstracts": 17_038, "stretches": 262}
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()[-262:]]
    assert 1_400 < sum(map(len, texts)) / len(texts) < 1_800
