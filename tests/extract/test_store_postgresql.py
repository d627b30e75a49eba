"""A store on a PostgreSQL server answers as one that is a file, whatever happened to both."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from claim_samples import CONCEPTS, claim_in, records, renamed, review, trial
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from postgresql_server import Server

from claimgraph.corpus.document import Document, Source
from claimgraph.errors import InvalidRecord, StoreError
from claimgraph.extract.records import Record, to_record
from claimgraph.extract.store import ClaimStore
from claimgraph.extract.store_files import SourceFile
from claimgraph.extract.store_find import Wanted
from claimgraph.extract.store_ledger import Failure
from claimgraph.extract.store_limits import held
from claimgraph.extract.store_merge import merge_stores
from claimgraph.extract.store_open import shown
from claimgraph.extract.store_standing import revision_of
from claimgraph.extract.store_status import RunState
from claimgraph.graphs.build import assemble
from claimgraph.graphs.conflicts import conflicts
from claimgraph.graphs.query import relations

LONG = "".join(hashlib.sha256(bytes([n])).hexdigest() for n in range(90))  # too long, though it is compressed
NAMES = ("IL-2", "interleukin 2", "hgnc:6001", "mesh:D008545", "melanomas", "compound x9", "nothing")
ASKED = (
    Wanted(),
    Wanted(nodes=("HGNC:6001",), role="subject"),
    Wanted(types=("Disease",), other_types=("GeneOrGeneProduct",), since=2000),
    Wanted(nodes=("HGNC:6001", "FPLX:TGFB"), others=("MONDO:0005105",), polarity="affirmed"),
    Wanted(context=("MONDO:0005105",), certainties=("certain", "possible"), kinds=("finding",)),
)


@pytest.fixture(scope="module")
def address(server: Server) -> str:
    """A database that this module's stores share, one after the other."""
    return server.new()


@contextmanager
def emptied(address: str) -> Iterator[ClaimStore]:
    """A store of nothing, for writing, in that database."""
    with ClaimStore.open(address, mode="write") as store:
        tables = store._connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'claimgraph'")
        for (table,) in tables.fetchall():
            kept = " WHERE name <> 'schema_version'" if table == "meta" else ""
            store._connection.execute(f"DELETE FROM {table}{kept}")
        yield store


def answers(store: ClaimStore) -> object:
    """All that a store tells, without the numbers of its rows."""
    graph = assemble(store)
    nodes = sorted(graph)
    found = [
        (
            sorted(msgspec.json.encode(hit) for hit in map(unnumbered, store.find_claims(wanted))),
            store.by_year(wanted),
            wanted.narrows_claims
            or sorted(
                msgspec.json.encode(msgspec.structs.replace(one, row=0))
                for best in (None, 1)
                for one in store.search(wanted, best=best, least_belief=0.1)
            ),
        )
        for wanted in ASKED
    ]
    return (
        list(store.claims()),
        list(store.documents()),
        list(store.nodes()),
        [msgspec.structs.replace(one, row=0) for one in store.statements()],
        list(store.stated()),
        [list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))],
        found,
        conflicts(store),
        [relations(store, node, general=False) for node in graph],
        [store.surest(row, 2) for row in rows_in_order(store)],
        [(sorted(store.partners([node])), store.count_documents([node])) for node in nodes],
        [store.joined(nodes[:2], nodes[2:]), store.count_documents(nodes)],
        {name: (store.find_concept(name), store.suggest(name)) for name in NAMES},
        [store.names(start) for start in ("", "il", "m")],
        store.most_claimed("Disease", limit=2),
        store.concepts(["Disease", "CellType"]),
        [store.claim(claim.key[:9]) for claim in store.claims()],
        (store.counts(), store.n_documents(), store.pipeline),
        (store.files(), store.failures(), store.failures("a.xml")),
        msgspec.structs.replace(store.status(), size=0),
        store.withdrawals(),
    )


