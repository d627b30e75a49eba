"""Reading the gold standards."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest

from claimgraph.errors import TrainingDataError
from claimgraph.extract.benchmark.conventions import corpus_types
from claimgraph.extract.benchmark.gold import read_gold
from claimgraph.extract.scoring.pairs import DocumentRelation
from claimgraph.settings import shared_folder

from .conftest import write_lines


def test_relations_name_concepts_as_the_entities_do(corpora: Path) -> None:
    (document,) = read_gold(corpora, "biored", "dev")
    assert document.relations == (
        DocumentRelation("MESH:C1", "NCBIGene:7", "Negative_Correlation", True),
        DocumentRelation("MESH:D1", "MESH:C1", "Negative_Correlation", False),
    )
    assert [document.text[entity.start : entity.end] for entity in document.entities][1] == "gabrin"


def test_trees_are_documents_of_their_own(corpora: Path) -> None:
    (sentence,) = read_gold(corpora, "genia", "dev")
    assert (sentence.id, sentence.group, sentence.text) == ("3-1", "3", "Gabrin binds zetrol.")
    assert [sentence.text[token.start : token.end] for token in sentence.tokens] == [
        "Gabrin",
        "binds",
        "zetrol",
        ".",
    ]
    assert [token.head for token in sentence.tokens] == [1, 1, 1, 1]


def test_missing_part_is_told_by_its_path(corpora: Path) -> None:
    with pytest.raises(TrainingDataError, match=r"biored/test\.jsonl\.gz.*--corpora"):
        read_gold(corpora, "biored", "test")


def test_malformed_line_is_told_by_its_number(corpora: Path) -> None:
    path = corpora / "ner/biored/dev.jsonl.gz"
    path.write_bytes(path.read_bytes() + gzip.compress(b'{"id": 1}\n'))
    with pytest.raises(TrainingDataError, match="line 2"):
        read_gold(corpora, "biored", "dev")


def test_truncated_file_is_a_training_data_error(corpora: Path) -> None:
    path = corpora / "ner/biored/dev.jsonl.gz"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(TrainingDataError, match="dev"):
        read_gold(corpora, "biored", "dev")


def test_a_dev_part_is_cut_from_the_train_part_by_the_documents_ids(tmp_path: Path) -> None:
    ids = [str(number) for number in range(200)]
    path = tmp_path / "ner/nlm-gene/train.jsonl.gz"
    write_lines(path, [{"id": one, "text": "Gabrin.", "entities": []} for one in ids])
    dev = [document.id for document in read_gold(tmp_path, "nlm-gene", "dev")]
    assert dev == [one for one in ids if zlib.crc32(one.encode()) % 10 == 0]
    assert 10 < len(dev) < 30
    assert sorted(dev + [one.id for one in read_gold(tmp_path, "nlm-gene", "train")]) == sorted(ids)


def test_a_cut_part_that_cannot_be_read_is_told_by_its_path(tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError, match=r"nlm-gene/train\.jsonl\.gz"):
        read_gold(tmp_path, "nlm-gene", "dev")
    for record in ({"id": "1", "text": 5}, {"id": "1"}):
        write_lines(tmp_path / "ner/nlm-gene/train.jsonl.gz", [record])
        with pytest.raises(TrainingDataError, match=r"nlm-gene/train\.jsonl\.gz"):
            read_gold(tmp_path, "nlm-gene", "train")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("corpus", "documents", "entities", "relations"),
    [("bc5cdr", 500, 9591, 1012), ("biored", 100, 3533, 1162), ("jnlpba", 200, 4551, 0)],
)
def test_real_dev_parts_have_their_published_counts(
    corpus: str, documents: int, entities: int, relations: int
) -> None:
    folder = shared_folder() / "corpora"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there")
    gold = read_gold(folder, corpus, "dev")
    assert len(gold) == documents
    assert sum(len(one.entities) for one in gold) == entities
    assert sum(len(one.relations) for one in gold) == relations
    assert all(corpus_types(corpus).of_gold(entity.type) for one in gold for entity in one.entities)
    # a relation's concepts are those of the document's entities
    known = [{i for entity in one.entities for i in entity.ids} for one in gold]
    lost = sum(
        relation.head not in ids or relation.tail not in ids
        for one, ids in zip(gold, known, strict=True)
        for relation in one.relations
    )
    assert lost <= 0.01 * relations


@pytest.mark.shared
@pytest.mark.parametrize(
    ("corpus", "part", "documents", "scored"),
    [
        ("ncbi-disease", "dev", 100, 787),
        ("craft", "dev", 7, 9556 - 232 - 50 - 19 - 1086),
        ("nlm-gene", "dev", 32, 935),
        ("bionlp13cg", "dev", 100, 3634 - 44),
        ("anatem", "dev", 202, 2139 - 62),
        ("cellfinder", "train", 7, 3763),
        ("gnormplus", "train", 384, 4885),
        ("gnormplus", "dev", 48, 597),
        ("tmvar3", "train", 342, 7936),
        ("s800", "train", 639, 3053),
        ("bioid-cellline", "train", 8723, 3738),
        ("bioid-cellline", "dev", 981, 398),
    ],
)
def test_real_parts_without_a_test_part(corpus: str, part: str, documents: int, scored: int) -> None:
    folder = shared_folder() / "corpora"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there")
    gold = read_gold(folder, corpus, part)
    types = corpus_types(corpus)
    assert len({one.id for one in gold}) == len(gold) == documents
    classes = [types.of_gold(entity.type) for one in gold for entity in one.entities]
    assert sum(name in types.joint() for name in classes) == scored


@pytest.mark.shared
@pytest.mark.parametrize(("corpus", "documents"), [("med1250", 653), ("genia-pos", 148), ("genia", 1361)])
def test_real_dev_parts_of_other_shapes(corpus: str, documents: int) -> None:
    folder = shared_folder() / "corpora"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there")
    gold = read_gold(folder, corpus, "dev")
    assert len(gold) == documents
    assert len({one.id for one in gold}) == documents
