"""Baseline and update files: which there are, in which order, and which are not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.corpus.pubmed_files import not_there, pubmed_files


def test_files_come_in_the_order_in_which_they_came_out(tmp_path: Path) -> None:
    names = [
        "updatefiles/pubmed26n1335.xml.gz",
        "baseline/pubmed26n0002.xml.gz",
        "baseline/pubmed26n0001.xml",
        "a/pubmed25n9999.xml.gz",
        "pubmed26n10000.xml.gz",
    ]
    others = ["pubmed26n0003.xml.gz.md5", "pubmed26n0003.xml.gz.part", "xpubmed26n0003.xml.gz", "notes.xml"]
    for name in (*names, *others):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = pubmed_files(tmp_path)
    order = [names[3], names[2], names[1], names[0], names[4]]
    assert [file.path for file in found] == [str(tmp_path / name) for name in order]
    assert not_there(found) == ["pubmed26n0003 to 1334", "pubmed26n1336 to 9999"]


def test_a_folder_that_can_t_be_read_is_no_empty_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        pubmed_files(tmp_path / "nowhere")