def rows_in_order(store: ClaimStore) -> list[int]:
    return [one.row for one in store.statements()]


def unnumbered(hit: object) -> object:
    return msgspec.structs.replace(hit, row=0, claim=0, document=0)


@st.composite
def events(draw: st.DrawFn) -> list[Record | str | tuple[Record, int]]:
    """What comes to a store: records, withdrawals by name, and revisions with another year."""
    found = draw(st.lists(records(), min_size=1, max_size=4))
    sources = st.builds(
        Source,
        authors=st.sampled_from([(), ("Doe J",), ("Roe R", "Doe J")]),
        year=st.sampled_from([None, 2001]),
        version=st.sampled_from([None, 1, 2]),
        retracts=st.sampled_from([(), (), ("PMID:1",)]),
    )
    read = [msgspec.structs.replace(record, source=draw(sources)) for record in found]
    revised = [(record, draw(st.sampled_from([1999, 2015]))) for record in read if draw(st.booleans())]
    gone = draw(st.lists(st.sampled_from([record.id for record in found]), max_size=1))
    return draw(st.permutations([*read, *revised, *gone]))


def restored(store: ClaimStore, name: str) -> object:
    try:
        return store.restore(name)
    except StoreError as error:
        return str(error)


def put(store: ClaimStore, event: Record | str | tuple[Record, int]) -> object:
    if isinstance(event, str):
        return store.withdraw(event)
    if isinstance(event, Record):
        return store.insert([event], pipeline="made 1.0")
    record, year = event
    source = msgspec.structs.replace(record.source, year=year)
    return store.revise(revision_of(msgspec.structs.replace(record, source=source)))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events())
def test_whatever_comes_both_tell_the_same(
    address: str, happened: list[Record | str | tuple[Record, int]]
) -> None:
    with emptied(address) as there, ClaimStore.open(":memory:", mode="write") as here:
        for event in happened:
            assert put(there, event) == put(here, event)
        assert answers(there) == answers(here)
        together = [event for event in happened if isinstance(event, Record)]
        for withdrawn in here.withdrawals():
            told = restored(here, withdrawn.name)
            assert restored(there, withdrawn.name) == told or isinstance(told, str)
        assert answers(there) == answers(here)
        assert there.insert(together) == here.insert(together), "several in one transaction"
        assert answers(there) == answers(here)


def test_the_ledger_is_the_same(address: str) -> None:
    done = SourceFile(path="a.xml", state="done", checksum="ab", size=7, records=2, pipeline="made 1.0")
    with emptied(address) as there, ClaimStore.open(":memory:", mode="write") as here:
        for store in (there, here):
            store.plan_files({"a.xml": 7, "b.xml": 9, "gone.xml": 1})
            store.insert([trial(), review()], pipeline="made 1.0")
            store.put_file(done)
            store.put_file(SourceFile(path="c.xml", state="failed", reason="damaged", checksum="cd"))
            store.plan_files({"a.xml": 8, "b.xml": 9, "gone.xml": 1})
            store.record_failure(Failure("a.xml", "PMID:3", "broken", line=4))
            store.record_failure(Failure("a.xml", "PMID:3", "broken text", line=4))
            store.record_failure(Failure("c.xml", None, "damaged"))
            store.note_run(RunState(began=1.0, seconds=2.0, documents=2, claims=9, bytes=7))
        assert answers(there) == answers(here)
        assert there.file("a.xml") == done
        for store in (there, here):
            store.plan_files({"b.xml": 9})
        assert (there.file("gone.xml") is None, here.file("gone.xml") is None) == (False, True)
        assert there.standing(trial(), "made 1.0") == here.standing(trial(), "made 1.0") == "known"


def test_a_bad_record_undoes_its_batch_and_the_store_goes_on(address: str) -> None:
    bad = msgspec.structs.replace(review(), text="short")
    forged = msgspec.structs.replace(trial(), id="PMID:77")
    with emptied(address) as store:
        for batch in ([trial(), bad], [trial(), forged]):
            with pytest.raises(InvalidRecord):
                store.insert(batch)
            assert store.counts()["documents"] == store.counts()["claims"] == 0
        assert store.insert([trial()]).claims == 4


