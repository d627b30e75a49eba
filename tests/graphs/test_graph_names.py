"""A graph of claims knows what a name means as the store of the same claims does."""

from __future__ import annotations

import msgspec
import pytest
from claim_samples import CONCEPTS, claim_in, record_of, records, review, trial
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.corpus.document import Document
from claimgraph.errors import UnknownEntity
from claimgraph.extract.records import Record
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.build import assemble
from claimgraph.graphs.claim_source import ClaimSource
from claimgraph.graphs.entities import Entity, resolve
from claimgraph.graphs.entity_search import find_entities
from claimgraph.graphs.formats.graphml import write_graphml
from claimgraph.graphs.formats.graphml_read import read_graphml
from claimgraph.graphs.graph_claims import GraphClaims

IDENTIFIERS = sorted({name for c in CONCEPTS.values() if c for name in (c.id, *c.xrefs, c.name)})
KEYS = ["text:Chemical:compound x9", "text:BiologicalProcess:immune escape"]
NAMES = st.sampled_from([*CONCEPTS, *IDENTIFIERS, *KEYS])
ASKED = st.one_of(
    NAMES,
    NAMES.map(str.upper),
    NAMES.map(str.swapcase),
    NAMES.map(lambda name: f"{name}s"),
    NAMES.flatmap(lambda name: st.integers(1, len(name)).map(lambda end: name[:end])),
    NAMES.flatmap(lambda name: st.integers(0, len(name) - 1).map(lambda n: name[:n] + name[n + 1 :])),
    st.text(alphabet="ilmx2 -:β", min_size=1, max_size=6),
)


def meant(source: ClaimSource, name: str) -> Entity | tuple[str, ...]:
    """What is meant by a name, or the names that it looks like."""
    try:
        return resolve(source, name)
    except UnknownEntity as error:
        return error.suggestions


@settings(max_examples=150, deadline=None)
@given(st.lists(records(), min_size=1, max_size=4), st.lists(ASKED, min_size=1, max_size=8))
def test_a_name_means_the_same_in_a_store_and_in_its_graph(
    given_records: list[Record], asked: list[str]
) -> None:
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert(given_records)
        claims = GraphClaims(assemble(store))
        for name in filter(str.strip, asked):
            assert claims.find_concept(name) == store.find_concept(name), name
            assert meant(claims, name) == meant(store, name), name
            assert find_entities(claims, name) == find_entities(store, name), name
            for limit in (1, 3, 2_000):
                assert claims.names(name, limit=limit) == store.names(name, limit=limit)
        assert find_entities(claims, type_="Disease", limit=None) == find_entities(
            store, type_="Disease", limit=None
        )


def test_words_that_only_texts_use_are_known_to_a_graph_even_out_of_a_file(tmp_path: object) -> None:
    path = f"{tmp_path}/graph.graphml"
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert([trial(), review()])
        write_graphml(store, path)
        claims = GraphClaims(read_graphml(path))
        for name in ("interleukin-2", "Treg", "TGF-beta"):
            (found,) = claims.find_concept(name)
            assert [found] == store.find_concept(name)
            assert found.n_mentions > 0


def test_a_circumstance_is_known_by_words_and_cross_references_alike() -> None:
    text = "We saw that IL-2 caused hypotension in melanoma. So did compound X9 with Tregs."
    document = Document(id="PMID:7", text=text)
    first, second = text.partition(". ")[0] + ".", text.partition(". ")[2]
    claims = (
        claim_in(document, first, "IL-2", "causes", "hypotension", context="melanoma"),
        claim_in(document, second, "compound X9", "associated_with", "Tregs"),
    )
    said = claims[0].context[0]
    nameless = msgspec.structs.replace(said, mention=claims[1].subject)
    nameless = msgspec.structs.replace(
        nameless, start=claims[1].subject.start, end=claims[1].subject.end, text="compound X9"
    )
    only = (msgspec.structs.replace(claims[0], context=(said, nameless)),)
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert([record_of(document, only)])
        graph = GraphClaims(assemble(store))
        for name in ("mesh:D008545", "melanoma", "compound x9", "text:chemical:Compound X9"):
            assert graph.find_concept(name), name
            assert graph.find_concept(name) == store.find_concept(name)


@pytest.mark.parametrize("predicate", ["binds", "associated_with"])
def test_words_go_to_their_own_end_of_a_claim_that_its_edge_turns_round(predicate: str) -> None:
    text = "Interplay: interleukin-2 and Tregs."
    document = Document(id="PMID:8", text=text)
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert([record_of(document, (claim_in(document, text, "interleukin-2", predicate, "Tregs"),))])
        graph = GraphClaims(assemble(store))
        (found,) = graph.find_concept("interleukin-2")
        assert (found.node.key, found.n_mentions) == ("HGNC:6001", 1)
