"""Train the floret word vectors of the shared encoder on raw text.

floret keeps subword vectors in one small hashed table, so every word has a vector and the table stays at the size
chosen here (Boyd & Warmerdam, explosion/floret).
"""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import numpy
import spacy
from spacy.vectors import Vectors

from claimgraph.errors import MissingExtra
from claimgraph.whole_file import whole_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokenizer import Tokenizer

RAW_TEXT = (
    "raw/abstracts/abstracts.jsonl.gz",
    "raw/topic_abstracts/topic_abstracts.jsonl.gz",
    "raw/fulltext_trials/fulltext_trials.jsonl.gz",
)


def raw_texts(corpora: Path) -> Iterator[tuple[str, str]]:
    """(id, text) of every raw text under the corpora folder, in a fixed order."""
    for name in RAW_TEXT:
        with gzip.open(corpora / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                yield record["id"], record["text"]


def write_words(texts: Iterable[str], output: Path, *, tokenizer: Tokenizer) -> int:
    """Write one line of lower-case words a text, as floret reads it; returns the number of words."""
    words = 0
    with output.open("w", encoding="utf-8") as lines:
        for text in texts:
            forms = [token.lower_ for token in tokenizer(text) if not token.is_space]
            words += len(forms)
            lines.write(" ".join(forms) + "\n")
    return words


def train_vectors(
    words: Path, output: Path, *, dimensions: int = 96, rows: int = 40_000, epochs: int = 5
) -> None:
    """Train floret vectors and save them as a blank spaCy pipeline at `output`."""
    try:
        import floret  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtra("training word vectors", extra="train") from error
    table = output.with_suffix(".floret")
    model = floret.train_unsupervised(
        str(words),
        mode="floret",
        model="cbow",
        dim=dimensions,
        bucket=rows,
        minn=3,
        maxn=5,
        hashCount=2,
        minCount=10,
        epoch=epochs,
        thread=1,
    )
    model.save_floret_vectors(str(table))
    save_vectors(table, output)


def save_vectors(table: Path, output: Path) -> Language:
    """Turn floret's text table into a blank English pipeline with those vectors."""
    nlp = spacy.blank("en")
    with table.open(encoding="utf-8") as lines:
        rows, dimensions, minn, maxn, hash_count, hash_seed, bow, eow = lines.readline().split()
        data = numpy.loadtxt(lines, dtype="float32", usecols=range(1, int(dimensions) + 1), comments=None)
    nlp.vocab.vectors = Vectors(
        strings=nlp.vocab.strings,
        data=data.reshape(int(rows), int(dimensions)),
        mode="floret",
        minn=int(minn),
        maxn=int(maxn),
        hash_count=int(hash_count),
        hash_seed=int(hash_seed),
        bow=bow,
        eow=eow,
        attr="LOWER",
    )
    with whole_folder(output) as folder:
        nlp.to_disk(folder)
    return nlp
