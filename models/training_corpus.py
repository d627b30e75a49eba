"""Training documents on disk: written once with their lexicon marks, read by spaCy's training loop."""

from __future__ import annotations

import random
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

import msgspec
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import registry

from claimgraph.models.gold import corpus_docs, read_plan, title_key, title_keys
from claimgraph.models.treebank import Tree, read_trees, tree_doc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from spacy.language import Language

MARKS = ("._.", "lexicon_marks", None, None)  # where spaCy keeps `doc._.lexicon_marks`
SENTENCES_A_DOC = 8  # of the treebank
DEV_CORPORA = {
    "bc5cdr": 150,
    "biored": 100,
    "jnlpba": 100,
    "craft": 60,
}  # documents of each, for model selection
DEV_TREES = 40


@registry.readers("claimgraph.TrainingCorpus.v1")
def training_corpus(path: str, shuffle: bool = False) -> Callable[[Language], Iterator[Example]]:
    """Read prepared documents as examples; the predicted side has the words and lexicon marks only."""
    chooser = random.Random(0)
    docs: list[Doc] = []  # read once: every component of a pipeline asks for the corpus to initialise itself

    def read(nlp: Language) -> Iterator[Example]:
        if not docs:
            docs.extend(DocBin(store_user_data=True).from_disk(path).get_docs(nlp.vocab))
        if shuffle:
            chooser.shuffle(docs)
        for reference in docs:
            marks = cast("dict[Any, Any]", reference.user_data)[MARKS]
            predicted = Doc(
                nlp.vocab,
                words=[token.text for token in reference],
                spaces=[bool(token.whitespace_) for token in reference],
                user_data={MARKS: marks},
            )
            yield Example(predicted, reference)

    return read


def prepare(corpora: Path, output: Path, *, nlp: Language) -> dict[str, list[str]]:
    """Write `train.spacy` and `dev.spacy`; returns the ids of the training documents, by corpus.

    `nlp` marks the documents: a pipeline of the tokenizer and `claimgraph_lexicon_marks`.
    """
    output.mkdir(parents=True, exist_ok=True)
    plan = read_plan()
    manifest: dict[str, list[str]] = {}
    dev_trees = corpora / "parsing" / "genia" / "dev.conllu.gz"
    parsing_dev = {title_key(tree.text) for tree in read_trees(dev_trees)}  # GENIA and JNLPBA share abstracts
    train = DocBin(store_user_data=True)
    dev = DocBin(store_user_data=True)
    for name, corpus in plan.corpora.items():
        ids = []
        held = parsing_dev if name == "jnlpba" else set()
        for document, doc in corpus_docs(
            corpora, name, "train", plan=plan, tokenizer=nlp.tokenizer, held=held
        ):
            ids.append(document)
            marked = nlp(doc)
            for _ in range(corpus.repeat):
                train.add(marked)
        manifest[name] = sorted(set(ids))
    for name, limit in DEV_CORPORA.items():
        docs = corpus_docs(corpora, name, "dev", plan=plan, tokenizer=nlp.tokenizer)
        for _, (_, doc) in zip(range(limit), docs, strict=False):
            dev.add(nlp(doc))
    manifest["genia"] = []
    held = title_keys(corpora, "jnlpba", "dev") | title_keys(corpora, "jnlpba", "test")
    for part in ("train-silver", "extra"):
        for document, doc in _tree_docs(corpora / "parsing" / "genia" / f"{part}.conllu.gz", held, nlp=nlp):
            manifest["genia"].append(document)
            train.add(nlp(doc))
    manifest["genia"] = sorted(set(manifest["genia"]))
    trees = _tree_docs(dev_trees, set(), nlp=nlp)
    for _, (_, doc) in zip(range(DEV_TREES), trees, strict=False):
        dev.add(nlp(doc))
    train.to_disk(output / "train.spacy")
    dev.to_disk(output / "dev.spacy")
    (output / "training.json").write_bytes(msgspec.json.encode(manifest) + b"\n")
    return manifest


def _tree_docs(path: Path, held: set[str], *, nlp: Language) -> Iterator[tuple[str, Doc]]:
    for document, group in groupby(read_trees(path), key=lambda tree: tree.document):
        trees: list[Tree] = list(group)
        if title_key(trees[0].text) in held:
            continue
        for start in range(0, len(trees), SENTENCES_A_DOC):
            sentences = trees[start : start + SENTENCES_A_DOC]
            yield document, tree_doc(sentences, vocab=nlp.vocab, tokenizer=nlp.tokenizer)
