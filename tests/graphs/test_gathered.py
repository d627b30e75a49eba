"""Claims in memory: folded by node and statement as a store folds them."""

from __future__ import annotations

import msgspec
import pytest
from claim_samples import CONCEPTS, review, trial

from claimgraph.extract.claim import Claim, Concept
from claimgraph.extract.records import claims_of
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.gathered import GatheredClaims


def test_of_claims_with_one_key_the_best_scored_counts() -> None:
    claim = next(claims_of(trial()))
    better = msgspec.structs.replace(claim, score=0.95, certainty="certain")
    for order in ([claim, better], [better, claim]):
        ((_, supports),) = GatheredClaims(order).statements()
        assert [(s.score, s.certainty) for s in supports] == [(0.95, "certain")]


def test_where_mentions_differ_the_most_common_name_and_references_hold() -> None:
    usual = CONCEPTS["IL-2"]
    assert usual is not None
    claims = [*claims_of(trial()), *claims_of(review())]
    odd = Concept(usual.id, "IL-2 gene", "GeneOrGeneProduct", ())
    first = msgspec.structs.replace(
        claims[0], subject=msgspec.structs.replace(claims[0].subject, concept=odd)
    )
    (node,) = (node for node in GatheredClaims([first, *claims[1:]]).nodes() if node.key == usual.id)
    assert (node.name, node.xrefs) == (usual.name, usual.xrefs)
    assert (node.n_claims, node.n_documents) == (6, 2)


@pytest.mark.parametrize("claims", [[], [*claims_of(trial())], [*claims_of(trial()), *claims_of(review())]])
def test_nodes_and_statements_are_those_of_a_store(claims: list[Claim]) -> None:
    documents = {claim.document for claim in claims}
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert(record for record in (trial(), review()) if record.id in documents)
        gathered = GatheredClaims(claims)
        assert list(gathered.nodes()) == list(store.nodes())
        assert [statement for statement, _ in gathered.statements()] == [
            s.statement for s in store.statements()
        ]
