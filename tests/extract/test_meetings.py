"""Those who are named together: "between X and Y", "the X/Y complex", "X and Y interact"."""

from collections.abc import Callable

import pytest

GENES = dict.fromkeys(("FOXP3", "RUNX1"), "GeneOrGeneProduct")
CASES = {
    "two meet each other": (
        "FOXP3|NN|3|nsubj and|CC|-1|cc RUNX1|NN|-2|conj associate|VBP|0|ROOT with|IN|2|case each|DT|1|det "
        "other|JJ|-3|nmod .|.|-4|punct",
        GENES,
        ["FOXP3 binds - RUNX1"],
    ),
    "two meet": (
        "FOXP3|NN|3|nsubj and|CC|-1|cc RUNX1|NN|-2|conj interact|VBP|0|ROOT .|.|-1|punct",
        GENES,
        ["FOXP3 binds - RUNX1"],
    ),
    "no claim: two meet a third": (
        "FOXP3|NN|3|nsubj and|CC|-1|cc RUNX1|NN|-2|conj associate|VBP|0|ROOT with|IN|2|case the|DT|1|det "
        "membrane|NN|-3|nmod .|.|-4|punct",
        GENES,
        [],
    ),
    "no claim: two meet one that is named later": (
        "FOXP3|NN|3|nsubj and|CC|-1|cc RUNX1|NN|-2|conj interact|VBP|0|ROOT with|IN|-1|dep and|CC|-2|cc "
        "hinder|VBP|-3|conj histones|NNS|-1|dobj .|.|-5|punct",
        GENES,
        [],
    ),
    "no claim: two bind to a third": (
        "Binding|NN|7|nsubjpass of|IN|1|case FOXP3|NN|-2|nmod and|CC|-1|cc RUNX1|NN|-2|conj to|TO|1|case "
        "histones|NNS|-6|nmod was|VBD|1|auxpass seen|VBN|0|ROOT .|.|-1|punct",
        GENES,
        [],
    ),
    "two form a complex": (
        "FOXP3|NN|3|nsubj and|CC|-1|cc RUNX1|NN|-2|conj form|VBP|0|ROOT a|DT|1|det complex|NN|-2|dobj "
        ".|.|-3|punct",
        GENES,
        ["FOXP3 binds - RUNX1"],
    ),
    "a complex that bears both names": (
        "The|DT|4|det FOXP3|NN|3|compound /|HYPH|1|punct RUNX1|NN|1|compound complex|NN|2|nsubjpass "
        "was|VBD|1|auxpass found|VBN|0|ROOT .|.|-1|punct",
        GENES,
        ["FOXP3 binds - RUNX1"],
    ),
    "the interaction of named factors": (
        "Interaction|NN|7|nsubjpass of|IN|2|case factors|NNS|1|dep FOXP3|NN|-3|nmod and|CC|-1|cc RUNX1|NN|-2|conj "
        "was|VBD|1|auxpass found|VBN|0|ROOT .|.|-1|punct",
        GENES,
        ["FOXP3 binds - RUNX1"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_relations(case: str, states: Callable[..., list[str]]) -> None:
    parse, types, expected = CASES[case]
    assert sorted(states(parse, types)) == sorted(expected)
