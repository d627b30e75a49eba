"""What stands on nodes and edges."""

from __future__ import annotations

import pytest
from claim_samples import support_in

from claimgraph.extract.belief import belief
from claimgraph.extract.statement import Node, Statement
from claimgraph.extract.vocabulary import CERTAINTIES, PREDICATES, TYPE_CATEGORIES
from claimgraph.graphs.schema import edge_attributes, node_attributes, statement_label


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
    attributes = edge_attributes(statement, [support_in("d")])
    assert statement_label(statement) == label
    assert (attributes["label"], attributes["interaction"], attributes["negated"]) == (
        label,
        interaction,
        negated,
    )


def test_an_edge_counts_its_claims_and_documents_by_certainty() -> None:
    supports = [support_in("d", certainty=certainty) for certainty in CERTAINTIES] + [
        support_in("e", certainty="possible")
    ]
    attributes = edge_attributes(Statement("a", "treats", "b"), supports)
    assert [attributes[f"n_{certainty}"] for certainty in CERTAINTIES] == [1, 1, 2]
    assert (attributes["n_claims"], attributes["n_documents"]) == (4, 2)
    assert attributes["belief"] == attributes["weight"] == belief(supports)


def test_an_edge_counts_by_year_and_section() -> None:
    supports = [
        support_in("d", year=2009, section="RESULTS"),
        support_in("d", year=2009, section="TITLE"),
        support_in("e", year=2011, section="RESULTS"),
        support_in("f"),
    ]
    attributes = edge_attributes(Statement("a", "treats", "b"), supports)
    assert (attributes["first_year"], attributes["last_year"]) == (2009, 2011)
    assert attributes["years"] == {"2009": 1, "2011": 1}  # documents
    assert attributes["sections"] == {"RESULTS": 2, "TITLE": 1}  # claims


def test_what_is_not_known_is_left_out() -> None:
    assert "direction" not in edge_attributes(Statement("a", "treats", "b"), [support_in("d")])
    assert {"first_year", "years", "sections"}.isdisjoint(
        edge_attributes(Statement("a", "treats", "b"), [support_in("d")])
    )
    assert "id" not in node_attributes(Node(key="text:Disease:x", id=None, name="x", type="Disease"))


def test_every_type_and_predicate_has_its_category() -> None:
    for kind, category in TYPE_CATEGORIES.items():
        assert node_attributes(Node(key="k", id="k", name="n", type=kind))["category"] == category
    for predicate, category in PREDICATES.items():
        stated = Statement("a", predicate, "b")
        assert edge_attributes(stated, [support_in("d")])["category"] == category
