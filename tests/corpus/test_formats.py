"""Reading from the outside: dispatch, errors, order."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.corpus.document import Deletion
from claimgraph.corpus.formats import READERS, read, read_items
from claimgraph.errors import UnreadableRecord, UnreadableSource


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "1.jsonl").write_text('{"id": "a", "text": "A."}\n{bad\n{"id": "b", "text": "B."}\n')
    (tmp_path / "2.txt").write_text("")
    (tmp_path / "3.xml").write_text(
        "<PubmedArticleSet><DeleteCitation><PMID>5</PMID></DeleteCitation></PubmedArticleSet>"
    )
    (tmp_path / "4.nbib").write_text("PMID- 7\nTI  - C.\n")
    return tmp_path


def test_errors_are_handed_over_and_reading_goes_on(folder: Path) -> None:
    errors: list[UnreadableSource] = []
    deletions: list[Deletion] = []
    documents = list(read(folder, errors=errors.append, deletions=deletions.append))
    assert [document.id for document in documents] == ["a", "b", "PMID:7"]
    assert [type(error) for error in errors] == [UnreadableRecord, UnreadableSource]
    assert str(errors[0]).startswith(f"{folder}/1.jsonl, line 2, record 2: not JSON")
    assert str(errors[1]) == f"{folder}/2.txt: is empty"
    assert [deletion.id for deletion in deletions] == ["PMID:5"]


def test_without_a_callback_the_first_error_is_raised(folder: Path) -> None:
    documents = read(folder)
    assert next(documents).id == "a"
    with pytest.raises(UnreadableRecord, match="not JSON"):
        next(documents)


def test_items_come_in_the_order_of_the_files(folder: Path) -> None:
    assert [getattr(item, "id", "error") for item in read_items(folder)] == [
        "a",
        "error",
        "b",
        "error",
        "PMID:5",
        "PMID:7",
    ]
    first = [str(item) for item in read_items(folder)]
    assert first == [str(item) for item in read_items(folder)]


def test_a_named_format_is_not_questioned(folder: Path) -> None:
    (document,) = read(folder / "4.nbib", format="plain")
    assert document.source.format == "plain"
    with pytest.raises(ValueError, match="unknown format 'docx'; known: pubmed_xml"):
        next(read(folder, format="docx"))


def test_missing_file() -> None:
    with pytest.raises(UnreadableSource, match=r"nowhere\.xml: No such file"):
        next(read("nowhere.xml"))


@pytest.mark.parametrize("name", READERS)
def test_any_reader_on_any_bytes_says_what_is_wrong(tmp_path: Path, name: str) -> None:
    path = tmp_path / "noise.bin"
    path.write_bytes(bytes(range(256)) * 40)
    items = list(read_items(path, format=name))
    assert items
    assert all(isinstance(item, UnreadableSource) for item in items)


@pytest.mark.parametrize("name", READERS)
def test_any_reader_on_an_empty_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / "empty"
    path.write_bytes(b"")
    assert not [item for item in read_items(path, format=name) if not isinstance(item, UnreadableSource)]
