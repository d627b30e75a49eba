"""Names that say what their bearers do: "X, a Y inhibitor"."""

from collections.abc import Callable

import pytest

TYPES = {"Drugamab": "Chemical", "MEK inhibitor": "Chemical", "MEK": "GeneOrGeneProduct"}
CASES = {
    "apposition": (
        "Drugamab|NN|5|nsubj ,|,|-1|punct a|DT|2|det MEK|NN|1|compound inhibitor|NN|-4|appos sleeps_|VBZ|0|ROOT "
        ".|.|-1|punct",
        TYPES,
        ["Drugamab decreases activity MEK"],
    ),
    "copula": (
        "Drugamab|NN|4|nsubj is|VBZ|3|cop a|DT|2|det MEK|NN|1|compound inhibitor_|NN|0|ROOT .|.|-1|punct",
        TYPES,
        ["Drugamab decreases activity MEK"],
    ),
    "before the name": (
        "The|DT|3|det MEK|NN|2|compound inhibitor|NN|1|compound Drugamab|NN|1|nsubj sleeps_|VBZ|0|ROOT .|.|-1|punct",
        TYPES,
        ["Drugamab decreases activity MEK"],
    ),
    "before the name, and no noun of agents": (
        "The|DT|3|det MEK|NN|2|compound protein|NN|1|compound Drugamab|NN|1|nsubj sleeps_|VBZ|0|ROOT .|.|-1|punct",
        {"Drugamab": "Chemical", "MEK protein": "Chemical", "MEK": "GeneOrGeneProduct"},
        [],
    ),
    "one of two names only": (
        "Drugamab|NN|8|nsubj ,|,|-1|punct a|DT|2|det MEK|NN|1|compound inhibitor|NN|-4|appos ,|,|-5|punct "
        "and|CC|-6|cc aspirin|NN|-7|conj slept_|VBD|0|ROOT .|.|-1|punct",
        TYPES | {"aspirin": "Chemical"},
        ["Drugamab decreases activity MEK"],
    ),
    "a class that says nothing of a thing in it": (
        "Drugamab|NN|4|nsubj is|VBZ|3|cop an|DT|2|det alkylating|VBG|1|amod drug_|NN|0|ROOT .|.|-1|punct",
        {"Drugamab": "Chemical", "alkylating drug": "Chemical"},
        ["Drugamab is_a - alkylating drug"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_agent_names(case: str, states: Callable[..., list[str]]) -> None:
    parse, types, expected = CASES[case]
    assert states(parse, types) == expected
