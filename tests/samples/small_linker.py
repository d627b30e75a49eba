"""A small knowledge base in scispaCy's form, and the files that scispaCy keeps of a linker on it."""

from __future__ import annotations

import json
from pathlib import Path

import joblib
import nmslib
import numpy as np
import scipy.sparse
from scispacy.candidate_generation import DEFAULT_KNOWLEDGE_BASES, DEFAULT_PATHS
from scispacy.file_cache import url_to_filename
from sklearn.feature_extraction.text import TfidfVectorizer

CONCEPTS = (
    ("D005334", "Fever", ["Pyrexia", "Fevers", "Overheating"]),
    ("C0007134", "Renal Cell Carcinoma", ["Carcinoma, Renal Cell", "Hypernephroma"]),
    ("LAB:1", "Overheating", []),
    ("LAB:2", "zetrol", ["quell factor"]),
    ("LAB:3", "zetrane", ["quell factor"]),
    ("HP:0002615", "Hypotension", []),
)


def write_knowledge_base(path: Path) -> Path:
    """Write the concepts, an object a line."""
    keys = ("concept_id", "canonical_name", "aliases")
    lines = (json.dumps(dict(zip(keys, one, strict=True))) for one in CONCEPTS)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def fill_cache(cache: Path, name: str, *, old_vectorizer: bool) -> None:
    """Put into scispaCy's cache what it would download for a linker, as if its vocabulary were the small one.

    The vectorizer is as scikit-learn saves it, or as it did before 1.5, when scispaCy's were made.
    """
    cache.mkdir()
    paths = DEFAULT_PATHS[name]
    aliases = sorted({alias for _, main, others in CONCEPTS for alias in (main, *others)})
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3), dtype=np.float32)
    vectors = vectorizer.fit_transform(aliases)
    index = nmslib.init(method="hnsw", space="cosinesimil_sparse", data_type=nmslib.DataType.SPARSE_VECTOR)
    index.addDataPointBatch(vectors)
    index.createIndex({"M": 100, "efConstruction": 2000, "post": 0})
    index.saveIndex(str(_file(cache, paths.ann_index)))
    with _file(cache, paths.tfidf_vectors).open("wb") as file:  # scipy itself saves no float16 any more
        kept = {
            "indices": vectors.indices,
            "indptr": vectors.indptr,
            "shape": vectors.shape,
            "format": b"csr",
        }
        np.savez(file, data=vectors.data.astype(np.float16), **kept)
    if old_vectorizer:
        weights = vars(vectorizer._tfidf).pop("idf_")
        vectorizer._tfidf._idf_diag = scipy.sparse.diags(weights, format="csr")
    joblib.dump(vectorizer, _file(cache, paths.tfidf_vectorizer))
    _file(cache, paths.concept_aliases_list).write_text(json.dumps(aliases), encoding="utf-8")
    (address,) = DEFAULT_KNOWLEDGE_BASES[name].__init__.__defaults__
    write_knowledge_base(_file(cache, address))


def _file(cache: Path, address: str) -> Path:
    file = cache / url_to_filename(address, '"an-etag"')
    Path(f"{file}.json").write_text(json.dumps({"url": address, "etag": '"an-etag"'}), encoding="utf-8")
    return file
