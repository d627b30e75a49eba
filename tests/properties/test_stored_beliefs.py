"""What a store keeps with a statement is what its claims add up to, however they came and went."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from claim_samples import records, renamed, review, trial
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.corpus.document import Source
from claimgraph.extract.belief import belief
from claimgraph.extract.claim_counts import counted
from claimgraph.extract.records import Record
from claimgraph.extract.store import ClaimStore
from claimgraph.extract.store_merge import merge_stores
from claimgraph.extract.store_standing import revision_of
from claimgraph.graphs.build import stated

SOURCES = st.builds(
    Source,
    authors=st.sampled_from([(), ("Doe J",), ("Roe R", "Doe J"), ("Roe R",)]),
    year=st.sampled_from([None, 2001, 2010]),
)


def assert_stored_is_computed(store: ClaimStore) -> None:
    """Compare every stored summary with the claims that it is of."""
    stored = {one.statement: one for one in store.statements()}
    computed = list(stated(store))
    assert len(computed) == len(stored)
    for statement, supports, opposing in computed:
        summary = stored[statement]
        assert summary.belief == belief(supports, opposing)
        expected = msgspec.structs.asdict(counted(supports))
        assert {name: getattr(summary, name) for name in expected} == expected


@settings(max_examples=50, deadline=None)
@given(st.lists(records(), max_size=4), st.data())
def test_summaries_follow_the_claims(given_records: list[Record], data: st.DataObject) -> None:
    known = [trial(), review(), *given_records]
    known += [renamed(record, f"{record.id}00") for record in known if data.draw(st.booleans())]
    known = [msgspec.structs.replace(record, source=data.draw(SOURCES)) for record in known]
    with ClaimStore.open(":memory:", mode="write") as store:
        for record in data.draw(st.permutations(known)):
            store.insert([record])
            if data.draw(st.booleans()):  # another document, or the same one, is told of anew, or goes
                other = data.draw(st.sampled_from(known))
                told = msgspec.structs.replace(other, source=data.draw(SOURCES))
                if data.draw(st.booleans()):
                    store.revise(revision_of(told))
                else:
                    store.withdraw(other.id)
            assert_stored_is_computed(store)


@settings(max_examples=10, deadline=None)
@given(st.lists(records(), max_size=4), st.lists(records(), max_size=4))
def test_summaries_follow_a_merge(one: list[Record], other: list[Record]) -> None:
    with TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("one.db", "other.db")]
        for path, given_records in zip(paths, ([trial(), *one], [review(), *other]), strict=True):
            with ClaimStore.open(path, mode="write") as store:
                store.insert(given_records)
        merge_stores(paths, Path(folder, "merged.db"))
        with ClaimStore.open(Path(folder, "merged.db")) as store:
            assert_stored_is_computed(store)
