"""Files of records: plain and gzipped, whole or not at all."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest
from claim_samples import review, trial

from claimgraph.errors import InvalidRecord, UnreadableSource
from claimgraph.extract.record_files import RecordWriter, read_records
from claimgraph.extract.records import encode_record


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz"])
def test_records_come_back_and_the_bytes_are_the_same_each_time(tmp_path: Path, name: str) -> None:
    written = []
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / name
        with RecordWriter(path) as writer:
            writer.write(trial())
            writer.write(review())
        assert writer.count == 2
        assert list(read_records(path)) == [trial(), review()]
        os.utime(path, (1, 1))
        written.append(path.read_bytes())
    assert written[0] == written[1]
    assert written[0].startswith(b"\x1f\x8b") == name.endswith(".gz")


def test_a_run_that_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"old\n")
    with pytest.raises(KeyboardInterrupt), RecordWriter(path) as writer:  # noqa: PT012 - what is interrupted
        writer.write(trial())
        raise KeyboardInterrupt
    assert path.read_bytes() == b"old\n"
    assert list(tmp_path.iterdir()) == [path]


def test_the_file_is_readable_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with RecordWriter(path):
        pass
    plain = tmp_path / "plain"
    plain.touch()
    assert path.stat().st_mode == plain.stat().st_mode


def test_dash_is_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with RecordWriter("-") as writer:
        writer.write(trial())
    assert capfdbinary.readouterr().out == encode_record(trial())


def test_blank_lines_are_passed_over_and_a_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(encode_record(trial()) + b"\r\n \n" + b'{"id": 3}\n')
    found = read_records(path)
    assert next(found) == trial()
    with pytest.raises(InvalidRecord, match=r"in\.jsonl, line 4"):
        next(found)


def test_a_record_whose_parts_disagree_is_named(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(encode_record(trial()).replace(b'"affirmed"', b'"perhaps"', 1))
    with pytest.raises(InvalidRecord, match=r"line 1, record PMID:1: claims\[0\]\.polarity"):
        list(read_records(path))
    assert len(list(read_records(path, check=False))) == 1


def test_a_missing_and_a_cut_file_are_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match=r"none\.jsonl"):
        list(read_records(tmp_path / "none.jsonl"))
    whole = gzip.compress(encode_record(trial()) * 50)
    cut = tmp_path / "cut.jsonl.gz"
    cut.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UnreadableSource, match=r"cut\.jsonl\.gz"):
        list(read_records(cut))
