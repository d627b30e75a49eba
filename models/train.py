"""Train the weights of a shipped pipeline: vectors, prepared documents, then spaCy's own training loop."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as spacy_train
from spacy.util import load_config, load_model_from_config
from thinc.api import set_current_ops

from claimgraph.models.fast_ops import BlasOps
from claimgraph.models.training_corpus import prepare
from claimgraph.models.word_vectors import raw_texts, train_vectors, write_words

if TYPE_CHECKING:
    from spacy.language import Language

MANIFEST = Path("prepared") / "training.json"  # in the work folder: ids of the training documents
CONFIGS = Path(__file__).parent / "configs"
_TOKENIZER = {"nlp": {"tokenizer": {"@tokenizers": "claimgraph.BiomedicalTokenizer.v1"}}}


def train_weights(corpora: Path, work: Path, *, name: str = "en_claims_sm") -> Path:
    """Train from the corpora folder and return the folder of the weights, `<work>/weights/model-last`.

    The learning rate falls to almost nothing, so the last checkpoint is the one to keep.

    What `work` holds from an earlier run (words, vectors, prepared documents) is used again.
    """
    work.mkdir(parents=True, exist_ok=True)
    nlp = spacy.blank("en", config=_TOKENIZER)
    vectors = work / "vectors"
    if not vectors.exists():
        words = work / "words.txt"
        write_words(raw_texts(corpora), words, tokenizer=nlp.tokenizer)
        train_vectors(words, vectors)
    prepared = work / "prepared"
    if not (work / MANIFEST).exists():
        nlp.add_pipe("claimgraph_lexicon_marks")
        prepare(corpora, prepared, nlp=nlp)
    weights = work / "weights"
    if weights.exists():
        shutil.rmtree(weights)
    weights.mkdir()
    _train(CONFIGS / f"{name}.cfg", weights, vectors=vectors, prepared=prepared)
    return weights / "model-last"


def _train(config_file: Path, output: Path, *, vectors: Path, prepared: Path) -> Language:
    overrides = {
        "paths.vectors": str(vectors),
        "paths.train": str(prepared / "train.spacy"),
        "paths.dev": str(prepared / "dev.spacy"),
    }
    set_current_ops(BlasOps())
    config = load_config(config_file, overrides=overrides, interpolate=False)
    filled = load_model_from_config(config, auto_fill=True).config
    nlp = init_nlp(filled)
    nlp, _ = spacy_train(nlp, output, stdout=sys.stdout, stderr=sys.stderr)
    return nlp
