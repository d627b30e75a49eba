"""The ledger of source files: what was written is known again, and what is left is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest
from claim_samples import trial

from claimgraph.extract.store import ClaimStore
from claimgraph.extract.store_files import SourceFile
from claimgraph.extract.store_ledger import Failure

OWLS = SourceFile(
    path="owls.xml.gz", state="done", checksum="ab", size=7, records=3, read_as="{}", pipeline="made 1.0"
)
MICE = SourceFile(path="mice.xml", state="failed", reason="its gzip data are damaged", checksum="cd", size=9)


def test_files_come_back_as_they_were_written() -> None:
    with ClaimStore.open(":memory:", mode="write") as store:
        for file in (OWLS, MICE):
            store.put_file(file)
        assert store.files() == [MICE, OWLS]
        assert store.file("owls.xml.gz") == OWLS
        assert store.file("bats.xml") is None


def test_planned_files_are_left_until_they_are_read_those_of_another_folder_too(tmp_path: Path) -> None:
    owls, bats, newts = (tmp_path / name / "1.xml" for name in ("owls", "bats", "newts"))
    for path in (owls, bats, newts):
        path.parent.mkdir()
        path.touch()
    with ClaimStore.open(":memory:", mode="write") as store:
        store.put_file(msgspec.structs.replace(OWLS, path=str(owls), place=str(owls)))
        store.plan_files({str(owls): 7, str(bats): 5})
        store.plan_files({str(newts): 4})
        states = {str(bats): "left", str(newts): "left", str(owls): "done"}
        assert {file.path: file.state for file in store.files()} == states
        bats.unlink()
        store.plan_files({})
        assert {file.path for file in store.files()} == {str(owls), str(newts)}, "what is gone is forgotten"
        shutil.rmtree(newts.parent)
        store.plan_files({})
        assert {file.path for file in store.files()} == {str(owls), str(newts)}, "it may lie on another disk"


def test_a_file_under_two_paths_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path)
    paths = [str(tmp_path / "owls.xml"), "owls.xml", "./owls.xml", "link/owls.xml"]
    (tmp_path / "owls.xml").touch()
    with ClaimStore.open(":memory:", mode="write") as store:
        for path in paths:
            store.plan_files({path: 7})
            store.record_failure(Failure(path, "PMID:1", "it is no XML"))
            store.put_file(SourceFile(path=path, state="done", checksum="ab", size=7, records=3))
            (file,) = store.files()
            assert (file.path, file.place) == (path, str(tmp_path / "owls.xml"))
            assert all(store.file(other) == file for other in paths)
            assert [failure.source for failure in store.failures()] == [path]
        assert store.status().files["done"].bytes == 7


def test_a_file_s_row_comes_with_its_claims_or_not_at_all() -> None:
    with ClaimStore.open(":memory:", mode="write") as store:
        try:
            with store.transaction():
                store.insert([trial()])
                store.put_file(OWLS)
                raise KeyboardInterrupt
        except KeyboardInterrupt:
            pass
        assert (store.files(), store.counts()["claims"]) == ([], 0)


def test_other_bytes_and_another_way_of_reading_are_told_apart() -> None:
    changed = SourceFile(path=OWLS.path, state="left", checksum="xy", read_as="{}")
    otherwise = SourceFile(path=OWLS.path, state="left", checksum="ab", read_as='{"plain": "line"}')
    again = SourceFile(path=OWLS.path, state="left", checksum="ab", read_as="{}")
    unread = SourceFile(path=OWLS.path, state="left")
    assert [OWLS.is_same(other) for other in (changed, otherwise, again)] == [False, False, True]
    assert not unread.is_same(unread)
