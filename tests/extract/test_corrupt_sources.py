"""Corrupt input of every kind among good files: each is told with its reason, and no good record is lost."""

from __future__ import annotations

import gzip
from functools import partial
from pathlib import Path

import pytest

from claimgraph.corpus.options import ReadOptions
from claimgraph.extract import run
from claimgraph.extract.batch import BatchLimits, BatchRunner
from claimgraph.extract.failure_classes import by_class
from claimgraph.extract.run import Job, extract_to_store
from claimgraph.extract.store import ClaimStore

GOOD = b'{"id": "%s", "text": "Owls fly."}\n'
ARTICLE = (
    b"<PubmedArticle><MedlineCitation><PMID>%d</PMID><Article><ArticleTitle>Owls</ArticleTitle><Abstract>"
    b"<AbstractText>Owls fly.</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>"
)
PACKED = gzip.compress(GOOD % b"Lost:1" * 50)
CORRUPT = {
    "cut.jsonl.gz": PACKED[:-9],
    "crc.jsonl.gz": PACKED[:-8] + b"\0\0\0\0" + PACKED[-4:],
    "tail.jsonl.gz": PACKED + b"garbage",
    "layers.gz": gzip.compress(gzip.compress(gzip.compress(gzip.compress(GOOD % b"Lost:2")))),
    "bomb.gz": gzip.compress(b" " * 3_000_000),
    "empty.txt": b"",
    "blank.txt": b" \n" * 9,
    "paper.pdf": b"%PDF-1.4 and so on",
    "archive.zip": b"PK\x03\x04 and so on",
    "page.html": b"<html><body>Owls</body></html>",
    "other.xml": b"<owls><owl/></owls>",
    "half.xml": b"<PubmedArticleSet>" + ARTICLE % 21 + ARTICLE[:90] % 22,
    "bytes.jsonl": GOOD % b"Good:1" + b'{"id": "D:9", "text": "\xff"}\n',
    "broken.jsonl": GOOD % b"Good:2" + b'{"id": "D:9", "text": \n' + GOOD % b"Good:3",
    "nothing.jsonl": GOOD % b"Good:4" + b'{"id": "D:9"}\n',
    "utf16.txt": b"\xff\xfe" + "Owls fly.".encode("utf-16-le") + b"\x00",
    "huge.jsonl": b'{"id": "D:9", "text": "%s"}\n' % (b"owl " * 100_000) + GOOD % b"Good:5",
    "hangs.jsonl": b'{"id": "D:9", "text": "hang"}\n' + GOOD % b"Good:6",
    "dies.jsonl": b'{"id": "D:9", "text": "die"}\n' + GOOD % b"Good:7",
    "grows.jsonl": b'{"id": "D:9", "text": "grow 9000000000"}\n' + GOOD % b"Good:8",
}


def test_each_corrupt_file_is_told_and_no_good_record_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = BatchLimits(seconds=3.0, seconds_per_1000_characters=0.0, memory=2 << 30)
    opener = partial(BatchRunner, opener="worker_tasks:open_reader", limits=limits)
    monkeypatch.setattr(run, "BatchRunner", opener)
    folder = tmp_path / "in"
    folder.mkdir()
    for name, content in CORRUPT.items():
        (folder / name).write_bytes(content)
    for number in range(3):
        packed = gzip.compress(b"<PubmedArticleSet>" + ARTICLE % (number + 1) + b"</PubmedArticleSet>")
        (folder / f"{'amz'[number]}.xml.gz").write_bytes(packed)
    options = ReadOptions(max_source_bytes=2_000_000, max_document_characters=200_000)
    summary = extract_to_store(
        Job(sources=(str(folder),), pipeline="made", options=options, workers=2), tmp_path / "s.db"
    )
    with ClaimStore.open(tmp_path / "s.db") as store:
        assert {document.id for document in store.documents()} == {
            *(f"PMID:{number}" for number in (1, 2, 3, 21)),
            *(f"Good:{number}" for number in range(1, 9)),
        }
        states = {Path(file.path).name: file.state for file in store.files()}
    assert {Path(failure.source).name for failure in summary.failures} == set(CORRUPT)
    assert by_class(summary.failures).keys() >= {
        *("damaged file", "size limit", "no text", "encoding", "malformed record"),
        *("time limit", "dead worker", "memory limit"),
    }
    assert "other" not in by_class(summary.failures)
    read = {name for name in CORRUPT if name.endswith(".jsonl")} | {"half.xml"}  # single records are bad
    assert {name for name, state in states.items() if state == "failed"} == set(CORRUPT) - read
