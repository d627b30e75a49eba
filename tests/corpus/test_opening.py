"""Opening: compression, encodings, limits, standard input."""

from __future__ import annotations

import gzip
import io
import sys
from pathlib import Path

import pytest

from claimgraph.corpus.document import Document
from claimgraph.corpus.formats import read, read_items
from claimgraph.corpus.opening import open_source
from claimgraph.corpus.options import ReadOptions
from claimgraph.errors import UnreadableSource

RECORD = b'{"id": "a", "text": "IL-2 raises NK cells."}\n'


def test_gzip_anywhere(tmp_path: Path) -> None:
    for name, content in {"a.txt": gzip.compress(RECORD), "b": gzip.compress(gzip.compress(RECORD))}.items():
        path = tmp_path / name
        path.write_bytes(content)
        assert [document.id for document in read(path)] == ["a"]


def test_gzip_members_one_after_another(tmp_path: Path) -> None:
    path = tmp_path / "two.gz"
    path.write_bytes(gzip.compress(RECORD) + gzip.compress(RECORD.replace(b'"a"', b'"b"')))
    assert [document.id for document in read(path)] == ["a", "b"]


def test_endless_compression_is_refused(tmp_path: Path) -> None:
    content = RECORD
    for _ in range(5):
        content = gzip.compress(content)
    path = tmp_path / "nested.gz"
    path.write_bytes(content)
    with pytest.raises(UnreadableSource, match="compressed more than 3 times"):
        list(read(path))


def many_records() -> bytes:
    return b"".join(b'{"id": "r%d", "text": "IL-2 raises %d."}\n' % (n, n * 7919) for n in range(20_000))


def test_truncated_gzip(tmp_path: Path) -> None:
    path = tmp_path / "cut.jsonl.gz"
    path.write_bytes(gzip.compress(many_records())[:-3000])
    items = list(read_items(path))
    assert isinstance(items[0], Document)
    assert str(items[-1]) == f"{path}: its gzip data end too early (truncated download?)"
    assert sum(isinstance(item, UnreadableSource) for item in items) == 1


def test_wrong_checksum(tmp_path: Path) -> None:
    content = bytearray(gzip.compress(many_records()))
    content[-8] ^= 1
    path = tmp_path / "crc.jsonl.gz"
    path.write_bytes(content)
    *documents, error = read_items(path)
    assert len(documents) == 20_000
    assert isinstance(error, UnreadableSource)
    assert "CRC" in str(error)


def test_garbage_after_gzip(tmp_path: Path) -> None:
    path = tmp_path / "tail.jsonl.gz"
    path.write_bytes(gzip.compress(RECORD) + b"garbage")
    *_, error = read_items(path)
    assert isinstance(error, UnreadableSource)
    assert "damaged" in str(error)


def test_decompression_limit(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(b"A" * 5_000_000))
    with pytest.raises(UnreadableSource, match="more than 1,000,000 bytes after decompression"):
        list(read(path, options=ReadOptions(max_source_bytes=1_000_000)))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes("TGF-β binds α2-macroglobulin.".encode(encoding))
    (document,) = read(path)
    assert document.text == "TGF-β binds α2-macroglobulin."


def test_declared_encoding_of_xml(tmp_path: Path) -> None:
    path = tmp_path / "latin.xml"
    content = (
        '<?xml version="1.0" encoding="ISO-8859-1"?><PubmedArticleSet><PubmedArticle><MedlineCitation>'
        "<PMID>1</PMID><Article><ArticleTitle>Müller cells</ArticleTitle></Article></MedlineCitation>"
        "</PubmedArticle></PubmedArticleSet>"
    )
    path.write_bytes(content.encode("latin-1"))
    (document,) = read(path)
    assert document.title == "Müller cells"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(gzip.compress(RECORD)))
    monkeypatch.setattr(sys, "stdin", stream)
    (document,) = read("-")
    assert (document.id, document.source.path) == ("a", "-")
    assert not stream.closed


def test_missing_file_and_folder_rights(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="No such file"):
        open_source(str(tmp_path / "nothing"), options=ReadOptions())


def small_records() -> bytes:
    return b"".join(b'{"id": "r%d", "text": "IL-2 raises %d."}\n' % (n, n * 7919) for n in range(400))


@pytest.mark.parametrize("layers", [1, 2])
def test_a_small_damaged_file_keeps_its_good_records(tmp_path: Path, layers: int) -> None:
    content = bytearray(gzip.compress(small_records()))
    content[-8] ^= 1
    path = tmp_path / "crc.jsonl.gz"
    path.write_bytes(bytes(content) if layers == 1 else gzip.compress(content))
    *documents, error = read_items(path)
    assert len(documents) == 400
    assert "CRC" in str(error)
    path.write_bytes(gzip.compress(small_records())[:-600])
    *documents, error = read_items(path)
    assert len(documents) > 100
    assert all(isinstance(document, Document) for document in documents)
    assert "end too early" in str(error)


def test_nothing_left_of_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "cut.gz"
    path.write_bytes(gzip.compress(RECORD)[:12])
    with pytest.raises(UnreadableSource, match="end too early"):
        list(read(path))


@pytest.mark.parametrize("encoding", ["hex", "base64", "rot13", "bz2", "uu", "zlib", "undefined", "UTF-16"])
def test_declared_encodings_that_are_not_true(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "odd.xml"
    path.write_text(f'<?xml version="1.0" encoding="{encoding}"?><PubmedArticleSet></PubmedArticleSet>')
    with pytest.raises(UnreadableSource, match=f"not in the encoding that it declares, {encoding}"):
        list(read(path))


def test_standard_input_is_called_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    (error,) = read_items("-")
    assert str(error) == "standard input: is empty"
    assert isinstance(error, UnreadableSource)
    assert error.path == "-"
