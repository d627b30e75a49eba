"""Merged stores: whatever the order, they hold what one store would that had read everything."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from claim_samples import records, renamed, review, trial
from hypothesis import given, settings
from hypothesis import strategies as st
from store_contents import contents

import claimgraph
from claimgraph.errors import StoreError
from claimgraph.extract.records import Record
from claimgraph.extract.store import ClaimStore
from claimgraph.extract.store_files import SourceFile
from claimgraph.extract.store_ledger import Failure, Revision
from claimgraph.extract.store_merge import merge_stores

DOIS = (None, "10.9999/owls", "10.9999/newts")
Read = Record | str  # a record to insert, or the name of an article to withdraw


@st.composite
def sourced(draw: st.DrawFn) -> Record:
    """A record that may be a page, a version, retracted, or a notice of another's retraction."""
    record = draw(records())
    doi = draw(st.sampled_from(DOIS))
    source = msgspec.structs.replace(
        record.source,
        path=draw(st.sampled_from(["n1.xml", "n2.xml", "n10.xml"])),
        doi=doi,
        retracted=draw(st.sampled_from([False] * 5 + [True])),
        retracts=draw(st.sampled_from([()] * 5 + [("PMID:1",), ("DOI:10.9999/owls",)])),
    )
    if doi is not None and draw(st.booleans()):
        record, source = renamed(record, f"DOI:{doi}"), msgspec.structs.replace(source, pmid=None)
    return msgspec.structs.replace(record, source=source)


NAMES = st.sampled_from(["PMID:1", "PMID:2", "DOI:10.9999/newts"])
READ = st.lists(sourced() | NAMES, max_size=5)


def put(path: Path, read: Iterable[Read]) -> Path:
    with ClaimStore.open(path, mode="write") as store:
        for each in read:
            if isinstance(each, str):
                store.withdraw(each)
            else:
                store.insert([each], pipeline="made 1.0")
    return path


@contextmanager
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with ClaimStore.open(path) as store:
        return contents(store) | {
            "withdrawal": sorted(store._connection.execute("SELECT name FROM withdrawal"))
        }


def versioned(read: Sequence[Read]) -> list[Read]:
    """What is read, the later in a higher version: which is the newest is then beyond doubt."""
    return [
        each
        if isinstance(each, str)
        else msgspec.structs.replace(each, source=msgspec.structs.replace(each.source, version=number))
        for number, each in enumerate(read, start=1)
    ]


def keeping_names(read: Sequence[Read]) -> list[Read]:
    """What is read, each document with one DOI in all its versions, or none: an article loses no name."""
    dois: dict[str, str | None] = {}
    return [
        each
        if isinstance(each, str)
        else msgspec.structs.replace(
            each,
            source=msgspec.structs.replace(each.source, doi=dois.setdefault(each.id, each.source.doi)),
        )
        for each in read
    ]


@settings(max_examples=25, deadline=None)
@given(READ, READ)
def test_the_order_of_the_stores_does_not_matter(one: list[Read], other: list[Read]) -> None:
    with folder() as here:
        a, b = put(here / "a.db", one), put(here / "b.db", other)
        merge_stores([a, b], here / "ab.db")
        merge_stores([b, a], here / "ba.db")
        assert content(here / "ab.db") == content(here / "ba.db")


@settings(max_examples=25, deadline=None)
@given(READ)
def test_a_store_merged_with_itself_is_itself(read: list[Read]) -> None:
    with folder() as here:
        a = put(here / "a.db", read)
        merge_stores([a, a], here / "aa.db")
        assert content(here / "aa.db") == content(a)
        merge_stores([a, here / "aa.db"], here / "again.db")
        assert content(here / "again.db") == content(a)


@settings(max_examples=40, deadline=None)
@given(st.lists(sourced() | NAMES, max_size=8), st.lists(st.booleans(), min_size=8, max_size=8))
def test_the_parts_merged_hold_what_one_store_holds(read: list[Read], sides: list[bool]) -> None:
    """Each thing read goes to one of two stores; the newest versions and all withdrawals win."""
    read = versioned(keeping_names(read))
    with folder() as here:
        whole = put(here / "whole.db", read)
        parts = [
            put(
                here / f"{side}.db",
                [each for each, there in zip(read, sides, strict=False) if there == side],
            )
            for side in (True, False)
        ]
        merge_stores(parts, here / "merged.db")
        assert content(here / "merged.db") == content(whole)
        with ClaimStore.open(whole) as one, ClaimStore.open(here / "merged.db") as merged:
            assert claimgraph.graph(merged).adj == claimgraph.graph(one).adj


def test_what_was_revised_last_is_kept_though_its_file_came_earlier(tmp_path: Path) -> None:
    older, newer = (
        msgspec.structs.replace(
            trial(), source=msgspec.structs.replace(trial().source, path=path, revised=day, year=year)
        )
        for path, day, year in (("n9.xml", "2024-05-17", 2001), ("n2.xml", "2025-01-02", 2002))
    )
    a, b = put(tmp_path / "a.db", [older]), put(tmp_path / "b.db", [newer])
    merge_stores([a, b], tmp_path / "ab.db")
    with ClaimStore.open(tmp_path / "ab.db") as store:
        assert [document.source for document in store.documents()] == [newer.source]


