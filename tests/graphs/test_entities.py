"""Entities: an identifier means its one node, a name what texts most often mean by it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from claim_samples import review, trial

from claimgraph.errors import UnknownEntity
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.entities import resolve


@pytest.fixture
def store() -> Iterator[ClaimStore]:
    with ClaimStore.open(":memory:", mode="write") as opened:
        opened.insert([trial(), review()])
        yield opened


@pytest.mark.parametrize(
    "asked", ["HGNC:6001", "hgnc:6001", "NCBIGene:3558", "ncbigene:3558", "uniprot:p60568"]
)
def test_identifiers_and_cross_references_are_read_in_any_case(store: ClaimStore, asked: str) -> None:
    entity = resolve(store, asked)
    assert entity.keys == ("HGNC:6001",)
    assert (entity.asked, entity.others) == (asked, ())


def test_a_name_that_was_never_grounded_is_found_under_its_text(store: ClaimStore) -> None:
    (node,) = resolve(store, "compound x9").nodes
    assert (node.key, node.id, node.name) == ("text:Chemical:compound x9", None, "compound X9")


def test_an_unknown_name_says_what_it_looks_like(store: ClaimStore) -> None:
    with pytest.raises(UnknownEntity, match="no entity called 'hypotention'") as raised:
        resolve(store, "hypotention")
    assert raised.value.suggestions == ("Hypotension",)
