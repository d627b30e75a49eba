"""Training documents: prepared once with their lexicon marks, read by spaCy's training loop."""

from __future__ import annotations

import random
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy
from spacy.training import Example
from spacy.util import registry

from claimgraph.models.gold import GoldPlan, corpus_docs, read_part, read_plan, title_key, title_keys
from claimgraph.models.training_docs import TrainingDoc, read_training_docs, write_training_docs
from claimgraph.models.treebank import Tree, read_trees, tree_doc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet

    from spacy.language import Language
    from spacy.tokens import Doc

SENTENCES_A_DOC = 8  # of the treebank
TRAIN_TREEBANKS = ("train-silver.conllu.gz", "extra.conllu.gz")
DEV_TREEBANK = "dev.conllu.gz"
# To watch the training by: documents (or parts of long ones) of each dev part.
DEV_CORPORA = {"bc5cdr": 150, "biored": 100, "jnlpba": 100, "craft": 60, "ncbi-disease": 100, "nlm-gene": 45}
DEV_TREES = 40
TRAIN_FILE, DEV_FILE, PREPARED = (
    "train.jsonl",
    "dev.jsonl",
    "documents.json",
)  # the last, ids, is written last


@registry.readers("claimgraph.TrainingCorpus.v2")
def training_corpus(
    path: str, shuffle: bool = False, trees_only: bool = False
) -> Callable[[Language], Iterator[Example]]:
    """Read prepared documents as examples; the predicted side has the words and lexicon marks only.

    `path` may name several files, parted by commas; `trees_only` leaves out what has no tree. Where it shuffles, it
    also hides marks, as each document says.
    """
    chooser = random.Random(0)
    hider = numpy.random.default_rng(0) if shuffle else None
    docs: list[
        tuple[TrainingDoc, Doc]
    ] = []  # read once: every component asks for the corpus to initialise itself

    def read(nlp: Language) -> Iterator[Example]:
        if not docs:
            for name in path.split(","):
                for doc in read_training_docs(Path(name)):
                    if doc.heads or not trees_only:
                        docs.extend([(doc, doc.reference(nlp.vocab))] * doc.repeat)
        if shuffle:
            chooser.shuffle(docs)
        for doc, reference in docs:
            yield Example(doc.unread(nlp.vocab, chooser=hider), reference)

    return read


def prepare(
    corpora: Path, output: Path, *, nlp: Language, without: str | None = None
) -> dict[str, list[str]]:
    """Write `TRAIN_FILE` and `DEV_FILE`; returns the ids of the training documents, by corpus.

    `nlp` marks the documents: a pipeline of the tokenizer and `claimgraph_lexicon_marks`. `without` names a corpus
    that is left out, with every document of others that it holds too.
    """
    output.mkdir(parents=True, exist_ok=True)
    plan = read_plan()
    held = set() if without is None else _keys_of_corpus(corpora, without)
    if without is not None:
        plan = GoldPlan(
            {name: corpus for name, corpus in plan.corpora.items() if name != without}, plan.persons
        )
    manifest: dict[str, list[str]] = {}
    write_training_docs(_train_docs(corpora, plan, manifest, held=held, nlp=nlp), output / TRAIN_FILE)
    write_training_docs(_dev_docs(corpora, plan, nlp=nlp), output / DEV_FILE)
    (output / PREPARED).write_bytes(msgspec.json.encode(manifest) + b"\n")
    return manifest


def _keys_of_corpus(corpora: Path, name: str) -> set[str]:
    """The title keys of all documents of a corpus that may be looked at: of its train and dev parts."""
    parts = [part for part in ("train", "dev") if (corpora / "ner" / name / f"{part}.jsonl.gz").exists()]
    return {key for part in parts for key in title_keys(corpora, name, part)}


def _train_docs(
    corpora: Path,
    plan: GoldPlan,
    manifest: dict[str, list[str]],
    *,
    held: AbstractSet[str],
    nlp: Language,
) -> Iterator[TrainingDoc]:
    """The documents of all corpora and treebanks but those of the title keys held; ids go into the manifest."""
    trees = corpora / "parsing" / "genia"
    # GENIA and JNLPBA share abstracts: what is held out of one must not train the other
    tree_keys = {key for key, _ in _documents(trees / DEV_TREEBANK)}
    cut_keys = held | {  # documents that only we hold out: no list of overlaps tells of them
        title_key(record["text"])
        for name, corpus in plan.corpora.items()
        if corpus.dev_every
        for record in read_part(corpora, name, "dev", plan=plan)
    }
    for name, corpus in plan.corpora.items():
        keys = cut_keys | tree_keys if name == "jnlpba" else cut_keys
        ids = set()
        for document, doc in corpus_docs(
            corpora, name, "train", plan=plan, tokenizer=nlp.tokenizer, held=keys
        ):
            ids.add(document)
            yield TrainingDoc.of(nlp(doc), repeat=corpus.repeat)
        manifest[name] = sorted(ids)
    keys = held | title_keys(corpora, "jnlpba", "dev") | title_keys(corpora, "jnlpba", "test")
    ids = set()
    for treebank in TRAIN_TREEBANKS:
        for document, doc in _tree_docs(trees / treebank, keys, nlp=nlp):
            ids.add(document)
            yield TrainingDoc.of(nlp(doc))
    manifest["genia"] = sorted(ids)


def _dev_docs(corpora: Path, plan: GoldPlan, *, nlp: Language) -> Iterator[TrainingDoc]:
    """The first documents of each dev part, enough to watch the training by."""
    # trees first: spaCy's scorer holds words without a tree against the words at their places in later documents
    trees = _tree_docs(corpora / "parsing" / "genia" / DEV_TREEBANK, set(), nlp=nlp)
    for _, doc in islice(trees, DEV_TREES):
        yield TrainingDoc.of(nlp(doc))
    for name, limit in DEV_CORPORA.items():
        if name not in plan.corpora:  # left out
            continue
        docs = corpus_docs(corpora, name, "dev", plan=plan, tokenizer=nlp.tokenizer)
        for _, doc in islice(docs, limit):
            yield TrainingDoc.of(nlp(doc))


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