def test_files_and_failures_go_together(tmp_path: Path) -> None:
    done = SourceFile(path="n1.xml", state="done", checksum="ab", size=1, records=1, pipeline="made 1.0")
    failed = msgspec.structs.replace(done, state="failed", reason="damaged", records=0)
    here, there = put(tmp_path / "a.db", [trial()]), put(tmp_path / "b.db", [review()])
    for path, file, failure in (
        (here, failed, Failure("n1.xml", None, "damaged")),
        (there, done, Failure("n2.xml", "PMID:9", "took longer than 2 s")),
    ):
        with ClaimStore.open(path, mode="write") as store:
            store.put_file(file)
            store.record_failure(failure)
    for number, stores in enumerate(([here, there], [there, here])):
        merge_stores(stores, tmp_path / f"{number}.db")
        with ClaimStore.open(tmp_path / f"{number}.db") as store:
            assert store.files() == [done]
            assert [failure.source for failure in store.failures()] == ["n2.xml"]
            assert store.pipeline == "made 1.0"


def test_files_are_told_apart_by_the_place_where_they_lie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two shares that were read by the same relative path lose nothing."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        with ClaimStore.open(tmp_path / f"{name}.db", mode="write") as store:
            store.put_file(SourceFile(path="data/n1.xml", state="done", checksum=name))
            store.record_failure(Failure("data/n1.xml", f"PMID:{name}", "broken", 3))
    monkeypatch.chdir(tmp_path)
    merge_stores(["a.db", "b.db"], "ab.db")
    with ClaimStore.open("ab.db") as store:
        assert {(Path(file.place), file.checksum) for file in store.files()} == {
            (tmp_path / name / "data/n1.xml", name) for name in ("a", "b")
        }
        assert [failure.record for failure in store.failures()] == ["PMID:a", "PMID:b"]


def test_a_file_under_two_paths_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    place = str(tmp_path / "n1.xml")
    done = SourceFile(path=place, state="done", checksum="ab")
    for name, file in (
        ("a", done),
        ("b", SourceFile(path="n1.xml", state="left")),
        ("c", SourceFile(path="n1.xml", state="done", checksum="ab")),
    ):
        with ClaimStore.open(f"{name}.db", mode="write") as store:
            store.put_file(file)
            store.record_failure(Failure(file.path, f"PMID:{name}", "broken", 3))
    for stores in (["a.db", "b.db", "c.db"], ["c.db", "b.db", "a.db"]):
        merge_stores(stores, f"{'-'.join(stores)}.merged")
        with ClaimStore.open(f"{'-'.join(stores)}.merged") as store:
            assert [(file.place, file.state) for file in store.files()] == [(place, "done")]
            path = store.files()[0].path
            assert [(one.source, one.record) for one in store.failures()] == [
                (path, "PMID:a"),
                (path, "PMID:c"),
            ]


def test_a_withdrawn_document_that_has_to_be_read_still_has_to_be(tmp_path: Path) -> None:
    changed = Revision(id="PMID:1", title="New", source=trial().source, text_hash="of another text")
    with ClaimStore.open(tmp_path / "a.db", mode="write") as store:
        store.insert([trial(), review()], pipeline="made 1.0")
        store.withdraw("PMID:1")
        store.revise(changed)
    merge_stores([tmp_path / "a.db"], tmp_path / "b.db")
    with ClaimStore.open(tmp_path / "b.db", mode="write") as store:
        assert store.restore("PMID:1").n_claims is None
        assert store.document("PMID:1") is None


def test_documents_that_differ_are_named(tmp_path: Path) -> None:
    source = msgspec.structs.replace(trial().source, path="n9.xml", year=1999)
    later = msgspec.structs.replace(
        trial(), source=msgspec.structs.replace(source, path="n10.xml", year=2000)
    )
    earlier = msgspec.structs.replace(trial(), source=source)
    stores = [put(tmp_path / "a.db", [later, review()]), put(tmp_path / "b.db", [earlier, review()])]
    count = merge_stores(stores, tmp_path / "c.db")
    assert (count.documents, count.claims, count.shared, count.differing) == (2, 9, 2, ["PMID:1"])
    with ClaimStore.open(tmp_path / "c.db") as store:
        known = store.document("PMID:1")
        assert known is not None
        assert known.source.year == 2000, "n10 comes after n9"


def test_stores_of_several_pipelines_or_versions_are_refused(tmp_path: Path) -> None:
    one = put(tmp_path / "one.db", [trial()])
    other, newer = tmp_path / "other.db", tmp_path / "newer.db"
    with ClaimStore.open(other, mode="write") as store:
        store.insert([review()], pipeline="made 2.0")
    with pytest.raises(StoreError, match=r"one\.db: 1 by made 1\.0; .*other\.db: 1 by made 2\.0"):
        merge_stores([one, other], tmp_path / "c.db")
    ClaimStore.open(newer, mode="write").close()
    with sqlite3.connect(newer) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreError, match="version 99"):
        merge_stores([one, newer], tmp_path / "c.db")
    with pytest.raises(StoreError, match="is there already"):
        merge_stores([one], one)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["newer.db", "one.db", "other.db"]


def test_a_merge_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = put(tmp_path / "one.db", [trial()])

    def full(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("claimgraph.extract.store_merge.put_document", full)
    with pytest.raises(StoreError, match="disk is full"):
        merge_stores([one], tmp_path / "c.db")
    assert [path.name for path in tmp_path.iterdir()] == ["one.db"]
