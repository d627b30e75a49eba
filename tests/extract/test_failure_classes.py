"""Failures are sorted by their reasons as readers and workers really word them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from claimgraph.corpus.formats import read_items
from claimgraph.errors import UnreadableSource
from claimgraph.extract.failure_classes import by_class, failure_class
from claimgraph.extract.store_ledger import Failure

PACKED = gzip.compress(b'{"id": "D:1", "text": "Owls fly."}\n' * 50)
CASES = {
    "cut.jsonl.gz": (PACKED[:-9], "damaged file"),
    "crc.jsonl.gz": (PACKED[:-8] + b"\0\0\0\0" + PACKED[-4:], "damaged file"),
    "empty.txt": (b"", "no text"),
    "paper.pdf": (b"%PDF-1.4 and so on", "no text"),
    "bytes.jsonl": (b'{"id": "D:1", "text": "\xff"}\n', "encoding"),
    "broken.jsonl": (b'{"id": "D:1", "text": "Owls fly."}\n{"id": \n', "malformed record"),
    "half.xml": (b"<PubmedArticleSet><PubmedArticle><MedlineCitation>", "damaged file"),
}


@pytest.mark.parametrize("name", CASES)
def test_what_readers_say_is_sorted(tmp_path: Path, name: str) -> None:
    content, wanted = CASES[name]
    path = tmp_path / name
    path.write_bytes(content)
    faults = [item for item in read_items(path) if isinstance(item, UnreadableSource)]
    assert [failure_class(Failure(name, None, fault.reason)) for fault in faults] == [wanted], faults


def test_classes_are_counted_the_most_frequent_first() -> None:
    reasons = [
        "took longer than 2 s",
        "the worker process ended (exit code 7)",
        "took longer than 9 s",
        "odd",
    ]
    counted = by_class(Failure("a", f"D:{n}", reason) for n, reason in enumerate(reasons))
    assert list(counted.items()) == [("time limit", 2), ("dead worker", 1), ("other", 1)]
