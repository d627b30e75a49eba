"""Of several relations between two mentions the most trusted one is kept, then the one that says more."""

from collections.abc import Callable

import msgspec
import pytest
from spacy.tokens import Doc

from claimgraph.extract.relation import Relation
from claimgraph.extract.relation_choice import best_relations


@pytest.fixture
def relation(parsed: Callable[..., Doc], relate: Callable[..., Relation]) -> Relation:
    doc = parsed("Aspirin|NN|1|nsubj inhibits|VBZ|0|ROOT renin_|NN|-1|dobj .|.|-2|punct")
    return relate(doc, "Aspirin", "inhibits", "renin")


def test_the_higher_score_wins(relation: Relation) -> None:
    weaker = msgspec.structs.replace(relation, predicate="increases", score=0.4)
    assert best_relations([weaker, relation]) == [relation]


def test_at_equal_scores_the_sign_wins_over_the_vague(relation: Relation) -> None:
    vague = msgspec.structs.replace(relation, predicate="regulates")
    assert best_relations([vague, relation]) == best_relations([relation, vague]) == [relation]


def test_one_relation_a_pair_whatever_its_direction(relation: Relation) -> None:
    turned = msgspec.structs.replace(
        relation, subject=relation.object, object=relation.subject, predicate="associated_with", score=0.5
    )
    assert best_relations([relation, turned]) == [relation]
