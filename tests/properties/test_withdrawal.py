"""What is withdrawn, or declared retracted, was never read: whatever came first, nothing of it is left."""

from __future__ import annotations

import msgspec
from claim_samples import records, renamed
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.corpus.document import Source
from claimgraph.extract.records import Record
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.build import assemble
from claimgraph.graphs.conflicts import conflicts
from claimgraph.graphs.query import relations

_COUNTED = ("nodes", "statements", "claims", "sentences")


@st.composite
def articles(draw: st.DrawFn) -> list[Record]:
    """A record each of some documents, of few last authors and years; some say the same."""
    found = draw(st.lists(records(), min_size=1, max_size=3, unique_by=lambda record: record.id))
    found += [renamed(record, f"{record.id}00") for record in found if draw(st.booleans())]
    sources = st.builds(
        Source,
        authors=st.sampled_from([(), ("Doe J",), ("Roe R", "Doe J"), ("Roe R",)]),
        year=st.sampled_from([None, 2001, 2010]),
    )
    return [msgspec.structs.replace(record, source=draw(sources)) for record in found]


def notice(names: list[str]) -> Record:
    """A notice that declares articles retracted."""
    return Record(id="PMID:99", text="Retraction notice.", source=Source(retracts=tuple(names)))


def left(store: ClaimStore) -> object:
    """All that a store answers with."""
    graph = assemble(store)
    return (
        list(graph.nodes(data=True)),
        list(graph.edges(keys=True, data=True)),
        [(found.statement, found.n_claims, found.n_documents) for found in store.statements()],
        {name: store.counts()[name] for name in _COUNTED},
        conflicts(store),
        [relations(store, node) for node in graph],
    )


@settings(max_examples=50, deadline=None)
@given(articles(), st.data())
def test_withdrawal_leaves_what_was_never_read(given_records: list[Record], data: st.DataObject) -> None:
    gone = set(data.draw(st.lists(st.sampled_from([record.id for record in given_records]), unique=True)))
    retracted = set(data.draw(st.lists(st.sampled_from(sorted(gone)), unique=True))) if gone else set()
    events: list[Record | str] = [*given_records, *sorted(gone - retracted)]
    if retracted:
        events.append(notice(sorted(retracted)))
    again = data.draw(st.lists(st.sampled_from(given_records), max_size=2))  # read a second time
    with (
        ClaimStore.open(":memory:", mode="write") as store,
        ClaimStore.open(":memory:", mode="write") as never,
    ):
        for event in data.draw(st.permutations([*events, *again])):
            if isinstance(event, str):
                store.withdraw(event)
            else:
                store.insert([event])
        never.insert([record for record in given_records if record.id not in gone])
        assert left(store) == left(never)
