"""What stands on nodes and edges."""

from __future__ import annotations

import pytest

from claimgraph.extract.statement import Node, Statement, Support
from claimgraph.extract.vocabulary import CERTAINTIES, PREDICATES, TYPE_CATEGORIES
from claimgraph.graphs.schema import edge_attributes, node_attributes, statement_label


def support(document: str, certainty: str) -> Support:
    """A claim that stands in a document, of middling score."""
    return Support(
        claim=f"{document}-{certainty}",
        document=document,
        pmid=None,
        sentence="X lowers Y.",
        start=0,
        end=11,
        subject=(0, 1),
        object=(9, 10),
        section=None,
        certainty=certainty,
        kind="finding",
        score=0.5,
    )


@pytest.mark.parametrize(
    ("statement", "label", "interaction", "negated"),
    [
        (Statement("a", "decreases", "b", "decreased", "activity"), "decreases activity", "decreases", False),
        (
            Statement("a", "decreases", "b", "decreased", None, "negated"),
            "not: decreases",
            "not decreases",
            True,
        ),
        (Statement("a", "is_a", "b"), "is a", "is_a", False),
    ],
)
def test_a_denial_shows_in_every_programme(
    statement: Statement, label: str, interaction: str, *, negated: bool
) -> None:
    attributes = edge_attributes(statement, [support("d", "certain")])
    assert statement_label(statement) == label
    assert (attributes["label"], attributes["interaction"], attributes["negated"]) == (
        label,
        interaction,
        negated,
    )


def test_an_edge_counts_its_claims_and_documents_by_certainty() -> None:
    supports = [support("d", certainty) for certainty in CERTAINTIES] + [support("e", "possible")]
    attributes = edge_attributes(Statement("a", "treats", "b"), supports)
    assert [attributes[f"n_{certainty}"] for certainty in CERTAINTIES] == [1, 1, 2]
    assert (attributes["n_claims"], attributes["n_documents"]) == (4, 2)
    assert attributes["belief"] == attributes["weight"] == pytest.approx(1 - 0.5 * 0.8)


def test_what_is_not_known_is_left_out() -> None:
    assert "direction" not in edge_attributes(Statement("a", "treats", "b"), [support("d", "certain")])
    assert "id" not in node_attributes(Node(key="text:Disease:x", id=None, name="x", type="Disease"))


def test_every_type_and_predicate_has_its_category() -> None:
    for kind, category in TYPE_CATEGORIES.items():
        assert node_attributes(Node(key="k", id="k", name="n", type=kind))["category"] == category
    for predicate, category in PREDICATES.items():
        stated = Statement("a", predicate, "b")
        assert edge_attributes(stated, [support("d", "certain")])["category"] == category
