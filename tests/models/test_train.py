"""From a corpora folder to weights, on everything in small: teachers, what they teach, and the pipeline."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from itertools import groupby
from pathlib import Path

import pytest
import spacy
from small_corpora import write_corpora, write_part
from spacy.language import Language

from claimgraph.extract.pipeline import assemble, complete
from claimgraph.models import train
from claimgraph.models.gold import read_plan
from claimgraph.models.silver import SILVER_TYPES
from claimgraph.models.training_corpus import PREPARED, TRAIN_TREEBANKS
from claimgraph.models.training_docs import read_training_docs
from claimgraph.models.treebank import read_trees
from claimgraph.models.word_vectors import RAW_TEXT, save_vectors

SMALL = {
    "teachers": '[{}, {"depth": 2}]',
    "teacher_steps": "2",
    "silver_documents": "2",
    "parser_steps": "2",
    "left_out_steps": "2",
    "width": "16",
    "rows": "[100, 100, 100, 100]",
    "lexicon_rows": "50",
    "depth": "1",
    "recurrent_width": "4",
    "hidden_width": "16",
    "min_action_freq": "1",
    "max_steps": "2",
    "eval_frequency": "2",
    "size": "100",
}
RAW = (
    "Nephrectomy and adjuvant therapy helped regulatory T cells. "
    + "There is more to say of it than this. " * 8
)


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = train.DEFAULT_CONFIG.read_text(encoding="utf-8")
    for key, small in SMALL.items():
        text, found = re.subn(rf"(?m)^{key} = [\d\[].*$", f"{key} = {small}", text)
        assert found, key
    path = tmp_path_factory.mktemp("config") / "en_small.cfg"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpora")
    write_corpora(folder)
    for number, name in enumerate(RAW_TEXT):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(json.dumps({"id": str(number), "text": RAW}).encode() + b"\n"))
    return folder


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A work folder that holds vectors already."""
    folder = tmp_path_factory.mktemp("work")
    table = folder / "table.floret"
    rows = "".join(f"{row} " + " ".join(["0.1"] * 8) + "\n" for row in range(20))
    table.write_text(f"20 8 3 5 2 2166136261 < >\n{rows}", encoding="utf-8")
    save_vectors(table, folder / "vectors")
    return folder


@pytest.fixture(scope="module")
def trained(corpora: Path, work: Path, config: Path) -> Language:
    weights = train.train_weights(corpora, work, complete=complete, config=config)
    return assemble(weights, work / "en_small", name="en_small", manifest=work / train.MANIFEST)


def test_the_pipeline_knows_all_labels_and_reads(trained: Language) -> None:
    labels = {label for corpus in read_plan().corpora.values() for label in corpus.labels}
    recogniser = trained.get_pipe("recogniser")
    assert set(recogniser.labels) == labels | set(SILVER_TYPES)
    doc = trained("Cisplatin lowers fever.")
    assert doc.has_annotation("TAG")
    assert doc.has_annotation("DEP")
    assert not trained.get_pipe_config("recogniser")["with_conventions"]  # which only measuring needs


def test_teachers_label_what_the_corpora_do_not(trained: Language, work: Path) -> None:
    taught = list(read_training_docs(work / "prepared" / train.TAUGHT_FILE))
    gold = next(doc for doc in taught if "bc5cdr" in doc.words)
    assert set(gold.spans) == {"Chemical", "Disease", "bc5cdr:Chemical", "bc5cdr:Disease"}
    assert {"GeneOrGeneProduct", "craft:CL"} <= set(gold.taught)
    assert not set(gold.taught) & set(gold.spans)
    assert all(not doc.taught for doc in taught if doc.heads)
    silver = list(read_training_docs(work / "prepared" / train.SILVER_FILE))
    assert len(silver) == 2
    for doc in silver:
        assert set(doc.spans) == set(SILVER_TYPES)
        assert {"Chemical", "craft:CL"} <= set(doc.taught)
        assert "Nephrectomy" in {doc.words[start] for start, _ in doc.spans["Procedure"]}
        assert doc.hide > 0


def test_a_corpus_can_be_left_out(corpora: Path, work: Path, config: Path, trained: Language) -> None:
    folder = train.train_left_out(corpora, work, "ncbi-disease", config=config)
    assert folder == work / "left-out" / "ncbi-disease"
    nlp = spacy.load(folder)
    assert nlp.pipe_names == ["tok2vec", "tagger", "recogniser"]
    manifest = json.loads((work / "left-out-runs" / "ncbi-disease" / "prepared" / PREPARED).read_bytes())
    assert "ncbi-disease" not in manifest
    assert "ncbi-disease:Disease" not in nlp.get_pipe("recogniser").labels


def test_without_the_corpus_that_holds_all_trees_there_is_no_tagger(
    corpora: Path, work: Path, config: Path, tmp_path: Path, trained: Language
) -> None:
    shutil.copytree(corpora, tmp_path, dirs_exist_ok=True)
    treebanks = [tmp_path / "parsing" / "genia" / name for name in TRAIN_TREEBANKS]
    texts = [
        " ".join(tree.text for tree in trees)
        for path in treebanks
        for _, trees in groupby(read_trees(path), key=lambda tree: tree.document)
    ]
    records = [{"id": str(number), "text": text, "entities": []} for number, text in enumerate(texts)]
    write_part(tmp_path, "jnlpba", "train", records)
    folder = train.train_left_out(tmp_path, work, "jnlpba", config=config)
    assert spacy.load(folder).pipe_names == ["tok2vec", "recogniser"]
