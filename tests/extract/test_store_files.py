"""The ledger of source files: what was written is known again, and what is left is told."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from claim_samples import trial

from claimgraph.extract.store import ClaimStore
from claimgraph.extract.store_files import SourceFile

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


def test_planned_files_are_left_until_they_are_read_and_a_new_plan_replaces_the_old() -> None:
    with ClaimStore.open(":memory:", mode="write") as store:
        store.put_file(OWLS)
        store.plan_files({"owls.xml.gz": 7, "bats.xml": 5})
        assert {file.path: file.state for file in store.files()} == {
            "bats.xml": "left",
            "owls.xml.gz": "done",
        }
        store.plan_files({"newts.xml": 4})
        assert {file.path: file.state for file in store.files()} == {
            "newts.xml": "left",
            "owls.xml.gz": "done",
        }


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


def test_a_store_without_the_ledger_is_read_as_it_is_and_gets_one_when_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with ClaimStore.open(path, mode="write") as store:
        store.insert([trial()])
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE source_file")
    connection.close()
    with ClaimStore.open(path) as store:
        assert store.files() == []
    with ClaimStore.open(path, mode="write") as store:
        store.put_file(OWLS)
        assert store.files() == [OWLS]
        assert store.counts()["claims"] == 4


def test_other_bytes_and_another_way_of_reading_are_told_apart() -> None:
    changed = SourceFile(path=OWLS.path, state="left", checksum="xy", read_as="{}")
    otherwise = SourceFile(path=OWLS.path, state="left", checksum="ab", read_as='{"plain": "line"}')
    again = SourceFile(path=OWLS.path, state="left", checksum="ab", read_as="{}")
    unread = SourceFile(path=OWLS.path, state="left")
    assert [OWLS.is_same(other) for other in (changed, otherwise, again)] == [False, False, True]
    assert not unread.is_same(unread)
