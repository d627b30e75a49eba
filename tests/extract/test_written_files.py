"""Which files a run writes, and which of its sources name one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.extract.written_files import failures_beside, files_of_output, files_of_store, named_files


@pytest.mark.parametrize(
    ("output", "failures"),
    [
        ("claims.jsonl", "claims.failures.jsonl"),
        ("claims.jsonl.gz", "claims.jsonl.gz.failures.jsonl"),
        ("claims.json", "claims.json.failures.jsonl"),
    ],
)
def test_each_output_has_a_list_of_failures_of_its_own(output: str, failures: str) -> None:
    assert failures_beside(Path("out") / output) == Path("out") / failures


def test_files_are_known_by_where_they_really_lie(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert files_of_output(tmp_path / "link" / "a.jsonl") == files_of_output(tmp_path / "real" / "a.jsonl")
    assert str((tmp_path / "real" / "s.db-wal").resolve()) in files_of_store(tmp_path / "link" / "s.db")
    assert files_of_output("-") == frozenset()


def test_folders_patterns_and_standard_input_name_no_file(tmp_path: Path) -> None:
    odd = tmp_path / "odd[1].txt"
    odd.touch()
    sources = ["-", str(tmp_path), f"{tmp_path}/*.xml", str(odd), f"{tmp_path}/none.txt"]
    assert named_files(sources) == [str(odd), f"{tmp_path}/none.txt"]
