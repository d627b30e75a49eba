"""Word vectors: the raw texts, the words, and the table as spaCy's vectors."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import numpy
import pytest
import spacy

from claimgraph.extract.components.tokenizer import biomedical_tokenizer
from claimgraph.models.word_vectors import RAW_TEXT, raw_texts, save_vectors, train_vectors, write_words

STEMS = ("leuko", "lympho", "mono", "osteo", "hepato", "chondro", "fibro", "myo")
ENDINGS = ("cyte", "blast", "blasts", "cytes", "cytic", "genesis", "pathy", "genic")
TOKENIZER = biomedical_tokenizer(spacy.blank("en"))


def test_raw_texts_come_in_a_fixed_order(tmp_path: Path) -> None:
    for number, name in enumerate(RAW_TEXT):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = "".join(
            json.dumps({"id": f"{number}.{part}", "text": f"text {number}.{part}"}) + "\n"
            for part in range(2)
        )
        path.write_bytes(gzip.compress(lines.encode()))
    assert list(raw_texts(tmp_path)) == [
        (f"{n}.{part}", f"text {n}.{part}") for n in range(len(RAW_TEXT)) for part in range(2)
    ]


def test_one_line_of_lower_case_tokens_a_text(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    assert write_words(["IL-2-based\n therapy.", ""], path, tokenizer=TOKENIZER) == 5
    assert path.read_text(encoding="utf-8") == "il-2 - based therapy .\n\n"


def test_a_trained_table_gives_every_word_a_vector(tmp_path: Path) -> None:
    pytest.importorskip("floret")
    words = tmp_path / "words.txt"
    names = [f"{stem}{ending}" for stem in STEMS for ending in ENDINGS]
    chooser = random.Random(0)
    lines = (" ".join(chooser.choices(names, k=12)) + "\n" for _ in range(400))
    words.write_text("".join(lines), encoding="utf-8")
    train_vectors(words, tmp_path / "vectors", dimensions=8, rows=50, epochs=1)
    vocab = spacy.load(tmp_path / "vectors").vocab
    assert vocab.vectors.shape == (50, 8)
    assert vocab["leukocyte"].vector.any()
    assert vocab["leukocytosis"].vector.any()  # never seen: made of its pieces
    assert numpy.array_equal(vocab["Leukocyte"].vector, vocab["leukocyte"].vector)


def test_the_table_is_read_as_floret_writes_it(tmp_path: Path) -> None:
    table = tmp_path / "table.floret"
    table.write_text("2 3 4 5 2 2166136261 < >\n0 1 2 3\n1 4 5 6\n", encoding="utf-8")
    vectors = save_vectors(table, tmp_path / "vectors").vocab.vectors
    assert vectors.data.tolist() == [[1, 2, 3], [4, 5, 6]]
    assert (vectors.mode, vectors.minn, vectors.maxn, vectors.hash_count) == ("floret", 4, 5, 2)
    assert (vectors.bow, vectors.eow) == ("<", ">")
