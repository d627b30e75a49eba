"""Paths: the best first, none missed, none that is no path."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

import networkx as nx
import pytest
from claim_samples import claim_in, record_of, records, review, trial
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.corpus.document import Document
from claimgraph.errors import QueryError, UnknownEntity
from claimgraph.extract.records import Record
from claimgraph.extract.store import ClaimStore
from claimgraph.extract.vocabulary import SYMMETRIC_PREDICATES
from claimgraph.graphs.build import assemble
from claimgraph.graphs.path_search import best_paths
from claimgraph.graphs.paths import paths


@pytest.fixture
def store() -> Iterator[ClaimStore]:
    with ClaimStore.open(":memory:", mode="write") as opened:
        opened.insert([trial(), review()])
        yield opened


def names(found: list) -> list[list[str]]:  # type: ignore[type-arg]
    return [[node.name for node in path.nodes] for path in found]


def test_a_chain_with_its_claims(store: ClaimStore) -> None:
    (path,) = paths(store, "melanoma", "immune escape")
    assert [node.name for node in path.nodes] == ["melanoma", "IL2", "regulatory T cell", "immune escape"]
    trial_says, review_asks = 0.9 * 0.7 / 0.95, 0.8 * 0.4 * 0.9 / 0.95  # 5 % is misread in every document
    treats = 0.95 * (1 - (1 - trial_says) * (1 - review_asks))
    assert path.belief == pytest.approx(treats * 0.8 * 0.8)
    assert [hop.relations[0].predicate for hop in path.hops] == ["treats", "increases", "associated_with"]
    assert path.hops[0].relations[0].subject.name == "IL2"  # the claim keeps its own direction
    assert path.hops[1].relations[0].evidence[0].sentence == "Expanding Tregs is what IL-2 does."


def test_length_and_direction(store: ClaimStore) -> None:
    assert names(paths(store, "IL-2", "hypotension")) == [["IL2", "Hypotension"]]
    assert names(paths(store, "IL-2", "compound X9", max_length=1)) == []
    assert names(paths(store, "IL-2", "compound X9", max_length=2)) == [["IL2", "Hypotension", "compound X9"]]
    assert names(paths(store, "IL-2", "compound X9", directed=True)) == []
    assert names(paths(store, "IL-2", "immune escape", directed=True)) == [
        ["IL2", "regulatory T cell", "immune escape"]
    ]
    assert names(paths(store, "immune escape", "IL-2", directed=True)) == []


def test_what_is_denied_is_no_way(store: ClaimStore) -> None:
    (path,) = paths(store, "IL-2", "renal cell carcinoma")
    assert [r.polarity for r in path.hops[0].relations] == ["affirmed"]
    (path,) = paths(store, "IL-2", "renal cell carcinoma", polarity=None)
    assert {r.polarity for r in path.hops[0].relations} == {"affirmed", "negated"}
    assert paths(store, "IL-2", "melanoma", certainty="certain") == []
    assert paths(store, "IL-2", "melanoma", predicate="causes") == []


def test_questions_that_can_not_be_answered(store: ClaimStore) -> None:
    with pytest.raises(UnknownEntity, match="did you mean"):
        paths(store, "IL-2", "melanomma")
    with pytest.raises(QueryError, match="the same: HGNC:6001"):
        paths(store, "IL-2", "interleukin-2")
    for length in (0, 7):
        with pytest.raises(QueryError, match="1 to 6 hops"):
            paths(store, "IL-2", "melanoma", max_length=length)


edges = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.integers(0, 4)), max_size=16
)


@settings(max_examples=200, deadline=None)
@given(edges, st.integers(1, 4))
def test_best_paths_are_all_simple_paths_by_cost(steps: list[tuple[str, str, int]], max_length: int) -> None:
    costs: dict[str, dict[str, float]] = {}
    for one, other, cost in steps:
        if one != other:
            costs.setdefault(one, {})[other] = float(cost)
    graph = nx.DiGraph([(one, other) for one, ways in costs.items() for other in ways])
    graph.add_nodes_from("ab")
    expected = sorted(
        (sum(costs[one][other] for one, other in pairwise(path)), tuple(path))
        for path in nx.all_simple_paths(graph, "a", "b", cutoff=max_length)
    )
    assert list(best_paths(costs, ["a"], ["b"], max_length=max_length)) == expected


@settings(max_examples=60, deadline=None)
@given(st.lists(records(), min_size=1, max_size=4), st.integers(1, 4), st.booleans())
def test_the_store_gives_the_paths_of_the_whole_graph(
    given_records: list[Record], max_length: int, directed: bool
) -> None:
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert(given_records)
        view: nx.DiGraph[str] = nx.DiGraph()
        for source, target, data in assemble(store).edges(data=True):
            if data["polarity"] == "negated" or data["belief"] == 0 or source == target:
                continue
            both = not directed or data["predicate"] in SYMMETRIC_PREDICATES
            for one, other in ((source, target), (target, source))[: 1 + both]:
                known = view.get_edge_data(one, other, {"belief": 0.0})["belief"]
                view.add_edge(one, other, belief=max(known, data["belief"]))
        nodes = sorted(node.key for node in store.nodes())
        for start, end in pairwise(nodes):
            expected = {}
            if start in view and end in view:
                for path in nx.all_simple_paths(view, start, end, cutoff=max_length):
                    trust = math.prod(view.edges[step]["belief"] for step in pairwise(path))
                    expected[tuple(path)] = trust
            found = paths(store, start, end, max_length=max_length, limit=10_000, directed=directed)
            assert {tuple(n.key for n in path.nodes) for path in found} == set(expected)
            for path in found:
                assert math.isclose(
                    path.belief, expected[tuple(n.key for n in path.nodes)], rel_tol=1e-6, abs_tol=1e-11
                )
                assert path.belief == pytest.approx(
                    math.prod(hop.relations[0].belief for hop in path.hops), rel=1e-6, abs=1e-11
                )


def test_that_one_is_a_kind_of_another_is_no_way_unless_asked_for() -> None:
    sentence = "IL-2 was given, and melanoma is a Tregs."
    document = Document(id="PMID:31", text=sentence)
    kind = claim_in(document, sentence, "melanoma", "is_a", "Tregs")
    acts = claim_in(document, sentence, "IL-2", "increases", "Tregs")
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert([record_of(document, (kind, acts))])
        assert paths(store, "IL-2", "melanoma") == []
        (path,) = paths(store, "IL-2", "melanoma", predicate=["is_a", "increases"])
    assert [hop.relations[0].predicate for hop in path.hops] == ["increases", "is_a"]
