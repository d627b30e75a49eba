"""Which statements contradict one another: opposite signs, and what is affirmed against what is denied."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extract.statement import Statement
from claimgraph.extract.vocabulary import PREDICATES

# What is asked of two things: predicates that answer the same question, each with the sign of its answer
# (0: that there is something, whatever its sign). Any other predicate is a question of its own.
QUESTIONS: dict[str, dict[str, int]] = {
    "change": {"increases": 1, "decreases": -1, "regulates": 0},
    "outcome": {"causes": 1, "treats": -1, "prevents": -1},  # a part in a disease is no sign
    "correlation": {
        "positively_correlated_with": 1,
        "negatively_correlated_with": -1,
        "associated_with": 0,
    },
}
_SIGNS = {predicate: sign for answers in QUESTIONS.values() for predicate, sign in answers.items()}
_BY_PREDICATE = {predicate: name for name, answers in QUESTIONS.items() for predicate in answers}
QUESTION_OF: dict[str, str] = {predicate: _BY_PREDICATE.get(predicate, predicate) for predicate in PREDICATES}


def opposes(one: Statement, other: Statement) -> bool:
    """Whether two answers to one question (the same two things, question and aspect) contradict each other.

    Affirmed answers do so by opposite signs. A denial contradicts what it denies; where it denies that there is
    anything at all ("does not affect", "is not associated with"), it contradicts either sign, too. Denials do
    not contradict each other.

    >>> more, less = (Statement("A", predicate, "B") for predicate in ("increases", "decreases"))
    >>> none = Statement("A", "regulates", "B", polarity="negated")
    >>> opposes(more, less), opposes(more, none), opposes(none, less)
    (True, True, True)
    >>> opposes(less, Statement("A", "increases", "B", "increased", None, "negated"))
    False
    """
    if one.polarity == other.polarity:
        return one.polarity == "affirmed" and sign(one) * sign(other) < 0
    denial = one if one.polarity == "negated" else other
    return one.predicate == other.predicate or sign(denial) == 0


def sign(statement: Statement) -> int:
    """What the predicate says of the object: more of it (1), less (-1), or neither (0)."""
    return _SIGNS.get(statement.predicate, 0)


def sides(statements: Sequence[Statement]) -> list[tuple[list[Statement], list[Statement]]]:
    """The ways to part the answers to one question into those of one sign and what contradicts them.

    A statement that contradicts nothing, or nothing but the others of a way, is on no side of that way.
    """
    found = []
    for wanted in (1, -1, 0):
        same = [one for one in statements if one.polarity == "affirmed" and sign(one) == wanted]
        contested = [one for one in same if any(opposes(one, other) for other in statements)]
        against = [other for other in statements if any(opposes(one, other) for one in contested)]
        if contested:
            found.append((contested, against))
    return found