def test_a_snapshot_sees_one_state_while_another_writes(address: str) -> None:
    with emptied(address) as writer, ClaimStore.open(address) as reader:
        writer.insert([trial()])
        with reader.snapshot():
            assert reader.counts()["claims"] == 4
            writer.insert([review()])
            assert reader.counts()["claims"] == 4
        assert reader.counts()["claims"] == 9
        claims = reader.claims()
        next(claims)
        assert reader.counts()["claims"] == 9, "asked while another answer is half read"
        with pytest.raises(StoreError, match="read-only"):
            reader.withdraw("PMID:1")


def test_what_is_no_store_is_told_without_the_password(server: Server) -> None:
    fresh = server.new()
    with pytest.raises(StoreError, match="no claim store in this database"):
        ClaimStore.open(fresh)
    wrong = server.address("nowhere").replace("claimgraph@", "claimgraph:secret@")
    with pytest.raises(StoreError, match="nowhere") as told:
        ClaimStore.open(wrong, mode="write")
    assert "secret" not in str(told.value)
    with ClaimStore.open(fresh, mode="write") as store:
        store._connection.execute("UPDATE meta SET value = '1' WHERE name = 'schema_version'")
    with pytest.raises(StoreError, match="store version 1, this claimgraph reads version"):
        ClaimStore.open(fresh)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("postgresql://ann:top#secret@db.lab/claims", "postgresql://ann@db.lab/claims"),
        ("postgresql://ann:top?secret@db.lab:5432/claims", "postgresql://ann@db.lab:5432/claims"),
        ("postgres://ann:top/secret@db.lab/claims", "postgres://ann@db.lab/claims"),
        ("postgresql://ann:100%secret@db.lab/claims", "postgresql://ann@db.lab/claims"),
        ("postgresql://ann:top@secret@db.lab/claims", "postgresql://ann@db.lab/claims"),
        ("postgresql://db.lab/claims?user=ann&password=secret", "postgresql://db.lab/claims"),
        ("postgresql://db.lab:5432/claims?password=top@secret", "postgresql://…"),
        ("postgresql://ann:top?password=x@secret@db.lab/claims", "postgresql://…"),
        ("postgresql://[::1]:5432/claims", "postgresql://[::1]:5432/claims"),
        ("postgresql://[::1/claims", "postgresql://[::1/claims"),
        ("postgresql://ann@/claims?host=/run/postgresql", "postgresql://ann@/claims"),
        ("postgresql:///claims", "postgresql:///claims"),
    ],
)
def test_no_message_shows_a_password(given: str, told: str) -> None:
    assert shown(given) == told


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://[::1/claims",
        "postgresql://ann:100%secret@127.0.0.1:1/claims",
        "postgresql://ann:secret/top@127.0.0.1:1/claims",  # libpq reads "secret" as a port
        "postgresql://ann:top@secret@127.0.0.1:1/claims",  # and this one as a host
    ],
)
def test_what_is_no_address_is_told_without_libpqs_words(address: str) -> None:
    with pytest.raises(StoreError) as told:
        ClaimStore.open(address)
    assert str(told.value) == f"{shown(address)}: not an address of a database"


@pytest.mark.parametrize("isolation", ["read committed", "repeatable read", "serializable"])
def test_a_writer_sees_what_was_written_while_it_waited(server: Server, isolation: str) -> None:
    address = server.new()
    setting = (
        f"ALTER DATABASE {address.partition('?')[0].rpartition('/')[2]} SET default_transaction_isolation"
    )
    with ClaimStore.open(address, mode="write") as store:
        store._connection.execute(f"{setting} = '{isolation}'")
    with (
        ClaimStore.open(address, mode="write") as one,
        ClaimStore.open(address, mode="write") as other,
        ThreadPoolExecutor(1) as beside,
    ):
        with one.transaction():
            one.insert([trial()])
            second = beside.submit(other.insert, [review()])
            until_one_waits(one)
        assert second.result().claims == 5
        assert one.counts()["claims"] == 9


