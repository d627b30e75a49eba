"""The shipped pipeline was not trained on what its figures are reported on."""

from __future__ import annotations

from importlib.resources import files

import msgspec
import pytest

from claimgraph.extract.benchmark.leaks import leaks
from claimgraph.settings import DEFAULT_PIPELINE, shared_folder


@pytest.mark.model
@pytest.mark.shared
@pytest.mark.parametrize(
    ("corpus", "part"),
    [
        ("bc5cdr", "test"),
        ("biored", "test"),
        ("jnlpba", "test"),
        ("genia", "dev"),
        ("ncbi-disease", "dev"),
        ("craft", "dev"),
        ("nlm-gene", "dev"),
        ("bionlp13cg", "dev"),
        ("anatem", "dev"),
    ],
)
def test_no_scored_document_was_trained_on(corpus: str, part: str) -> None:
    manifest = files("claimgraph.models") / "pipelines" / DEFAULT_PIPELINE / "training.json"
    corpora = shared_folder() / "corpora"
    if not manifest.is_file() or not corpora.is_dir():
        pytest.skip(f"{manifest} or {corpora} is not there")
    training = msgspec.json.decode(manifest.read_bytes(), type=dict[str, list[str]])
    assert sum(map(len, training.values())) > 1000
    assert leaks(training, corpora=corpora, corpus=corpus, part=part) == []
