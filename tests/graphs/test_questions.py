"""Questions about neighbourhoods, causes, time and patterns: known answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from claim_samples import claim_in, record_of, review, trial

from claimgraph.corpus.document import Document
from claimgraph.errors import QueryError
from claimgraph.extract.claim_counts import YearCount
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.build import assemble
from claimgraph.graphs.changes import changes_between_sources, changes_between_years
from claimgraph.graphs.entity_search import find_entities
from claimgraph.graphs.neighbourhood import neighbourhood
from claimgraph.graphs.over_time import over_time
from claimgraph.graphs.paths import paths
from claimgraph.graphs.patterns import Edge, Variable, find_patterns
from claimgraph.graphs.query import relations
from claimgraph.graphs.related import related
from claimgraph.graphs.shared_neighbours import common_causes, common_effects
from claimgraph.graphs.sub_graph import sub_graph


@pytest.fixture
def store() -> Iterator[ClaimStore]:
    with ClaimStore.open(":memory:", mode="write") as opened:
        opened.insert([trial(), review()])
        yield opened


def test_relations_between_types_and_by_where_they_stand(store: ClaimStore) -> None:
    found = relations(store, type_="GeneOrGeneProduct", other_type="Phenotype")
    assert [(r.subject.name, r.object.name) for r in found] == [("IL2", "Hypotension")]
    assert [r.object.name for r in relations(store, "IL-2", other_type="CellType")] == ["regulatory T cell"]
    assert relations(store, type_="Phenotype", role="subject") == []
    assert {e.document for r in relations(store, "IL-2", since=2021) for e in r.evidence} == {"PMID:1"}
    assert relations(store, "IL-2", until=2020) == []
    (asked,) = relations(store, "IL-2", kind="aim")
    assert (asked.object.name, asked.n_claims) == ("melanoma", 1)
    assert relations(store, "IL-2", section="METHODS") == []
    assert [r.object.name for r in relations(store, "IL-2", least_belief=0.7)] == [
        "regulatory T cell",
        "melanoma",
    ]
    for wrong in ({}, {"type_": "Gene"}):
        with pytest.raises(QueryError):
            relations(store, **wrong)  # type: ignore[arg-type]
    with pytest.raises(QueryError, match="between 0 and 1"):
        relations(store, "IL-2", least_belief=2.0)


def test_the_sign_of_a_path_its_weakest_hop_and_what_speaks_against(store: ClaimStore) -> None:
    (path,) = paths(store, "melanoma", "Tregs")
    assert (path.sign, path.weakest) == (-1, 0)  # treats, increases
    (path,) = paths(store, "melanoma", "immune escape")
    assert path.sign is None  # associated_with has none
    (path,) = paths(store, "IL-2", "renal cell carcinoma")
    assert [r.polarity for r in path.hops[0].opposing] == ["negated"]
    assert path.hops[0].opposing[0].evidence[0].document == "PMID:2"


def test_entities_are_found_by_piece_type_and_likeness(store: ClaimStore) -> None:
    def told(name: str | None, **options: object) -> list[tuple[str, str]]:
        found = find_entities(store, name, **options)  # type: ignore[arg-type]
        return [(hit.node.name, hit.reason) for hit in found]

    assert told("melan") == [("melanoma", "prefix")]
    assert told("interleukin 2") == [("IL2", "name")]
    assert told("MESH:D008545") == [("melanoma", "xref")]
    assert told("HGNC:6001") == [("IL2", "id")]
    assert told("melanomma") == [("melanoma", "alike")]
    assert told("melanomma", type_="Chemical") == []
    assert told(None, type_="GeneOrGeneProduct") == [("IL2", "type"), ("TGFB", "type")]
    assert told(None, limit=1) == [("IL2", "type")]


def test_a_neighbourhood_is_as_deep_and_as_wide_as_asked(store: ClaimStore) -> None:
    found = neighbourhood(store, "immune escape", depth=2)
    distances = {one.node.name: one.distance for one in found.nodes}
    assert distances == {"immune escape": 0, "TGFB": 1, "regulatory T cell": 1, "IL2": 2}
    assert len(found.relations) == 3
    narrow = neighbourhood(store, "IL-2", width=1)
    assert [r.object.name for r in narrow.relations] == ["regulatory T cell"]
    with pytest.raises(QueryError, match="1 to 5"):
        neighbourhood(store, "IL-2", depth=6)


def test_what_goes_together_beyond_chance(store: ClaimStore) -> None:
    document = Document(id="PMID:7", text="In mice TGF-β and Tregs")
    store.insert([record_of(document, (claim_in(document, document.text, "TGF-β", "binds", "Tregs"),))])
    assert [one.node.name for one in related(store, "hypotension")] == ["compound X9", "IL2"]
    assert related(store, "hypotension", other_type="Chemical")[0].n_documents == 1
    assert related(store, "TGF-β", other_type="Chemical") == []


def test_common_causes_and_effects(store: ClaimStore) -> None:
    (cause,) = common_causes(store, "melanoma", "Tregs")
    assert (cause.node.name, cause.sign) == ("IL2", -1)
    assert cause.belief == pytest.approx(cause.one[0].belief * cause.other[0].belief)
    (effect,) = common_effects(store, "IL-2", "compound X9")
    assert (effect.node.name, effect.sign) == ("Hypotension", -1)
    assert common_effects(store, "IL-2", "TGF-β") == []
    with pytest.raises(QueryError, match="the same"):
        common_causes(store, "IL-2", "interleukin-2")


def test_claims_by_year_and_what_a_year_changes(store: ClaimStore) -> None:
    assert over_time(store, "IL-2") == [YearCount(2021, 3, 1, 3, 0), YearCount(None, 3, 1, 2, 1)]
    assert over_time(store, "compound X9") == [YearCount(2021, 1, 1, 1, 0)]
    assert {one.change for one in changes_between_years(store, 2020, 2021, "IL-2")} == {"new"}
    assert changes_between_years(store, 2021, 2022, "IL-2") == []
    with pytest.raises(QueryError, match="earlier year"):
        changes_between_years(store, 2021, 2021)


def test_what_is_gone_is_no_part_of_the_graph_of_changes(store: ClaimStore) -> None:
    with ClaimStore.open(":memory:", mode="write") as later:
        later.insert([review()])
        changes = changes_between_sources(store, later)
    assert {one.change for one in changes} >= {"gone", "weaker"}
    now = {one.after.key for one in changes if one.after is not None}
    assert {key for *_, key in sub_graph(changes).edges(keys=True)} == now


def test_patterns_that_share_entities(store: ClaimStore) -> None:
    drug, disease = Variable("drug", "GeneOrGeneProduct"), Variable("disease", "Disease")
    cell = Variable("cell", ("CellType", "CellLine"))
    edges = [Edge(drug, disease, {"predicate": "treats"}), Edge(drug, cell, {"direction": "increased"})]
    found = find_patterns(store, edges)
    assert [one.nodes["disease"].name for one in found] == ["melanoma", "renal cell carcinoma"]
    assert found[0].belief == pytest.approx(found[0].edges[0][0].belief * found[0].edges[1][0].belief)
    assert find_patterns(store, edges, limit=1) == found[:1]
    (denied,) = find_patterns(store, [Edge(drug, disease, {"polarity": "negated"})])
    assert denied.nodes["disease"].name == "renal cell carcinoma"
    escape = Variable("process", entity="immune escape")
    (turned,) = find_patterns(store, [Edge(escape, cell)])  # associated_with reads both ways
    assert turned.nodes["cell"].name == "regulatory T cell"
    for wrong in (
        [],
        [Edge(drug, drug)],
        [Edge(drug, disease), Edge(cell, escape)],
        [Edge(drug, disease), Edge(Variable("drug"), cell)],
    ):
        with pytest.raises(QueryError):
            find_patterns(store, wrong)


def test_the_graph_of_an_answer_is_part_of_the_whole(store: ClaimStore) -> None:
    whole = assemble(store)
    part = sub_graph(paths(store, "melanoma", "immune escape", evidence=None))
    assert len(part.edges) == 3
    for source, target, key, data in part.edges(keys=True, data=True):
        assert whole.edges[source, target, key] == data
    assert all(whole.nodes[node] == data for node, data in part.nodes(data=True))
