"""The claim store: what goes in comes out, once, and leaves without a trace."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from itertools import combinations
from pathlib import Path

import msgspec
import pytest
from claim_samples import records, renamed, review, trial, with_numbers
from hypothesis import given, settings
from hypothesis import strategies as st
from store_contents import contents

from claimgraph.corpus.document import Document, Source
from claimgraph.errors import InvalidRecord, StoreError
from claimgraph.extract.records import Record, claims_of
from claimgraph.extract.store import ClaimStore
from claimgraph.extract.store_ledger import Failure
from claimgraph.extract.store_standing import revision_of
from claimgraph.extract.store_write import InsertCount


def test_numbers_come_back_from_the_words_that_are_stored() -> None:
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert([with_numbers()])
        assert list(store.claims()) == list(claims_of(with_numbers()))


def document_of(record: Record, **known: object) -> Document:
    """The document that a record was made of; `known` is what its source knows besides."""
    source = msgspec.structs.replace(record.source, **known)
    return Document(
        id=record.id, title=record.title, text=record.text, source=source, sections=record.sections
    )


def sourced(record: Record, **known: object) -> Record:
    """A record whose source knows this besides."""
    return msgspec.structs.replace(record, source=document_of(record, **known).source)


def latest(given_records: list[Record]) -> dict[str, Record]:
    return {record.id: record for record in given_records}


@settings(max_examples=60, deadline=None)
@given(st.lists(records(), max_size=5))
def test_claims_come_back_whole(given_records: list[Record]) -> None:
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert(given_records)
        kept = [c for _, record in sorted(latest(given_records).items()) for c in claims_of(record)]
        assert sorted(store.claims(), key=lambda c: c.key) == sorted(kept, key=lambda c: c.key)
        assert store.counts()["claims"] == len(kept)
        assert [d.n_claims for d in store.documents()] == [
            len(record.claims) for _, record in sorted(latest(given_records).items())
        ]


@settings(max_examples=60, deadline=None)
@given(st.lists(records(), max_size=5))
def test_the_way_into_the_store_leaves_no_trace(given_records: list[Record]) -> None:
    """Twice, in other versions first, or in another order: only the last version of each document counts."""
    with (
        ClaimStore.open(":memory:", mode="write") as straight,
        ClaimStore.open(":memory:", mode="write") as winding,
    ):
        last = latest(given_records)
        straight.insert(last.values())
        winding.insert(given_records)
        before = winding._connection.total_changes
        again = winding.insert(last.values())
        assert again == InsertCount(unchanged=len(last))
        assert winding._connection.total_changes - before == (1 if last else 0)  # the pipeline's name
        assert contents(winding) == contents(straight)


def test_statements_count_claims_and_documents_once_each() -> None:
    with ClaimStore.open(":memory:", mode="write") as store:
        assert store.insert([trial(), review()]) == InsertCount(new=2, claims=9)
        counted = {s.statement: (s.n_claims, s.n_documents) for s in store.statements()}
        treats = [s for s in counted if s.predicate == "treats" and s.object == "MONDO:0005105"]
        assert [counted[s] for s in treats] == [(2, 2)]
        assert sum(n for n, _ in counted.values()) == 9
        (il2,) = store.nodes(["HGNC:6001"])
        assert (il2.name, il2.n_claims, il2.n_documents) == ("IL2", 6, 2)


def test_a_withdrawn_document_takes_its_claims_along_and_stays_out() -> None:
    with (
        ClaimStore.open(":memory:", mode="write") as store,
        ClaimStore.open(":memory:", mode="write") as never,
    ):
        store.insert([trial(), review()])
        never.insert([review()])
        assert store.withdraw("PMID:1")
        assert not store.withdraw("PMID:404")
        left, expected = contents(store), contents(never)
        for table in ("document", "document_name", "aside"):
            assert len(left.pop(table)) == len(expected.pop(table)) + 1
        assert left == expected
        assert [d.id for d in store.documents() if d.withdrawn] == ["PMID:1"]
        assert store.insert([trial()]).unchanged == 1
        other = msgspec.structs.replace(trial(), sentences=())
        assert store.insert([other]).withdrawn == 1  # the same text, extracted in another way
        longer = msgspec.structs.replace(trial(), text=trial().text + " Corrected.")
        assert store.insert([longer]).withdrawn == 1
        assert store.counts()["withdrawn"] == 1


def test_a_retracted_record_has_no_claims() -> None:
    source = msgspec.structs.replace(trial().source, retracted=True)
    retracted = msgspec.structs.replace(trial(), source=source)
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert([trial()])
        assert store.insert([retracted]) == InsertCount(withdrawn=1)
        assert store.counts()["claims"] == store.counts()["statements"] == store.counts()["sentences"] == 0


DOI = "10.9999/INV.1"
NOTICE = Document(id="PMC:77", text="Retraction: a trial of IL-2", source=Source(pmcid="PMC77"))


def notice(*names: str) -> Record:
    """A record that declares others retracted."""
    source = msgspec.structs.replace(NOTICE.source, retracts=names)
    return Record(id=NOTICE.id, text=NOTICE.text, source=source)


@pytest.mark.parametrize("name", ["PMID:1", f"DOI:{DOI}", f"DOI:{DOI.lower()}", "PMC:11"])
@pytest.mark.parametrize("notice_first", [True, False])
def test_a_notice_takes_an_article_out_by_any_of_its_names_in_any_order(
    name: str, *, notice_first: bool
) -> None:
    article = sourced(trial(), doi=DOI, pmcid="PMC11")
    with ClaimStore.open(":memory:", mode="write") as store:
        counts = [
            store.insert([r]) for r in ([notice(name), article] if notice_first else [article, notice(name)])
        ]
        assert sum(count.withdrawn + count.retracted for count in counts) == 1
        assert store.counts()["claims"] == 0
        assert store.insert([notice(name)]).retracted == 0, "it was withdrawn before"
        assert store.insert([sourced(trial(), doi=DOI, year=2022)]).withdrawn == 1
        assert store.insert([review()]).new == 1


def test_a_retraction_by_an_older_version_or_another_name_counts_too() -> None:
    newer = sourced(trial(), version=2, doi=DOI)
    older = sourced(trial(), version=1, doi=DOI, retracted=True)
    page = renamed(trial(), f"DOI:{DOI}")
    page = msgspec.structs.replace(page, source=Source(doi=DOI, retracted=True))
    for retracted in (older, page):
        for order in ([newer, retracted], [retracted, newer]):
            with ClaimStore.open(":memory:", mode="write") as store:
                store.insert(order)
                assert [(d.id, d.withdrawn) for d in store.documents()] == [("PMID:1", True)]
                assert store.counts()["claims"] == 0
                assert store.standing(document_of(retracted), "") != "unread"


def test_a_deletion_takes_out_what_comes_later() -> None:
    with ClaimStore.open(":memory:", mode="write") as store:
        assert not store.withdraw("PMID:1")
        assert store.insert([trial()]).withdrawn == 1
        assert store.counts()["claims"] == 0
        assert not store.withdraw("PMID:1")
        assert store.standing(document_of(trial()), "a later pipeline") == "known"


def test_a_lower_version_never_replaces_a_higher() -> None:
    first, second = (sourced(trial(), version=version, year=2020 + version) for version in (1, 2))
    for order in ([first, second], [second, first]):
        with ClaimStore.open(":memory:", mode="write") as store:
            store.insert(order)
            (stored,) = store.documents()
            assert stored.source.version == 2
            assert store.standing(document_of(trial(), version=1), "any") == "known"


@pytest.mark.parametrize("pipeline", ["one 1.0", "another 1.0"])
def test_what_was_revised_earlier_never_replaces_what_was_revised_later(pipeline: str) -> None:
    longer = msgspec.structs.replace(trial(), text=trial().text + " Revised.")
    states = (
        sourced(trial(), version=1, revised="2024-05-17", year=2021),
        sourced(longer, version=1, revised="2025-01-02", year=2022),
        sourced(trial(), version=2, revised="2023-01-01", year=2023),
    )
    for first, second in combinations(states, 2):
        with ClaimStore.open(":memory:", mode="write") as store:
            store.insert([second], pipeline="one 1.0")
            older = document_of(first)
            assert store.standing(older, pipeline) == "known"
            assert store.revise(revision_of(older)) == 0
            assert store.insert([first], pipeline=pipeline).unchanged == 1
            (stored,) = store.documents()
            assert stored.source == second.source
        with ClaimStore.open(":memory:", mode="write") as store:
            store.insert([first, second])
            assert [one.source for one in store.documents()] == [second.source]


def test_a_day_that_is_not_known_stands_in_no_one_s_way() -> None:
    dated = sourced(trial(), revised="2024-05-17")
    undated = sourced(trial(), year=1999)
    for first, second in ((dated, undated), (undated, dated)):
        with ClaimStore.open(":memory:", mode="write") as store:
            store.insert([first], pipeline="one 1.0")
            assert store.standing(document_of(second), "one 1.0") == "revised"
            store.revise(revision_of(second))
            (stored,) = store.documents()
            assert stored.source == second.source


def test_a_notice_makes_no_claims_of_its_own() -> None:
    notice = sourced(trial(), publication_types=("Published Erratum",))
    with ClaimStore.open(":memory:", mode="write") as store:
        assert store.insert([notice]).claims == 0
        (stored,) = store.documents()
        assert (stored.n_claims, stored.withdrawn) == (0, False)
        assert store.insert([trial()]).claims == 4, "it is an article now"


def test_an_article_is_kept_once_under_its_best_name() -> None:
    page = msgspec.structs.replace(review(), id=f"DOI:{DOI}", source=Source(doi=DOI), entities=(), claims=())
    full = sourced(trial(), doi=DOI.lower())
    other = sourced(review(), doi=DOI, pmid="2")
    for order in ([page, full, other], [full, other, page]):
        with ClaimStore.open(":memory:", mode="write") as store:
            store.insert(order)
            assert [document.id for document in store.documents()] == ["PMID:1", "PMID:2"]
            assert store.standing(document_of(page), "any") == "known"


def test_what_is_known_of_a_document_is_brought_up_to_date_without_reading_it_again() -> None:
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert([trial()], pipeline="one 1.0")
        moved = document_of(trial(), path="elsewhere.xml")
        assert store.standing(moved, "one 1.0") == "known"
        corrected = document_of(trial(), year=1999)
        assert store.standing(corrected, "one 1.0") == "revised"
        assert store.revise(revision_of(corrected)) == 0
        assert store.standing(corrected, "one 1.0") == "known"
        (stored,) = store.documents()
        assert (stored.source.year, stored.n_claims) == (1999, 4)
        retracted = document_of(trial(), retracted=True)
        assert store.standing(retracted, "one 1.0") == "revised"
        assert store.revise(revision_of(retracted)) == 1
        assert store.revise(revision_of(trial())) == 0
        assert store.counts()["claims"] == 0


def test_a_revision_is_of_the_text_and_version_that_it_came_with() -> None:
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert([sourced(trial(), version=2, year=2020)])
        older = revision_of(sourced(trial(), version=1, year=1999))
        other = revision_of(msgspec.structs.replace(sourced(trial(), version=2, year=1999), text="Another."))
        assert (store.revise(older), store.revise(other)) == (0, 0)
        (stored,) = store.documents()
        assert (stored.source.version, stored.source.year) == (2, 2020)
        assert store.revise(revision_of(sourced(trial(), version=1, retracted=True))) == 1
        assert store.counts()["claims"] == 0


def test_a_snapshot_sees_one_state(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with ClaimStore.open(path, mode="write") as writer, ClaimStore.open(path) as reader:
        writer.insert([trial()])
        with reader.snapshot():
            assert reader.counts()["claims"] == 4
            writer.insert([review()])
            with reader.snapshot():
                assert reader.counts()["claims"] == 4
        assert reader.counts()["claims"] == 9


def test_a_reader_leaves_nothing_beside_the_store(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with ClaimStore.open(path, mode="write") as store:
        store.insert([trial()])
    before = path.read_bytes()
    with ClaimStore.open(path) as store:
        assert store.counts()["claims"] == 4
        with pytest.raises(StoreError, match="readonly"):
            store.withdraw("PMID:1")
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == before


def test_an_unknown_mode_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'wriet'"):
        ClaimStore.open(tmp_path / "s.db", mode="wriet")  # type: ignore[arg-type]


def test_a_record_that_contradicts_itself_is_refused_with_its_batch(tmp_path: Path) -> None:
    bad = msgspec.structs.replace(review(), text="short")
    with ClaimStore.open(tmp_path / "s.db", mode="write") as store:
        with pytest.raises(InvalidRecord, match="PMID:2"):
            store.insert([trial(), bad])
        assert store.counts()["documents"] == 0
        store.insert([trial()])
    with ClaimStore.open(tmp_path / "s.db") as store:
        assert store.counts()["claims"] == 4


def test_the_ledger_knows_what_was_done(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    read = document_of(trial())
    with ClaimStore.open(path, mode="write") as store:
        assert store.standing(read, "one 1.0") == "unread"
        store.insert([trial()], pipeline="one 1.0")
        store.record_failure(Failure("a.xml", "record 7", "broken", line=31))
        store.record_failure(Failure("a.xml", "record 7", "broken text", line=31))
        store.record_failure(Failure("b.xml", None, "truncated"))
    with ClaimStore.open(path) as store:
        assert store.pipeline == "one 1.0"
        assert store.standing(read, "one 1.0") == "known"
        assert store.standing(read, "one 1.1") == "unread"
        assert store.standing(msgspec.structs.replace(read, text="other"), "one 1.0") == "unread"
        assert store.failures() == [
            Failure("a.xml", "record 7", "broken text", line=31),
            Failure("b.xml", None, "truncated"),
        ]
    with ClaimStore.open(path, mode="write") as store:
        store.clear_failures("a.xml")
        assert [f.source for f in store.failures()] == ["b.xml"]
        assert store.insert([trial()], pipeline="one 1.1").replaced == 1
        assert store.standing(read, "one 1.1") == "known"


def test_claims_and_ledger_come_together_or_not_at_all(tmp_path: Path) -> None:
    with ClaimStore.open(tmp_path / "s.db", mode="write") as store:
        bad = msgspec.structs.replace(review(), text="short")
        with pytest.raises(InvalidRecord), store.transaction():  # noqa: PT012 - the block is what is tested
            store.record_failure(Failure("a", None, "b"))
            store.insert([trial(), bad])
        assert store.counts()["documents"] == 0
        assert store.failures() == []


def test_concepts_are_found_by_id_cross_reference_name_and_what_texts_call_them() -> None:
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert([trial(), review()])

        def key(name: str) -> str | None:
            found = store.find_concept(name)
            return found[0].node.key if found else None

        assert key("HGNC:6001") == key("hgnc:6001") == key("NCBIGene:3558") == key("ncbigene:3558")
        assert key("ncbigene:3558") == "HGNC:6001"
        assert key("IL2") == key("il-2") == key("IL‑2") == key("Interleukin 2") == "HGNC:6001"
        assert key("tgf-beta") == key("TGFβ") == "FPLX:TGFB"
        assert key("Treg") == key("regulatory T cells") == "CL:0000815"
        assert key("COMPOUND X9") == "text:Chemical:compound x9"
        assert key("text:Chemical:compound x9") == "text:Chemical:compound x9"
        assert key("interferon") is None
        assert store.suggest("melanomma") == ("melanoma",)
        assert store.suggest("zzz") == ()


def test_a_foreign_file_and_another_version_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such claim store"):
        ClaimStore.open(tmp_path / "none.db")
    text = tmp_path / "text.db"
    text.write_text("not a database, but long enough to be taken for the header of one" * 20)
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    for path in (text, foreign):
        before = path.read_bytes()
        for mode in ("read", "write"):
            with pytest.raises(StoreError, match=r"not a claim store"):
                ClaimStore.open(path, mode=mode)  # type: ignore[arg-type]
        assert path.read_bytes() == before
    ours = tmp_path / "ours.db"
    ClaimStore.open(ours, mode="write").close()
    with sqlite3.connect(ours) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreError, match="version 99"):
        ClaimStore.open(ours)


def test_a_store_on_a_read_only_medium_can_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "disc"
    folder.mkdir()
    with ClaimStore.open(folder / "s.db", mode="write") as store:
        store.insert([trial()])
    assert [p.name for p in folder.iterdir()] == ["s.db"]
    folder.chmod(0o555)
    try:
        with ClaimStore.open(folder / "s.db") as store:
            assert store.counts()["claims"] == 4
            with pytest.raises(StoreError):
                store.withdraw("PMID:1")
    finally:
        folder.chmod(0o755)


def test_readers_see_whole_batches_while_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with ClaimStore.open(path, mode="write") as writer, writer.transaction():
        writer.insert([trial()])
        with ClaimStore.open(path) as reader:
            assert reader.counts()["claims"] == 0
    with ClaimStore.open(path) as reader:
        assert reader.counts()["claims"] == 4


def test_a_killed_writer_leaves_whole_batches(tmp_path: Path) -> None:
    """A child inserts documents for ever and is killed; what it committed is there, nothing of the rest."""
    path = tmp_path / "s.db"
    program = textwrap.dedent("""
        import sys, itertools
        from claim_samples import renamed, trial
        from claimgraph.extract.store import ClaimStore
        text = trial()
        def endless():
            for n in itertools.count():
                if n == 450:
                    print("ready", flush=True)
                    sys.stdin.read()
                yield renamed(text, f"D:{n}")
        with ClaimStore.open(sys.argv[1], mode="write") as store:
            store.insert(endless())
    """)
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        child.send_signal(signal.SIGKILL)
    with ClaimStore.open(path, mode="write") as store:
        assert store.counts()["documents"] == 400
        assert store.counts()["claims"] == 1_600
        assert store._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert store.statements().__next__().n_claims == 400


def test_a_damaged_store_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with ClaimStore.open(path, mode="write") as store:
        store.insert([trial(), review()])
        tables = store._connection.execute("SELECT rootpage FROM sqlite_master WHERE rootpage > 0")
        pages = [row[0] for row in tables]
    damaged = bytearray(path.read_bytes())
    for page in pages:
        damaged[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(damaged)
    with ClaimStore.open(path) as store:
        for read in (store.claims, store.nodes, store.statements, store.documents):
            with pytest.raises(StoreError, match=r"s\.db: database disk image is malformed"):
                list(read())
        with pytest.raises(StoreError, match=r"s\.db"):
            store.find_concept("IL-2")
    with pytest.raises(StoreError, match="closed"):
        store.counts()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="folder does not exist"):
        ClaimStore.open(tmp_path / "none" / "s.db", mode="write")
