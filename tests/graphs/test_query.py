"""Questions to a store: known answers, and the filters one by one."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from claim_samples import claim_in, keyed, record_of, records, renamed, review, trial
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.corpus.document import Document, Source
from claimgraph.errors import QueryError, UnknownEntity
from claimgraph.extract.claim import Concept, Mention
from claimgraph.extract.records import Record, claims_of, to_record
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.build import assemble
from claimgraph.graphs.entities import resolve
from claimgraph.graphs.query import relations
from claimgraph.graphs.relation import Relation
from claimgraph.models.lexicon import CORE
from claimgraph.models.lexicon_layout import META


@pytest.fixture
def store() -> Iterator[ClaimStore]:
    with ClaimStore.open(":memory:", mode="write") as opened:
        opened.insert([trial(), review()])
        yield opened


def told(found: list[Relation]) -> list[tuple[str, str, str, str]]:
    return [(r.subject.name, r.predicate, r.object.name, r.polarity) for r in found]


def test_everything_said_of_an_entity_best_believed_first(store: ClaimStore) -> None:
    found = relations(store, "IL-2")
    assert told(found) == [
        ("IL2", "increases", "regulatory T cell", "affirmed"),
        ("IL2", "treats", "melanoma", "affirmed"),
        ("IL2", "causes", "Hypotension", "affirmed"),
        ("IL2", "treats", "renal cell carcinoma", "negated"),
        ("IL2", "treats", "renal cell carcinoma", "affirmed"),
    ]
    assert [r.belief for r in found] == sorted((r.belief for r in found), reverse=True)
    melanoma = found[1]
    assert (melanoma.n_claims, melanoma.n_documents) == (2, 2)
    assert [e.sentence for e in melanoma.evidence] == [
        "We gave IL-2 against melanoma and renal cell carcinoma.",
        "Is interleukin-2 of use in melanoma?",
    ]


@pytest.mark.parametrize("name", ["IL2", "il 2", "Interleukin-2", "HGNC:6001", "NCBIGene:3558"])
def test_an_entity_may_be_named_in_many_ways(store: ClaimStore, name: str) -> None:
    assert relations(store, name) == relations(store, "IL-2")


def test_relations_are_the_edges_of_the_graph(store: ClaimStore) -> None:
    graph = assemble(store)
    for relation in relations(store, "IL-2"):
        data = graph.edges[relation.subject.key, relation.object.key, relation.key]
        assert data["belief"] == relation.belief
        assert data["n_claims"] == relation.n_claims
        assert {e["claim"] for e in data["evidence"]} == {e.claim for e in relation.evidence}


def test_filters(store: ClaimStore) -> None:
    def told_of(name: str, **filters: object) -> list[str]:
        return [r.object.name for r in relations(store, name, **filters)]  # type: ignore[arg-type]

    assert told_of("IL-2", with_="melanoma") == ["melanoma"]
    assert told_of("melanoma", with_="IL-2") == ["melanoma"]
    assert told_of("IL-2", with_="TGF-beta") == []
    assert told_of("IL-2", predicate="causes") == ["Hypotension"]
    assert told_of("IL-2", predicate=["causes", "increases"]) == ["regulatory T cell", "Hypotension"]
    assert told_of("IL-2", polarity="negated") == ["renal cell carcinoma"]
    assert told_of("IL-2", direction="increased") == ["regulatory T cell"]
    assert told_of("IL-2", aspect="abundance") == ["regulatory T cell"]
    assert told_of("hypotension", context="melanoma") == ["Hypotension"]
    assert told_of("hypotension", context="renal cell carcinoma") == []
    assert told_of("TGF-β", role="subject") == ["immune escape"]
    assert told_of("melanoma", role="subject") == []
    assert told_of("IL-2", role="object") == []
    assert len(told_of("IL-2", limit=2)) == 2
    assert told_of("IL-2", limit=0) == []


def test_a_predicate_that_reads_both_ways_fits_either_role(store: ClaimStore) -> None:
    for role in ("subject", "object"):
        found = relations(store, "immune escape", predicate="associated_with", role=role)  # type: ignore[arg-type]
        assert [(r.subject.name, r.object.name) for r in found] == [("regulatory T cell", "immune escape")]


def test_a_filter_on_claims_counts_only_what_fits(store: ClaimStore) -> None:
    (relation,) = relations(store, "IL-2", with_="melanoma", certainty="possible")
    assert (relation.n_claims, relation.n_documents) == (1, 1)
    assert [e.document for e in relation.evidence] == ["PMID:2"]
    assert relation.belief == pytest.approx(0.8 * 0.4 * 0.9)
    (relation,) = relations(store, "IL-2", with_="melanoma", evidence=1)
    assert relation.n_claims == 2
    assert len(relation.evidence) == 1


def test_an_unknown_entity_comes_with_suggestions(store: ClaimStore) -> None:
    with pytest.raises(UnknownEntity, match="did you mean melanoma") as raised:
        relations(store, "melanomma")
    assert raised.value.suggestions == ("melanoma",)
    with pytest.raises(UnknownEntity, match=r"'zzz' in this store$"):
        relations(store, "IL-2", with_="zzz")


@pytest.mark.parametrize("filters", [{"predicate": "cures"}, {"polarity": "no"}, {"certainty": ["sure"]}])
def test_a_value_outside_the_vocabulary_is_told(store: ClaimStore, filters: dict[str, str]) -> None:
    with pytest.raises(QueryError, match="is none of"):
        relations(store, "IL-2", **filters)  # type: ignore[arg-type]


def test_answers_are_plain_data(store: ClaimStore) -> None:
    plain = msgspec.json.decode(msgspec.json.encode(relations(store, "IL-2", limit=1)))
    assert plain[0]["subject"]["xrefs"] == ["NCBIGene:3558", "UniProt:P60568"]
    assert plain[0]["evidence"][0]["sentence"] == "Expanding Tregs is what IL-2 does."


def test_a_withdrawn_document_no_longer_answers(store: ClaimStore) -> None:
    store.withdraw("PMID:1")
    assert told(relations(store, "IL-2", with_="melanoma")) == [("IL2", "treats", "melanoma", "affirmed")]
    with pytest.raises(UnknownEntity):
        relations(store, "hypotension")


def _regrounded(record: Record, concept: Concept | None, document: str) -> Record:
    """A record in which IL-2 means something else."""

    def changed(mention: Mention) -> Mention:
        if mention.text != "IL-2":
            return mention
        kind = concept.type if concept else mention.type
        return msgspec.structs.replace(mention, concept=concept, type=kind)

    claims = [
        keyed(
            msgspec.structs.replace(claim, subject=changed(claim.subject), object=changed(claim.object)),
            document,
        )
        for claim in claims_of(record)
    ]
    return to_record(Document(id=document, text=record.text), claims=claims)


def test_a_name_takes_its_equivalents_and_ungrounded_mentions_along_but_no_homonyms() -> None:
    document = Document(id="PMID:9", text="Hear: IL-2 treats melanoma")
    record = record_of(document, (claim_in(document, document.text, "IL-2", "treats", "melanoma"),))
    mouse = Concept("MGI:96548", "Il2", "GeneOrGeneProduct", ("HGNC:6001",))
    place = Concept("UBERON:1", "Interlaken 2", "Anatomy")
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert([trial(), review()])
        store.insert([_regrounded(record, mouse, "m"), _regrounded(record, None, "u")])
        store.insert([_regrounded(record, place, "p")])
        entity = resolve(store, "IL-2")
        assert entity.nodes[0].key == "HGNC:6001"
        assert set(entity.keys) == {"HGNC:6001", "MGI:96548", "text:GeneOrGeneProduct:il-2"}
        assert [node.key for node in entity.others] == ["UBERON:1"]
        assert resolve(store, "HGNC:6001").keys == ("HGNC:6001",)
        assert len(relations(store, "IL-2", with_="melanoma")) == 3


def test_documents_of_one_last_author_add_nothing_to_one_another_and_years_are_counted() -> None:
    def told_by(number: int, author: str, year: int) -> Record:
        source = Source(authors=(f"Someone {number}", author), year=year)
        return msgspec.structs.replace(renamed(review(), f"PMID:{number}"), source=source)

    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert([told_by(1, "Doe J", 2001), told_by(2, "Doe J", 2003)])
        (alone,) = relations(store, "IL-2", predicate="increases")
        store.insert([told_by(3, "Roe R", 2003)])
        (confirmed,) = relations(store, "IL-2", predicate="increases")
        edge = assemble(store).edges[confirmed.subject.key, confirmed.object.key, confirmed.key]
    assert (alone.n_documents, alone.belief) == (2, 0.8)
    assert confirmed.belief > 0.9
    assert (edge["belief"], edge["evidence"][0]["author"]) == (confirmed.belief, "Doe J")
    assert (confirmed.first_year, confirmed.last_year, confirmed.years) == (
        2001,
        2003,
        {"2001": 1, "2003": 2},
    )
    assert confirmed.sections == {"RESULTS": 3}


@settings(max_examples=40, deadline=None)
@given(st.lists(records(), min_size=1, max_size=4))
def test_relations_of_every_node_are_its_edges(given_records: list[Record]) -> None:
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert(given_records)
        graph = assemble(store)
        for node in graph:
            edges = {key for *_, key in (*graph.in_edges(node, keys=True), *graph.out_edges(node, keys=True))}
            found = relations(store, node)
            assert {relation.key for relation in found} == edges
            denials = relations(store, node, polarity="negated")
            assert denials == [relation for relation in found if relation.polarity == "negated"]
            for relation in found:
                data = graph.edges[relation.subject.key, relation.object.key, relation.key]
                counted = ("belief", "n_claims", "n_documents", "first_year", "last_year")
                assert all(data.get(name) == getattr(relation, name) for name in counted)
                assert (data.get("years", {}), data.get("sections", {})) == (
                    relation.years,
                    relation.sections,
                )


@pytest.mark.skipif(not (CORE / META).is_file(), reason="the core lexicon is not compiled")
def test_a_name_that_no_text_uses_is_looked_up_in_the_lexicon(store: ClaimStore) -> None:
    assert resolve(store, "T regulatory cells").keys == ("CL:0000815",)
    assert resolve(store, "malignant melanoma").keys == ("MONDO:0005105",)
    with pytest.raises(UnknownEntity):
        resolve(store, "haemoglobin")  # in the lexicon, not in the store
