"""Assembly: the same claims give the same graph, in whatever order and by whatever way they come."""

from __future__ import annotations

import math
from pathlib import Path
from random import Random

import networkx as nx
import pytest
from claim_samples import records, review, trial
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.extract.claim import Claim
from claimgraph.extract.records import Record, claims_of
from claimgraph.extract.store import ClaimStore
from claimgraph.extract.vocabulary import SYMMETRIC_PREDICATES
from claimgraph.graphs.build import assemble
from claimgraph.graphs.schema import EDGE_ATTRIBUTES, NODE_ATTRIBUTES

TYPES = {
    "string": {str},
    "long": {int},
    "double": {float},
    "list": {tuple},
    "json": {list, dict},
    "boolean": {bool},
}


def claims_in(given_records: list[Record]) -> list[Claim]:
    latest = {record.id: record for record in given_records}
    return [claim for record in latest.values() for claim in claims_of(record)]


def listing(graph: nx.MultiDiGraph[str]) -> list[object]:
    return [list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))]


@settings(max_examples=60, deadline=None)
@given(st.lists(records(), max_size=4), st.randoms(use_true_random=False))
def test_order_repetition_and_the_store_change_nothing(given_records: list[Record], random: Random) -> None:
    claims = claims_in(given_records)
    graph = assemble(claims)
    shuffled = [*claims, *claims[: len(claims) // 2]]
    random.shuffle(shuffled)
    assert listing(assemble(iter(shuffled))) == listing(graph)
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert(given_records)
        assert listing(assemble(store)) == listing(graph)


@settings(max_examples=60, deadline=None)
@given(st.lists(records(), max_size=4))
def test_nothing_is_lost_or_counted_twice(given_records: list[Record]) -> None:
    claims = claims_in(given_records)
    graph = assemble(claims)
    edges = list(graph.edges(keys=True, data=True))
    assert sorted(e["claim"] for *_, data in edges for e in data["evidence"]) == sorted(c.key for c in claims)
    assert len({key for *_, key, _ in edges}) == len(edges)
    for source, target, _, data in edges:
        assert data["n_claims"] == len(data["evidence"])
        assert data["n_claims"] == data["n_certain"] + data["n_probable"] + data["n_possible"]
        assert data["n_documents"] == len({e["document"] for e in data["evidence"]})
        if data["predicate"] in SYMMETRIC_PREDICATES:
            assert source <= target
    for node, data in graph.nodes(data=True):
        touching = {c.key for c in claims if node in (_key(c.subject), _key(c.object))}
        assert data["n_claims"] == len(touching)


def _key(mention: object) -> str:
    from claimgraph.extract.claim_key import node_key  # noqa: PLC0415

    return node_key(mention)  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None)
@given(st.lists(records(), max_size=4))
def test_every_attribute_is_in_the_schema_and_of_its_one_type(given_records: list[Record]) -> None:
    graph = assemble(claims_in(given_records))
    schemas = (
        (NODE_ATTRIBUTES, [d for _, d in graph.nodes(data=True)]),
        (
            EDGE_ATTRIBUTES,
            [d for *_, d in graph.edges(data=True)],
        ),
    )
    for attributes, data in schemas:
        kinds = {attribute.name: TYPES[attribute.kind] for attribute in attributes}
        for values in data:
            assert all(type(value) in kinds[name] for name, value in values.items())


def test_the_trial_and_the_review_meet_in_one_edge() -> None:
    graph = assemble([*claims_of(trial()), *claims_of(review())])
    treats = graph["HGNC:6001"]["MONDO:0005105"]
    (data,) = treats.values()
    assert (data["n_claims"], data["n_documents"], data["n_probable"], data["n_possible"]) == (2, 2, 1, 1)
    trial_says, review_asks = 0.9 * 0.7 / 0.95, 0.8 * 0.4 * 0.9 / 0.95  # 5 % is misread in every document
    assert math.isclose(data["belief"], 0.95 * (1 - (1 - trial_says) * (1 - review_asks)))
    assert [e["pmid"] for e in data["evidence"]] == ["1", "2"]
    assert data["evidence"][1]["sentence"] == "Is interleukin-2 of use in melanoma?"
    assert data["evidence"][1]["kind"] == "aim"


def test_what_is_denied_is_an_edge_of_its_own() -> None:
    graph = assemble([*claims_of(trial()), *claims_of(review())])
    both = graph["HGNC:6001"]["MONDO:0005086"]
    assert sorted((data["label"], data["interaction"], data["negated"]) for data in both.values()) == [
        ("not: treats", "not treats", True),
        ("treats", "treats", False),
    ]
    believed = {data["negated"]: data["belief"] for data in both.values()}  # 0.7 against 0.8
    assert math.isclose(believed[False], 0.7 * (1 - 0.8) / (1 - 0.7 * 0.8))
    assert math.isclose(believed[True], 0.8 * (1 - 0.7) / (1 - 0.7 * 0.8))


def test_evidence_tells_for_whom_a_claim_holds_and_where_it_was_published() -> None:
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert([trial()])
        kept = assemble(store)
    for graph in (kept, assemble(claims_of(trial()))):
        (edge,) = graph["text:Chemical:compound x9"]["HP:0002615"].values()
        (evidence,) = edge["evidence"]
        assert evidence["context"] == [
            {
                "role": "disease",
                "text": "melanoma",
                "id": "MONDO:0005105",
                "start": 160,
                "end": 168,
                "name": "melanoma",
                "type": "Disease",
                "xrefs": ["MESH:D008545"],
            }
        ]
    (edge,) = kept["text:Chemical:compound x9"]["HP:0002615"].values()
    (evidence,) = edge["evidence"]
    assert (evidence["journal"], evidence["year"], evidence["doi"]) == ("Invented Letters", 2021, None)


@pytest.mark.parametrize("path", ["claims.db", Path("claims.db")])
def test_a_path_is_no_store(path: str | Path) -> None:
    with pytest.raises(TypeError, match=r"ClaimStore\.open"):
        assemble(path)  # type: ignore[arg-type]


def test_a_name_without_identifier_is_a_node_called_as_texts_call_it() -> None:
    graph = assemble(claims_of(trial()))
    data = graph.nodes["text:Chemical:compound x9"]
    assert data["name"] == "compound X9"
    assert "id" not in data
    assert data["category"] == "biolink:ChemicalEntity"
