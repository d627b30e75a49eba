"""Withdrawals are listed with their reasons, and undone as if they had never been."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from claim_samples import records, renamed, review, trial
from hypothesis import given, settings
from hypothesis import strategies as st
from store_contents import contents

from claimgraph.corpus.document import Document, Source
from claimgraph.errors import StoreError
from claimgraph.extract.records import Record
from claimgraph.extract.store import ClaimStore
from claimgraph.extract.store_files import SourceFile
from claimgraph.extract.store_ledger import Revision
from claimgraph.extract.store_standing import revision_of
from claimgraph.extract.store_withdrawals import Withdrawal

DOI = "DOI:10.9999/owls"


def sourced(record: Record, **values: object) -> Record:
    return msgspec.structs.replace(record, source=msgspec.structs.replace(record.source, **values))


@settings(max_examples=60, deadline=None)
@given(st.lists(records(), min_size=1, max_size=5), st.data())
def test_an_undone_withdrawal_leaves_the_store_as_if_there_had_been_none(
    read: list[Record], data: st.DataObject
) -> None:
    """Whenever it is withdrawn and taken in again, and by whatever name, read before, between or after."""
    read = [sourced(record, version=n, doi=f"10.9999/{record.id[5:]}") for n, record in enumerate(read)]
    article = data.draw(st.sampled_from(read))
    name = data.draw(st.sampled_from([article.id, f"DOI:10.9999/{article.id[5:]}"]))
    out = data.draw(st.integers(0, len(read)))
    back = data.draw(st.integers(out, len(read)))
    with (
        ClaimStore.open(":memory:", mode="write") as store,
        ClaimStore.open(":memory:", mode="write") as never,
    ):
        never.insert(read)
        store.insert(read[:out])
        store.withdraw(name)
        store.insert(read[out:back])
        store.restore(name)
        store.insert(read[back:])
        assert contents(store) == contents(never)
        assert store.withdrawals() == []
        with pytest.raises(StoreError, match="is not withdrawn"):
            store.restore(name)


def test_what_is_withdrawn_is_listed_with_what_is_known_of_it() -> None:
    notice = Document(id="PMID:9", text="Retraction", source=Source(pmid="9", retracts=(DOI,)))
    article = renamed(review(), "PMID:3")
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert([trial(), sourced(article, pmid="3", doi="10.9999/owls"), review()])
        store.insert([Record(id=notice.id, text=notice.text, source=notice.source)])
        store.insert([sourced(review(), retracted=True)])
        for name in ("PMID:1", "PMID:44"):
            store.withdraw(name)
        by_hand = store.document("PMID:1")
        assert [(one.name, one.retracted_by, one.n_claims) for one in store.withdrawals()] == [
            ("PMID:1", None, 4),
            ("PMID:2", "PMID:2", 5),
            ("PMID:3", "PMID:9", 5),
            ("PMID:44", None, None),
        ]
        assert store.withdrawals()[0].document == by_hand
        for name, said in (("PMID:2", "its own record"), (DOI, "PMID:9"), ("PMID:3", "PMID:9")):
            with pytest.raises(StoreError, match=f"stays out: {said} says that it is retracted"):
                store.restore(name)
        assert len(store.withdrawals()) == 4, "what is refused changes nothing"
        assert store.restore("PMID:44") == Withdrawal("PMID:44")
        restored = store.restore("PMID:1")
        assert (restored.name, restored.n_claims) == ("PMID:1", 4)
        assert [one.name for one in store.withdrawals()] == ["PMID:2", "PMID:3"]


def test_a_text_that_changed_while_it_was_withdrawn_is_read_again(tmp_path: Path) -> None:
    path = str(tmp_path / "trial.txt")
    changed = Document(id="PMID:1", text="Another text.", source=Source(path=path, pmid="1"))
    revision: Revision = revision_of(changed)
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert([trial()])
        store.put_file(SourceFile(path=path, state="done", checksum="ab"))
        store.withdraw("PMID:1")
        store.revise(revision)
        assert [one.n_claims for one in store.withdrawals()] == [None]
        assert store.restore("PMID:1").n_claims is None
        assert store.standing(changed, "") == "unread"
        assert [file.state for file in store.files()] == ["left"]


def test_the_state_after_a_document_is_forgotten_does_not_hang_on_its_row(tmp_path: Path) -> None:
    page = sourced(renamed(trial(), DOI), doi="10.9999/owls")
    states = []
    for name, row in (("a.db", 1), ("b.db", 77)):
        with ClaimStore.open(tmp_path / name, mode="write") as store:
            store.insert([page])
        with closing(sqlite3.connect(tmp_path / name)) as connection, connection:
            connection.execute("UPDATE document SET id = ?", (row,))
            for table in ("document_name", "claim", "mention", "sentence"):
                connection.execute(f"UPDATE {table} SET document_id = ?", (row,))
        with ClaimStore.open(tmp_path / name, mode="write") as store:
            store.insert([sourced(trial(), doi="10.9999/owls")])
            assert [document.id for document in store.documents()] == ["PMID:1"]
            states.append(store.state)
    assert states[0] == states[1]
