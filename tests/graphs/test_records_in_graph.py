"""A graph file becomes a store again, and that store gives the same graph; what can't be is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import networkx as nx
import pytest
from claim_samples import records, renamed, review, trial
from hypothesis import HealthCheck, given, settings

from claimgraph.errors import GraphFormatError
from claimgraph.extract.records import Record, claims_of
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.build import assemble
from claimgraph.graphs.formats.catalog import read_graph, write_graph
from claimgraph.graphs.records_in_graph import LONGEST_TEXT, records_in

WAYS: list[tuple[str, dict[str, Any]]] = [
    ("g.graphml", {}),
    ("g.graphml.gz", {"edges": "claims"}),
    ("g.graphml", {"evidence": "apart"}),
    ("g.graphml.gz", {"edges": "claims", "evidence": "apart", "yed": True}),
    ("g.json", {}),
    ("g.json.gz", {}),
    ("g.kgx", {}),
    ("g.kgx-jsonl", {}),
]


def restored(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert(records_in(graph))
        return assemble(store)


def same(one: nx.MultiDiGraph[str], other: nx.MultiDiGraph[str]) -> bool:
    return dict(one.nodes(data=True)) == dict(other.nodes(data=True)) and one.adj == other.adj


@pytest.mark.parametrize(("name", "options"), WAYS)
def test_every_format_that_is_read_gives_the_store_back(
    tmp_path: Path, name: str, options: dict[str, Any]
) -> None:
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert([trial(), review()])
        write_graph(store, tmp_path / name, **options)
        before = assemble(store)
    assert same(restored(read_graph(tmp_path / name)), before)


def test_documents_of_one_author_stay_one_voice() -> None:
    group = [
        msgspec.structs.replace(
            record, source=msgspec.structs.replace(record.source, authors=("Roe A", "Doe J"))
        )
        for record in (trial(), renamed(trial(), "PMID:3"))
    ]
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert([*group, review()])
        graph = assemble(store)
    assert same(restored(graph), graph)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records())
def test_the_claims_of_a_graph_are_those_it_was_made_of(record: Record) -> None:
    claims = list(claims_of(record))
    graph = assemble(claims)
    again = [claim for one in records_in(graph) for claim in claims_of(one)]
    assert {claim.key for claim in again} == {claim.key for claim in claims}
    assert same(assemble(again), graph)


def edited(**changes: Any) -> nx.MultiDiGraph[str]:
    """A graph in whose first claim some values are changed."""
    graph = assemble(list(claims_of(trial()))[:1])
    ((_, _, data),) = graph.edges(data=True)
    data["evidence"][0].update(changes)
    return graph


@pytest.mark.parametrize(
    ("graph", "told"),
    [
        (edited(claim="0" * 20), "not the key of what the claim says"),
        (edited(end=LONGEST_TEXT + 1), "no abstract"),
        (edited(start=0), "not as long as its place"),
        (edited(score="high"), "Expected `float`"),
        (edited(certainty=None), "Expected `str`"),
        (nx.MultiDiGraph([("a", "b")]), "node 'a'"),
    ],
)
def test_what_contradicts_itself_is_refused(graph: nx.MultiDiGraph[str], told: str) -> None:
    with pytest.raises(GraphFormatError, match=told):
        list(records_in(graph))


def test_without_evidence_there_is_nothing_to_import() -> None:
    graph = assemble(claims_of(trial()))
    for *_, data in graph.edges(data=True):
        del data["evidence"]
    with pytest.raises(GraphFormatError, match="has no evidence"):
        list(records_in(graph))


def test_two_texts_at_one_place_are_refused() -> None:
    graph = assemble(claims_of(trial()))
    edge = next(data for *_, data in graph.edges(data=True) if data["predicate"] == "treats")
    edge["evidence"][0]["sentence"] = "z" * len(edge["evidence"][0]["sentence"])
    with pytest.raises(GraphFormatError, match="two texts stand at"):
        list(records_in(graph))


def test_evidence_apart_that_fits_no_edge_is_refused(tmp_path: Path) -> None:
    write_graph(assemble(claims_of(trial())), tmp_path / "g.graphml", evidence="apart")
    (tmp_path / "g.evidence.jsonl").write_text('{"edge":"other","evidence":[]}\n', encoding="utf-8")
    with pytest.raises(GraphFormatError, match="line 1: the graph has no edge 'other'"):
        read_graph(tmp_path / "g.graphml")


def test_evidence_inside_stands_whatever_lies_beside(tmp_path: Path) -> None:
    (tmp_path / "g.evidence.jsonl").write_text("of another graph", encoding="utf-8")
    for name in ("g.graphml", "g.json", "g.kgx"):
        write_graph(assemble(claims_of(trial())), tmp_path / name)
        assert same(read_graph(tmp_path / name), assemble(claims_of(trial())))
