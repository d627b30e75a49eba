"""Verbs of a series that the parse took for attributes of their objects."""

from collections.abc import Callable

import pytest

CASES = {
    "a second object is that of a second verb": (
        "Aspirin|NN|1|nsubj reduced|VBD|0|ROOT insulin|NN|-1|dobj ,|,|-2|punct increased|VBN|1|amod "
        "albumin|NN|-4|dobj and|CC|-5|cc decreased|VBN|1|amod TNF_|NN|-7|conj .|.|-8|punct",
        ["Aspirin decreases - insulin", "Aspirin increases - albumin", "Aspirin decreases - TNF"],
    ),
    "a coordinated object with a verb of its own": (
        "Aspirin|NN|1|nsubj reduced|VBD|0|ROOT insulin|NN|-1|dobj and|CC|-1|cc increased|VBN|2|amod "
        "albumin|NN|1|compound levels_|NNS|-4|conj .|.|-6|punct",
        ["Aspirin decreases - insulin", "Aspirin increases abundance albumin"],
    ),
    "an attribute behind an article stays one": (
        "Aspirin|NN|1|nsubj reduced|VBD|0|ROOT insulin|NN|-1|dobj and|CC|-1|cc the|DT|2|det increased|VBN|1|amod "
        "albumin_|NN|-4|conj .|.|-6|punct",
        ["Aspirin decreases - insulin", "Aspirin decreases - albumin"],
    ),
    "an attribute behind a verb in the present stays one": (
        "Aspirin|NN|1|nsubj causes|VBZ|0|ROOT insulin|NN|1|compound loss|NN|-2|dobj and|CC|-1|cc "
        "decreased|VBN|1|amod albumin_|NN|-3|conj .|.|-6|punct",
        ["Aspirin decreases - insulin", "Aspirin decreases - albumin"],
    ),
}
TYPES = {"Aspirin": "Chemical"} | dict.fromkeys(("insulin", "albumin", "TNF"), "GeneOrGeneProduct")


@pytest.mark.parametrize("case", CASES)
def test_each_verb_has_its_object(case: str, states: Callable[..., list[str]]) -> None:
    parse, expected = CASES[case]
    types = {name: kind for name, kind in TYPES.items() if name in parse}
    assert sorted(states(parse, types)) == sorted(expected)
