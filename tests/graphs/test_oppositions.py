"""Which statements contradict one another, and which only differ."""

from __future__ import annotations

import doctest

import pytest

from claimgraph.extract.statement import Statement
from claimgraph.extract.vocabulary import PREDICATES, SIGNED_PREDICATES
from claimgraph.graphs import oppositions
from claimgraph.graphs.oppositions import QUESTION_OF, opposes, sides


def said(predicate: str) -> Statement:
    """A statement of A and B; "not treats" denies."""
    name = predicate.removeprefix("not ")
    polarity = "negated" if name != predicate else "affirmed"
    return Statement("A", name, "B", SIGNED_PREDICATES.get(name), None, polarity)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("increases", "decreases"),
        ("increases", "not increases"),
        ("increases", "not regulates"),
        ("decreases", "not regulates"),
        ("regulates", "not regulates"),
        ("treats", "causes"),
        ("prevents", "causes"),
        ("treats", "not treats"),
        ("positively_correlated_with", "negatively_correlated_with"),
        ("positively_correlated_with", "not associated_with"),
        ("produces", "not produces"),
    ],
)
def test_what_contradicts(one: str, other: str) -> None:
    assert QUESTION_OF[said(one).predicate] == QUESTION_OF[said(other).predicate]
    assert opposes(said(one), said(other))
    assert opposes(said(other), said(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("increases", "not decreases"),
        ("increases", "regulates"),
        ("regulates", "not increases"),
        ("not increases", "not decreases"),
        ("not increases", "not regulates"),
        ("treats", "prevents"),
        ("treats", "not causes"),
        ("causes", "not treats"),
        ("associated_with", "negatively_correlated_with"),
    ],
)
def test_what_only_differs(one: str, other: str) -> None:
    assert not opposes(said(one), said(other))
    assert not opposes(said(other), said(one))


def test_every_predicate_answers_a_question() -> None:
    assert QUESTION_OF.keys() == PREDICATES.keys()
    assert QUESTION_OF["increases"] != QUESTION_OF["treats"] != QUESTION_OF["binds"]


def test_a_side_has_one_sign_and_the_other_all_that_contradicts_it() -> None:
    more, less, none, some = map(said, ("increases", "decreases", "not regulates", "regulates"))
    assert sides([more, less, none, some]) == [
        ([more], [less, none]),
        ([less], [more, none]),
        ([some], [none]),
    ]
    assert sides([more, some, said("not decreases")]) == []


def test_the_examples_hold() -> None:
    assert doctest.testmod(oppositions).attempted > 0
    assert doctest.testmod(oppositions).failed == 0
