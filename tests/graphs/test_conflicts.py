"""Conflicts: what is claimed for and against, ranked, the same from a store and from its graph."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from claim_samples import claim_in, keyed, record_of, records, renamed, review, support_in, trial
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.corpus.document import Document, Source
from claimgraph.errors import QueryError, UnknownEntity
from claimgraph.extract.claim import Concept, Mention
from claimgraph.extract.records import Record, claims_of
from claimgraph.extract.statement import Circumstance, Statement
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.build import assemble
from claimgraph.graphs.conflicts import Conflict, conflicts
from claimgraph.graphs.differences import Difference, differences
from claimgraph.graphs.oppositions import QUESTION_OF, opposes


def told(number: int, sentence: str, subject: str, predicate: str, object_: str, **values: object) -> Record:
    """The record of a document of one sentence with one claim."""
    year = values.pop("year", None)
    document = Document(id=f"PMID:{number}", text=sentence, source=Source(year=year))  # type: ignore[arg-type]
    return record_of(document, (claim_in(document, sentence, subject, predicate, object_, **values),))  # type: ignore[arg-type]


def with_mouse_gene(record: Record) -> Record:
    """The record with mouse Il2 in the place of human IL2."""
    mouse = Concept("MGI:96548", "Il2", "GeneOrGeneProduct", ("HGNC:6001",))

    def changed(mention: Mention) -> Mention:
        same = mention.concept is None or mention.concept.id != "HGNC:6001"
        return mention if same else msgspec.structs.replace(mention, concept=mouse)

    claims = [
        msgspec.structs.replace(claim, subject=changed(claim.subject), object=changed(claim.object))
        for claim in claims_of(record)
    ]
    document = Document(id=record.id, text=record.text, source=record.source)
    return record_of(document, tuple(keyed(claim, record.id) for claim in claims))


MORE = told(11, "Raising Tregs, IL-2 was seen.", "IL-2", "increases", "Tregs", aspect="abundance", year=2004)
LESS = told(12, "Lowering Tregs, IL-2 was seen.", "IL-2", "decreases", "Tregs", aspect="abundance", year=2018)
NONE = told(
    13, "No change of Tregs by IL-2.", "IL-2", "regulates", "Tregs", aspect="abundance", polarity="negated"
)


@pytest.fixture
def store() -> Iterator[ClaimStore]:
    with ClaimStore.open(":memory:", mode="write") as opened:
        opened.insert([trial(), review()])
        yield opened


def stated(conflict: Conflict) -> tuple[list[str], list[str]]:
    """What both sides say, in words."""
    both = (conflict.for_, conflict.against)
    first, second = ([f"{r.polarity} {r.predicate}" for r in side.relations] for side in both)
    return first, second


def test_a_treatment_that_helps_and_does_not(store: ClaimStore) -> None:
    (conflict,) = conflicts(store)
    assert (conflict.subject.name, conflict.object.name) == ("IL2", "renal cell carcinoma")
    assert stated(conflict) == (["affirmed treats"], ["negated treats"])
    assert conflict.score == pytest.approx(0.7 * 0.8)
    assert (conflict.for_.strength, conflict.against.strength) == (0.7, 0.8)
    assert [e.sentence for e in conflict.against.relations[0].evidence] == [
        "IL-2 did not help renal cell carcinoma."
    ]
    assert (
        conflict.for_.relations[0].belief
        == assemble(store).edges["HGNC:6001", "MONDO:0005086", conflict.for_.relations[0].key]["belief"]
    )


def test_more_less_and_no_change_and_what_differs(store: ClaimStore) -> None:
    store.insert([MORE, LESS, NONE])
    (conflict,) = conflicts(store, "IL-2", with_="Tregs")
    assert stated(conflict) == (
        ["affirmed increases"],
        ["affirmed decreases", "negated regulates"],
    )
    assert (conflict.for_.first_year, conflict.against.last_year) == (2004, 2018)
    assert (conflict.for_.n_documents, conflict.against.n_documents) == (2, 2)
    year = next(one for one in conflict.differences if one.what == "year")
    assert (year.for_, year.against, year.apart) == ({"2004": 1}, {"2018": 1}, True)


def test_other_aspects_and_other_directions_of_reading_do_not_contradict(store: ClaimStore) -> None:
    store.insert(
        [told(14, "Lowering Tregs, IL-2 was seen.", "IL-2", "decreases", "Tregs", aspect="activity")]
    )
    assert conflicts(store, "Tregs") == []


def test_a_gene_of_the_mouse_stands_for_the_human_one(store: ClaimStore) -> None:
    store.insert([MORE, with_mouse_gene(LESS)])
    (conflict,) = conflicts(store, "Tregs")
    subjects = {relation.subject.key for relation in conflict.against.relations}
    assert subjects == {"MGI:96548"}
    assert conflict.differences[0] == Difference(
        what="subject", for_={"HGNC:6001": 2}, against={"MGI:96548": 1}, apart=True
    )
    assert conflicts(assemble(store), "Tregs") == [conflict]


def test_a_document_that_says_both_comes_after_documents_that_contradict_each_other() -> None:
    sentence = "Surely IL-2 goes with melanoma, IL-2 not with melanoma."
    document = Document(id="PMID:20", text=sentence)
    both = tuple(
        claim_in(document, sentence, "IL-2", "treats", "melanoma", polarity=polarity, score=0.95)
        for polarity in ("affirmed", "negated")
    )
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert([record_of(document, both), trial(), review()])
        first, second = conflicts(store)
        assert (first.object.name, second.object.name) == ("renal cell carcinoma", "melanoma")
        assert second.score == 0.0  # no other document is against
        assert second.against.strength == 0.95
        assert conflicts(store, limit=1) == [first]


def test_the_evidence_shown_is_bounded_and_the_counts_are_not(store: ClaimStore) -> None:
    store.insert([renamed(review(), "PMID:3")])
    (conflict,) = conflicts(store, evidence=1)
    assert len(conflict.against.relations[0].evidence) == 1
    assert (conflict.against.n_claims, conflict.against.n_documents) == (2, 2)


def test_plain_data_says_for_and_against(store: ClaimStore) -> None:
    (plain,) = msgspec.json.decode(msgspec.json.encode(conflicts(store)))
    assert (
        plain["for"]["relations"][0]["predicate"] == plain["against"]["relations"][0]["predicate"] == "treats"
    )


def test_what_is_asked_must_be_known_and_the_graph_one_of_claims(store: ClaimStore) -> None:
    graph = assemble(store)
    for source in (store, graph):
        with pytest.raises(UnknownEntity, match="did you mean melanoma"):
            conflicts(source, "melanomma")
    for *_, data in graph.edges(data=True):
        del data["evidence"]
    with pytest.raises(QueryError, match=r"no graph of claims: .* has no evidence"):
        conflicts(graph)


@settings(max_examples=60, deadline=None)
@given(st.lists(records(), max_size=6))
def test_store_and_graph_agree_and_no_contradiction_is_missed(given_records: list[Record]) -> None:
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert(given_records)
        graph = assemble(store)
        found = conflicts(store)
        assert conflicts(graph) == found
        for node in graph:
            assert conflicts(graph, node) == conflicts(store, node)
        edges = [one.statement for one in store.statements()]
    asked = {
        (one.subject, one.object, QUESTION_OF[one.predicate], one.aspect)
        for one in edges
        for other in edges
        if (one.subject, one.object, one.aspect) == (other.subject, other.object, other.aspect)
        and QUESTION_OF[one.predicate] == QUESTION_OF[other.predicate]
        and opposes(one, other)
    }
    assert len(found) == len(asked)
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    for conflict in found:
        assert {one.polarity for one in conflict.for_.relations} == {"affirmed"}


def test_differences_name_what_parts_the_sides_first() -> None:
    def claimed(species: str | None, **values: object) -> tuple[Statement, object]:
        said = () if species is None else (Circumstance("species", species, None),)
        return Statement("A", "treats", "B"), support_in("d", context=said, **values)

    found = differences(
        [claimed("mice"), claimed("Mice"), claimed(None)],  # type: ignore[list-item]
        [claimed("rats", certainty="possible"), claimed(None, certainty="possible")],  # type: ignore[list-item]
    )
    assert [(one.what, one.for_, one.against, one.apart) for one in found] == [
        ("species", {"Mice": 2}, {"rats": 1}, True),
        ("certainty", {"certain": 3}, {"possible": 2}, True),
    ]


@pytest.mark.parametrize("asked", ["IL-2", "HGNC:6001", "MGI:96548"])
@pytest.mark.parametrize("turned", [False, True])
def test_a_mouses_gene_counts_as_the_human_one_however_it_is_asked_for(asked: str, turned: bool) -> None:
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert([MORE, with_mouse_gene(LESS)])
        for source in (store, assemble(store)):
            one, other = ("Tregs", asked) if turned else (asked, "Tregs")
            if asked == "IL-2" and source is not store:
                one, other = (
                    name.replace("IL-2", "IL2").replace("Tregs", "CL:0000815") for name in (one, other)
                )
            elif source is not store:
                one, other = (name.replace("Tregs", "CL:0000815") for name in (one, other))
            assert len(conflicts(source, one)) == len(conflicts(source, one, with_=other)) == 1