def until_one_waits(store: ClaimStore) -> None:
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    while store._connection.execute(waiting).fetchone() == (0,):
        time.sleep(0.02)


def test_a_writer_that_waited_in_vain_goes_on(address: str) -> None:
    with emptied(address) as one, ClaimStore.open(address, mode="write") as other:
        other._connection.execute("SET lock_timeout = '50ms'")
        with one.transaction():
            one.insert([trial()])
            for _ in range(2):
                with pytest.raises(StoreError, match="another process is writing it"):
                    other.insert([review()])
            assert other.counts()["claims"] == 0
        assert other.insert([review()]).claims == 5


def test_an_error_inside_a_transaction_names_the_store(address: str) -> None:
    with emptied(address) as store, store.transaction(), pytest.raises(StoreError, match=shown(address)):
        store.record_failure(Failure("a.xml", "PMID:\0", "broken"))


def unholdable() -> list[Record]:
    """Records that a server can't hold, each for another reason."""
    document = Document(id="PMID:8", text=f"{LONG} lowered hypotension.")
    claim = claim_in(document, document.text, LONG, "decreases", "hypotension")
    nul = Document(id="PMID:9", text="Lower\0ing IL-2 lowered hypotension.")
    split = claim_in(nul, nul.text, "IL-2", "decreases", "hypotension")
    return [
        to_record(Document(id="PMID:7", title="A\0", text="A\0\nIL-2 is a name."), sentences=(), claims=[]),
        msgspec.structs.replace(trial(), source=Source(retracts=("PMID:\0",))),
        msgspec.structs.replace(review(), id="notes\0", claims=()),
        renamed(review(), LONG),
        to_record(document, sentences=(), claims=[claim]),
        to_record(nul, sentences=(), claims=[split]),
    ]


@pytest.mark.parametrize("number", range(6))
def test_what_a_server_cant_hold_fails_alone(
    address: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(CONCEPTS, LONG, CONCEPTS["IL-2"])
    record = unholdable()[number]
    with emptied(address) as store:
        with pytest.raises(StoreError):
            store.insert([record])
        failure = held(record)
        assert isinstance(failure, Failure)
        assert "a store on a server holds no" in failure.reason
        store.record_failure(failure)
        assert len(store.failures()) == 1


@given(records())
def test_what_a_server_can_hold_stays_as_it_is(record: Record) -> None:
    assert held(record) is record


def test_merged_there_and_back_a_store_is_itself(server: Server, tmp_path: Path) -> None:
    with ClaimStore.open(tmp_path / "a.db", mode="write") as one:
        one.insert([trial(), renamed(review(), "PMID:20")], pipeline="made 1.0")
        one.withdraw("PMID:404")
    with ClaimStore.open(tmp_path / "b.db", mode="write") as other:
        other.insert([review(), trial()], pipeline="made 1.0")
        other.withdraw("PMID:20")
    there, again = server.new(), server.new()
    count = merge_stores([tmp_path / "a.db", tmp_path / "b.db"], there)
    assert (count.documents, count.shared, count.withdrawn) == (3, 1, 1)
    merge_stores([there, tmp_path / "b.db"], tmp_path / "c.db")
    merge_stores([tmp_path / "c.db", there], again)
    merge_stores([tmp_path / "b.db", tmp_path / "a.db"], tmp_path / "d.db")
    told = []
    for place in (there, tmp_path / "c.db", again, tmp_path / "d.db"):
        with ClaimStore.open(place) as store:
            told.append(answers(store))
    assert told[0] == told[1] == told[2] == told[3]
    with pytest.raises(StoreError, match="holds documents already"):
        merge_stores([tmp_path / "a.db"], there)
