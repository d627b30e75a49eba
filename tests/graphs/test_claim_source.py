"""A store and the graph made of it give the same answers to every question."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from claim_samples import records, review, trial
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.errors import QueryError, UnknownEntity
from claimgraph.extract.records import Record
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.build import assemble
from claimgraph.graphs.changes import changes_between_sources, changes_between_years
from claimgraph.graphs.entity_search import find_entities
from claimgraph.graphs.graph_claims import GraphClaims
from claimgraph.graphs.neighbourhood import neighbourhood
from claimgraph.graphs.over_time import over_time
from claimgraph.graphs.paths import paths
from claimgraph.graphs.patterns import Edge, Variable, find_patterns
from claimgraph.graphs.query import relations
from claimgraph.graphs.related import related
from claimgraph.graphs.shared_neighbours import common_causes, common_effects

FILTERS: list[dict[str, Any]] = [
    {},
    {"predicate": ["treats", "binds"], "polarity": "affirmed"},
    {"direction": "increased"},
    {"least_belief": 0.6},
    {"aspect": "activity", "certainty": ["certain", "possible"]},
    {"kind": "finding", "section": "RESULTS", "least_belief": 0.4},
    {"since": 2020},
    {"context": "MONDO:0005105"},
]


def answered(question: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    """The answer, or what kind of error came instead."""
    try:
        return question(*arguments, **options)
    except QueryError as error:
        return type(error)


@settings(max_examples=40, deadline=None)
@given(st.lists(records(), max_size=5), st.sampled_from(FILTERS))
def test_answers_are_the_same(given_records: list[Record], filters: dict[str, Any]) -> None:
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert([trial(), *given_records])
        claims = GraphClaims(assemble(store))

        def same(question: Callable[..., Any], *arguments: Any, **options: Any) -> None:
            expected = answered(question, store, *arguments, **options)
            assert answered(question, claims, *arguments, **options) == expected

        keys = [node.key for node in store.nodes()]
        for key in keys:
            for role in (None, "subject", "object"):
                same(relations, key, role=role, **filters)
            same(relations, key, other_type="Disease", limit=2, evidence=1, **filters)
            same(neighbourhood, key, depth=2, width=2, **filters)
            same(relations, key, limit=1, **filters)
            same(related, key)
            same(related, key, other_type="Disease", limit=1)
            same(find_entities, key)
        for one, other in pairwise(keys):
            same(relations, one, with_=other, **filters)
            same(paths, one, other, max_length=4, **filters)
            same(paths, one, other, directed=True, **filters)
            same(common_causes, one, other, **filters)
            same(common_effects, one, other, **filters)
        same(relations, type_="GeneOrGeneProduct", other_type=["Disease", "Phenotype"], **filters)
        same(relations, type_="GeneOrGeneProduct", role="object", **filters)
        same(over_time, **filters)
        same(over_time, type_="Disease")
        same(changes_between_years, 2019, 2022, **filters)
        same(find_entities, type_="GeneOrGeneProduct", limit=2)
        gene, disease = Variable("gene", "GeneOrGeneProduct"), Variable("disease", "Disease")
        any_other = Variable("other")
        same(find_patterns, [Edge(gene, disease, filters), Edge(gene, any_other)], limit=5)  # type: ignore[arg-type]


def test_a_graph_is_asked_as_it_is_and_a_foreign_one_refused() -> None:
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert([trial(), review()])
        graph = assemble(store)
        assert relations(graph, "il 2") == relations(store, "IL2")
        assert relations(graph, "NCBIGene:3558") == relations(store, "NCBIGene:3558")
        with pytest.raises(UnknownEntity, match="did you mean melanoma"):
            relations(graph, "melanomma")
    foreign: nx.MultiDiGraph[str] = nx.MultiDiGraph([("a", "b")])
    with pytest.raises(QueryError, match="no graph of claims"):
        relations(foreign, "a")


def test_what_differs_between_two_sources() -> None:
    with (
        ClaimStore.open(":memory:", mode="write") as old,
        ClaimStore.open(":memory:", mode="write") as new,
    ):
        old.insert([trial()])
        new.insert([trial(), review()])
        found = changes_between_sources(old, new, "IL-2")
        told = {(one.change, one.relation.predicate, one.relation.polarity) for one in found}
        assert told == {
            ("new", "treats", "negated"),
            ("new", "increases", "affirmed"),
            ("stronger", "treats", "affirmed"),
            ("weaker", "treats", "affirmed"),  # it is denied now
        }
        assert {one.change for one in changes_between_sources(new, old, "Tregs")} == {"gone"}
        assert changes_between_sources(new, assemble(new)) == []
        with pytest.raises(UnknownEntity):
            changes_between_sources(old, new, "haemoglobin")
