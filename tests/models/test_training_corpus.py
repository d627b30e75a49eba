"""From a corpora folder to prepared documents to weights, on a folder in small."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import spacy
from small_corpora import record, write_corpora, write_part, write_trees
from spacy.language import Language
from spacy.training import Example

from claimgraph.models import train
from claimgraph.models.gold import read_plan
from claimgraph.models.training_corpus import (
    DEV_CORPORA,
    DEV_FILE,
    PREPARED,
    TRAIN_FILE,
    prepare,
    training_corpus,
)
from claimgraph.models.word_vectors import save_vectors


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en", config=train._TOKENIZER)
    nlp.add_pipe("claimgraph_lexicon_marks")
    return nlp


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpora")
    write_corpora(folder)
    return folder


@pytest.fixture(scope="module")
def prepared(corpora: Path, nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("prepared")
    prepare(corpora, output, nlp=nlp)
    return output


def read(path: Path, nlp: Language, *, shuffle: bool = False) -> list[Example]:
    return list(training_corpus(str(path), shuffle)(nlp))


def test_every_corpus_trains_as_often_as_the_plan_says(prepared: Path, nlp: Language) -> None:
    texts = [example.reference.text for example in read(prepared / TRAIN_FILE, nlp)]
    for name, corpus in read_plan().corpora.items():
        assert texts.count(f"A train text of {name} on cisplatin for all.") == corpus.repeat
    assert not any("dev text" in text or "test text" in text for text in texts)


def test_examples_have_marks_on_the_side_that_learns_and_labels_on_the_other(
    prepared: Path, nlp: Language
) -> None:
    example = next(e for e in read(prepared / TRAIN_FILE, nlp) if "bc5cdr on aspirin" in e.reference.text)
    assert [token.text for token in example.predicted] == [token.text for token in example.reference]
    assert example.predicted._.lexicon_marks[[token.text for token in example.predicted].index("aspirin")] > 0
    assert not example.predicted.spans
    assert {label: [s.text for s in group] for label, group in example.reference.spans.items()} == {
        "Chemical": ["aspirin"],
        "bc5cdr:Chemical": ["aspirin"],
        "Disease": [],
        "bc5cdr:Disease": [],
    }


def test_trees_train_beside_the_corpora(prepared: Path, nlp: Language) -> None:
    trees = [e.reference for e in read(prepared / TRAIN_FILE, nlp) if e.reference.has_annotation("DEP")]
    assert trees
    assert all(not doc.spans and len(list(doc.sents)) <= 8 for doc in trees)


def test_dev_holds_scored_corpora_and_trees(prepared: Path, nlp: Language) -> None:
    docs = [example.reference for example in read(prepared / DEV_FILE, nlp)]
    cut = {name for name in DEV_CORPORA if read_plan().corpora[name].dev_every}
    for name in DEV_CORPORA.keys() - cut:
        assert any(doc.text.startswith(f"A dev text of {name} ") for doc in docs)
    assert any(doc.has_annotation("DEP") for doc in docs)
    assert not any("train text" in doc.text for doc in docs if not any(name in doc.text for name in cut))


def test_shuffling_keeps_the_documents_and_is_the_same_each_time(prepared: Path, nlp: Language) -> None:
    def texts(*, shuffle: bool) -> list[str]:
        return [e.reference.text for e in read(prepared / TRAIN_FILE, nlp, shuffle=shuffle)]

    plain, shuffled = texts(shuffle=False), texts(shuffle=True)
    assert shuffled != plain
    assert sorted(shuffled) == sorted(plain)
    assert shuffled == texts(shuffle=True)


def test_the_manifest_names_the_training_documents(prepared: Path) -> None:
    manifest = json.loads((prepared / PREPARED).read_bytes())
    assert set(manifest) == {*read_plan().corpora, "genia"}
    assert manifest["genia"] == ["E0", "T0", "T1", "T2", "T3"]
    assert manifest["bc5cdr"] == [f"train{number}" for number in range(6)]


def test_what_one_task_scores_does_not_train_the_other(tmp_path: Path, nlp: Language) -> None:
    """JNLPBA and GENIA share abstracts; a title shorter than the key goes on into the abstract."""
    corpora = tmp_path / "corpora"
    write_corpora(corpora)
    titles = ("Aspirin cured pain", "Pain causes fever", "Morphine lowers pain")
    scored, parsed, free = titles
    rest = "warfarin causes pain"
    folder = corpora / "parsing" / "genia"
    write_trees(folder / "train-silver.conllu.gz", {"T1": [scored, rest], "T2": [free, rest]})
    write_trees(folder / "dev.conllu.gz", {"V1": [parsed, rest]})
    write_part(corpora, "jnlpba", "test", [record("9", f"{scored}\n{rest}")])
    write_part(corpora, "jnlpba", "train", [record("1", f"{parsed}\n{rest}"), record("2", f"{free}\n{rest}")])
    manifest = prepare(corpora, tmp_path / "prepared", nlp=nlp)
    assert manifest["genia"] == ["E0", "T2"]
    assert manifest["jnlpba"] == ["2"]


def test_a_pipeline_comes_out_of_training(prepared: Path, tmp_path: Path) -> None:
    """The real training loop for two steps of a small network; what it saves reads a text."""
    config = tmp_path / "small.cfg"
    text = (train.CONFIGS / "en_claims_sm.cfg").read_text(encoding="utf-8")
    for key, small in {
        "width": "16",
        "rows": "[100, 100, 100, 100]",
        "lexicon_rows": "50",
        "depth": "1",
        "hidden_width": "16",
        "min_action_freq": "1",
        "max_steps": "2",
        "eval_frequency": "2",
        "size": "100",
    }.items():
        text, found = re.subn(rf"(?m)^{key} = [\d\[].*$", f"{key} = {small}", text)
        assert found
    config.write_text(text, encoding="utf-8")
    table = tmp_path / "table.floret"
    rows = "".join(f"{row} " + " ".join(["0.1"] * 8) + "\n" for row in range(20))
    table.write_text(f"20 8 3 5 2 2166136261 < >\n{rows}", encoding="utf-8")
    save_vectors(table, tmp_path / "vectors")
    paths = {
        "paths.vectors": str(tmp_path / "vectors"),
        "paths.train": str(prepared / TRAIN_FILE),
        "paths.dev": str(prepared / DEV_FILE),
    }
    nlp = spacy.load(train._train(config, tmp_path / "weights", paths))
    assert nlp.pipe_names == ["tok2vec", "tagger", "parser", "recogniser"]
    assert set(nlp.get_pipe("recogniser").labels) == {
        label for corpus in read_plan().corpora.values() for label in corpus.labels
    }
    doc = nlp("Cisplatin lowers fever.")
    assert doc.has_annotation("TAG")
    assert doc.has_annotation("DEP")
