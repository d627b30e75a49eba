"""Training documents on disk: written once with their lexicon marks, read by spaCy's training loop."""

from __future__ import annotations

import random
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, cast

import msgspec
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import registry

from claimgraph.models.gold import GoldPlan, corpus_docs, read_plan, title_key, title_keys
from claimgraph.models.treebank import Tree, read_trees, tree_doc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from spacy.language import Language

MARKS = ("._.", "lexicon_marks", None, None)  # where spaCy keeps `doc._.lexicon_marks`
SENTENCES_A_DOC = 8  # of the treebank
TRAIN_TREEBANKS = ("train-silver.conllu.gz", "extra.conllu.gz")
DEV_TREEBANK = "dev.conllu.gz"
# To watch the training by: documents (or parts of long ones) of each dev part.
DEV_CORPORA = {"bc5cdr": 150, "biored": 100, "jnlpba": 100, "craft": 60}
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
    trees = corpora / "parsing" / "genia"
    train = DocBin(store_user_data=True)
    # GENIA and JNLPBA share abstracts: what is held out of one must not train the other
    tree_keys = {key for key, _ in _documents(trees / DEV_TREEBANK)}
    for name, corpus in plan.corpora.items():
        held = tree_keys if name == "jnlpba" else set()
        ids = set()
        for document, doc in corpus_docs(
            corpora, name, "train", plan=plan, tokenizer=nlp.tokenizer, held=held
        ):
            ids.add(document)
            marked = nlp(doc)
            for _ in range(corpus.repeat):
                train.add(marked)
        manifest[name] = sorted(ids)
    held = title_keys(corpora, "jnlpba", "dev") | title_keys(corpora, "jnlpba", "test")
    ids = set()
    for treebank in TRAIN_TREEBANKS:
        for document, doc in _tree_docs(trees / treebank, held, nlp=nlp):
            ids.add(document)
            train.add(nlp(doc))
    manifest["genia"] = sorted(ids)
    train.to_disk(output / "train.spacy")
    _dev_docs(corpora, plan, nlp=nlp).to_disk(output / "dev.spacy")
    (output / "training.json").write_bytes(msgspec.json.encode(manifest) + b"\n")
    return manifest


def _dev_docs(corpora: Path, plan: GoldPlan, *, nlp: Language) -> DocBin:
    """The first documents of each dev part, enough to watch the training by."""
    dev = DocBin(store_user_data=True)
    for name, limit in DEV_CORPORA.items():
        docs = corpus_docs(corpora, name, "dev", plan=plan, tokenizer=nlp.tokenizer)
        for _, doc in islice(docs, limit):
            dev.add(nlp(doc))
    trees = _tree_docs(corpora / "parsing" / "genia" / DEV_TREEBANK, set(), nlp=nlp)
    for _, doc in islice(trees, DEV_TREES):
        dev.add(nlp(doc))
    return dev


def _tree_docs(path: Path, held: AbstractSet[str], *, nlp: Language) -> Iterator[tuple[str, Doc]]:
    """(document id, Doc) for every few sentences of a treebank, without documents of the title keys held."""
    for key, trees in _documents(path):
        if key in held:
            continue
        for start in range(0, len(trees), SENTENCES_A_DOC):
            sentences = trees[start : start + SENTENCES_A_DOC]
            yield trees[0].document, tree_doc(sentences, vocab=nlp.vocab, tokenizer=nlp.tokenizer)


def _documents(path: Path) -> Iterator[tuple[str, list[Tree]]]:
    """The title key and trees of each document of a treebank; a short title's key goes on into the abstract."""
    for _, group in groupby(read_trees(path), key=lambda tree: tree.document):
        trees = list(group)
        yield title_key(" ".join(tree.text for tree in trees)), trees
