"""Checksums beside files: a right one changes nothing, a wrong one is told at the file's end."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from claimgraph.corpus.document import Document
from claimgraph.corpus.formats import read_items
from claimgraph.errors import UnreadableSource

CONTENT = gzip.compress(b'{"id": "a", "text": "Owls fly."}\n', mtime=0)
MD5 = hashlib.md5(CONTENT).hexdigest()


def items(folder: Path, checksum: str, *, content: bytes = CONTENT) -> list[object]:
    (folder / "owls.jsonl.gz").write_bytes(content)
    (folder / "owls.jsonl.gz.md5").write_text(checksum)
    return list(read_items(folder / "owls.jsonl.gz"))


@pytest.mark.parametrize(
    "line",
    [
        f"MD5(owls.jsonl.gz)= {MD5}\n",
        f"MD5 (owls.jsonl.gz) = {MD5.upper()}\n",
        f"{MD5}  owls.jsonl.gz\n",
        f"{MD5} *owls.jsonl.gz",
        f"{MD5}  ./baseline/owls.jsonl.gz\n",
        f"{MD5}\n",
        f"{'0' * 32}  mice.jsonl.gz\r\n{MD5}  owls.jsonl.gz\r\n",
    ],
)
def test_a_right_checksum_in_any_usual_form_is_heeded_and_silent(tmp_path: Path, line: str) -> None:
    (document,) = items(tmp_path, line)
    assert isinstance(document, Document)
    _, error = items(tmp_path, line.lower().replace(MD5, "0" * 31 + "1"))
    assert isinstance(error, UnreadableSource)
    assert "its MD5 checksum is not the one in owls.jsonl.gz.md5" in error.reason


@pytest.mark.parametrize(
    "line", ["", "MD5(owls.jsonl.gz)= d41d8", f"{MD5}  mice.jsonl.gz", "<html>404</html>"]
)
def test_a_checksum_file_that_says_nothing_of_the_file_is_a_fault(tmp_path: Path, line: str) -> None:
    (error,) = items(tmp_path, line)
    assert isinstance(error, UnreadableSource)
    assert "owls.jsonl.gz.md5 holds no MD5 checksum of it" in error.reason


def test_a_file_cut_short_or_damaged_is_told(tmp_path: Path) -> None:
    for content in (CONTENT[:-5], CONTENT[:-20] + b"x" + CONTENT[-19:], b""):
        *_, error = items(tmp_path, f"{MD5}  owls.jsonl.gz", content=content)
        assert isinstance(error, UnreadableSource)
