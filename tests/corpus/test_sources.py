"""Files, folders, globs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from claimgraph.corpus.sources import find_sources
from claimgraph.errors import UnreadableSource


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("n10.txt", "n2.txt", "n1.xml.gz", "n1.xml.gz.md5", ".hidden", "deep/n3.txt", ".git/x"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    return tmp_path


def names(found: list[str | UnreadableSource], folder: Path) -> list[str]:
    return [str(Path(item).relative_to(folder)) for item in found if isinstance(item, str)]


def test_folder_in_natural_order(folder: Path) -> None:
    found = list(find_sources([folder]))
    assert names(found, folder) == ["n1.xml.gz", "n2.txt", "n10.txt", "deep/n3.txt"]


def test_globs(folder: Path) -> None:
    assert names(list(find_sources([f"{folder}/n*.txt"])), folder) == ["n2.txt", "n10.txt"]
    assert names(list(find_sources([f"{folder}/**/*3.txt"])), folder) == ["deep/n3.txt"]


def test_each_file_once(folder: Path) -> None:
    found = list(find_sources([folder / "n2.txt", f"{folder}/n*.txt", "-", "-"]))
    assert names(found[:2], folder) == ["n2.txt", "n10.txt"]
    assert found[2:] == ["-"]


def test_a_name_with_brackets_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "set[1].txt"
    path.write_text("x")
    assert list(find_sources([path])) == [str(path)]


def test_nothing_found(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    errors = list(find_sources([f"{tmp_path}/*.nothing", tmp_path / "empty"]))
    assert [str(error).rsplit(": ", 1)[1] for error in errors] == [
        "no file matches",
        "the folder holds no file to read",
    ]


def test_a_list_in_the_place_of_a_path_is_told() -> None:
    with pytest.raises(TypeError, match=r"not a list; several are given as \*paths"):
        list(find_sources([["a.xml", "b.xml"]]))  # type: ignore[list-item]


def test_pipes_in_a_folder_are_passed_over(folder: Path) -> None:
    os.mkfifo(folder / "n3.txt")
    (folder / "n4.txt").symlink_to(folder / "nowhere")
    found = list(find_sources([folder]))
    assert names(found, folder) == ["n1.xml.gz", "n2.txt", "n4.txt", "n10.txt", "deep/n3.txt"]


def test_a_folder_that_cant_be_listed_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def guarded(path: str) -> object:
        if path.endswith("deep"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    *found, error = find_sources([folder])
    assert names(found, folder) == ["n1.xml.gz", "n2.txt", "n10.txt"]
    assert str(error) == f"{folder / 'deep'}: Permission denied"


def test_a_name_that_is_no_utf_8_is_told_and_passed_over(folder: Path) -> None:
    for path in (b"n2\xff.txt", b"d\xff/n5.txt"):
        odd = folder / os.fsdecode(path)
        odd.parent.mkdir(exist_ok=True)
        odd.write_text("x", encoding="utf-8")
    (folder / "link.txt").symlink_to(folder / os.fsdecode(b"n2\xff.txt"))
    (folder / os.fsdecode(b"n\xff")).mkdir()
    found = list(find_sources([folder, folder / os.fsdecode(b"n\xff")]))
    assert names(found, folder) == ["n1.xml.gz", "n2.txt", "n10.txt", "deep/n3.txt"]
    assert {str(item) for item in found if isinstance(item, UnreadableSource)} == {
        f"{folder}/link.txt: its name is no UTF-8",
        rf"{folder}/d\xff/n5.txt: its name is no UTF-8",
        rf"{folder}/n\xff: the folder holds no file to read",
    }
