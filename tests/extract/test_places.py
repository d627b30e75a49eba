"""Who stands at the places of a trigger: manners, pronouns, classes between, agents that the parse hung elsewhere."""

from collections.abc import Callable

import pytest

GENES = dict.fromkeys(("FOXP3", "RUNX1"), "GeneOrGeneProduct")
CASES = {
    "a pronoun stands for the subject": (
        "FOXP3|NN|1|nsubj needs|VBZ|0|ROOT its|PRP$|1|nmod:poss binding|NN|-2|dobj to|TO|1|case RUNX1|NN|-2|nmod "
        ".|.|-5|punct",
        GENES,
        ["FOXP3 binds - RUNX1"],
    ),
    "a pronoun stands for what it is coordinated with": (
        "FOXP3|NN|7|nsubjpass and|CC|-1|cc its|PRP$|1|nmod:poss interaction|NN|-3|conj with|IN|1|case "
        "RUNX1|NN|-2|nmod were|VBD|1|auxpass found|VBN|0|ROOT .|.|-1|punct",
        GENES,
        ["FOXP3 binds - RUNX1"],
    ),
    "no claim: one pronoun, two things": (
        "FOXP3|NN|3|nsubj and|CC|-1|cc CTLA4|NN|-2|conj need|VBP|0|ROOT its|PRP$|1|nmod:poss binding|NN|-2|dobj "
        "to|TO|1|case RUNX1|NN|-2|nmod .|.|-5|punct",
        GENES | {"CTLA4": "GeneOrGeneProduct"},
        [],
    ),
    "what changes in a manner": (
        "FOXP3|NN|2|nsubjpass was|VBD|1|auxpass lost|VBN|0|ROOT in|IN|5|case a|DT|4|det RUNX1|NN|2|compound "
        "-|HYPH|1|punct dependent|JJ|1|amod manner|NN|-6|nmod .|.|-7|punct",
        GENES,
        ["RUNX1 contributes_to - FOXP3"],
    ),
    "what is raised in a manner": (
        "Aspirin|NN|1|nsubj raised|VBD|0|ROOT FOXP3|NN|1|compound levels|NNS|-2|dobj in|IN|5|case a|DT|4|det "
        "RUNX1|NN|2|compound -|HYPH|1|punct independent|JJ|1|amod fashion|NN|-8|nmod .|.|-9|punct",
        GENES | {"Aspirin": "Chemical"},
        [
            "Aspirin increases abundance FOXP3",
            "RUNX1 contributes_to abundance FOXP3 negated",
        ],
    ),
    "both partners of an interaction are changed": (
        "Aspirin|NN|1|nsubj promotes|VBZ|0|ROOT the|DT|1|det interaction|NN|-2|dobj of|IN|1|case FOXP3|NN|-2|nmod "
        "with|IN|1|case RUNX1|NN|-4|nmod .|.|-7|punct",
        GENES | {"Aspirin": "Chemical"},
        ["Aspirin increases binding FOXP3", "Aspirin increases binding RUNX1", "FOXP3 binds - RUNX1"],
    ),
    "by the way, the subject binds": (
        "FOXP3|NN|1|nsubj works|VBZ|0|ROOT through|IN|1|case binding|NN|-2|nmod to|TO|1|case RUNX1|NN|-2|nmod "
        ".|.|-5|punct",
        GENES,
        ["FOXP3 binds - RUNX1"],
    ),
    "an activity before its partners": (
        "The|DT|2|det binding|NN|1|compound activity|NN|6|nsubj of|IN|1|case FOXP3|NN|-2|nmod to|TO|1|case "
        "RUNX1|NN|-4|nmod was|VBD|1|cop strong|JJ|0|ROOT .|.|-1|punct",
        GENES,
        ["FOXP3 binds - RUNX1"],
    ),
    "an agent on a noun around": (
        "We|PRP|1|nsubj know|VBP|0|ROOT mechanisms|NNS|-1|dobj of|IN|2|case FOXP3|NN|1|compound "
        "inhibition|NN|-3|nmod by|IN|1|case RUNX1|NN|-5|nmod .|.|-7|punct",
        GENES,
        ["RUNX1 decreases activity FOXP3"],
    ),
    "whoever cooperates acts, too": (
        "FOXP3|NN|1|nsubj cooperates|VBZ|0|ROOT with|IN|1|case RUNX1|NN|-2|nmod to|TO|1|mark lower|VB|-4|xcomp "
        "CTLA4|NN|-1|dobj .|.|-6|punct",
        GENES | {"CTLA4": "GeneOrGeneProduct"},
        ["FOXP3 decreases - CTLA4", "FOXP3 interacts_with - RUNX1", "RUNX1 decreases - CTLA4"],
    ),
    "a class that stands between": (
        "FOXP3|NN|3|nsubj is|VBZ|2|cop a|DT|1|det factor|NN|0|ROOT that|WDT|1|nsubj inhibits|VBZ|-2|acl:relcl "
        "RUNX1|NN|-1|dobj .|.|-4|punct",
        GENES,
        ["FOXP3 decreases activity RUNX1"],
    ),
    "two names joined by a stroke": (
        "FOXP3|NN|4|compound /|HYPH|3|punct RUNX1|NN|2|compound -|HYPH|1|punct induced|JJ|2|amod CTLA4|NN|1|compound "
        "expression|NN|2|nsubjpass was|VBD|1|auxpass seen|VBN|0|ROOT .|.|-1|punct",
        GENES | {"CTLA4": "GeneOrGeneProduct"},
        ["FOXP3 increases expression CTLA4", "RUNX1 increases expression CTLA4"],
    ),
    "two objects joined by a stroke": (
        "Aspirin|NN|1|nsubj inhibits|VBZ|0|ROOT FOXP3|NN|2|compound /|HYPH|1|punct RUNX1|NN|-3|dobj .|.|-4|punct",
        GENES | {"Aspirin": "Chemical"},
        ["Aspirin decreases activity FOXP3", "Aspirin decreases activity RUNX1"],
    ),
    "a compound written apart": (
        "Aspirin|NN|1|nsubj blocked|VBD|0|ROOT FOXP3|NN|2|compound mediated|JJ|1|amod apoptosis|NN|-3|dobj "
        "of|IN|1|case lymphocytes|NNS|-2|nmod .|.|-6|punct",
        {"Aspirin": "Chemical", "FOXP3": "GeneOrGeneProduct", "lymphocytes": "CellType"},
        ["Aspirin decreases apoptosis lymphocytes", "FOXP3 contributes_to apoptosis lymphocytes"],
    ),
    "what is stimulated is a process": (
        "We|PRP|1|nsubj saw|VBD|0|ROOT FOXP3|NN|2|compound -|HYPH|1|punct stimulated|JJ|1|amod "
        "expression|NN|-4|dobj of|IN|1|case RUNX1|NN|-2|nmod .|.|-7|punct",
        GENES,
        ["FOXP3 increases expression RUNX1"],
    ),
    "no claim: an adjective of place": (
        "Aspirin|NN|1|nsubj reduced|VBD|0|ROOT nuclear|JJ|1|amod translocation|NN|-2|dobj .|.|-3|punct",
        {"Aspirin": "Chemical", "nuclear": "CellularComponent"},
        [],
    ),
    "a target is regulated": (
        "FOXP3|NN|3|nsubj is|VBZ|2|cop a|DT|1|det target|NN|0|ROOT of|IN|1|case RUNX1|NN|-2|nmod .|.|-3|punct",
        GENES,
        ["RUNX1 regulates - FOXP3"],
    ),
    "a substrate is worked on": (
        "Warfarin|NN|3|nsubj is|VBZ|2|cop a|DT|1|det substrate|NN|0|ROOT of|IN|1|case CYP2C9|NN|-2|nmod "
        ".|.|-3|punct",
        {"Warfarin": "Chemical", "CYP2C9": "GeneOrGeneProduct"},
        ["CYP2C9 regulates - Warfarin"],
    ),
    "an activity against a target": (
        "Inhibitory|JJ|1|amod activity|NN|6|nsubjpass of|IN|1|case aspirin|NN|-2|nmod against|IN|1|case "
        "FOXP3|NN|-4|nmod was|VBD|1|auxpass shown|VBN|0|ROOT .|.|-1|punct",
        {"aspirin": "Chemical", "FOXP3": "GeneOrGeneProduct"},
        ["aspirin decreases activity FOXP3"],
    ),
    "what rises with another": (
        "FOXP3|NN|1|compound levels|NNS|1|nsubj increased|VBD|0|ROOT with|IN|1|case fever_|NN|-2|nmod .|.|-3|punct",
        {"FOXP3": "GeneOrGeneProduct", "fever": "Phenotype"},
        ["fever positively_correlated_with abundance FOXP3"],
    ),
    "what rises with a drug": (
        "FOXP3|NN|1|nsubj increased|VBD|0|ROOT with|IN|1|case aspirin_|NN|-2|nmod .|.|-3|punct",
        {"FOXP3": "GeneOrGeneProduct", "aspirin": "Chemical"},
        ["aspirin increases - FOXP3"],
    ),
    "what is kept from doing something does not do it": (
        "Aspirin|NN|1|nsubj prevented|VBD|0|ROOT FOXP3|NN|-1|dobj from|IN|1|mark reducing|VBG|-3|advcl "
        "RUNX1_|NN|-1|dobj .|.|-5|punct",
        GENES | {"Aspirin": "Chemical"},
        ["Aspirin decreases - FOXP3"],
    ),
    "no claim: what stands inside a phrase that names nothing": (
        "FOXP3|NN|1|nsubj resulted|VBD|0|ROOT in|IN|2|case potent|JJ|1|amod activity|NN|-3|nmod in|IN|1|case "
        "gout_|NN|-2|nmod .|.|-6|punct",
        {"FOXP3": "GeneOrGeneProduct", "gout": "Disease"},
        [],
    ),
    "a role in prognosis": (
        "FOXP3|NN|4|nsubj is|VBZ|3|cop a|DT|2|det prognostic|JJ|1|amod factor|NN|0|ROOT in|IN|1|case gout_|NN|-2|nmod "
        ".|.|-3|punct",
        {"FOXP3": "GeneOrGeneProduct", "gout": "Disease"},
        ["FOXP3 associated_with - gout"],
    ),
    "what is targeted does not act": (
        "The|DT|4|det FOXP3_|NN|2|compound -_|HYPH|1|punct targeted|VBN|1|amod drug|NN|1|compound aspirin|NN|1|nsubj "
        "rests_|VBZ|0|ROOT .|.|-1|punct",
        {"FOXP3": "GeneOrGeneProduct", "aspirin": "Chemical"},
        ["aspirin decreases activity FOXP3"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_relations(case: str, states: Callable[..., list[str]]) -> None:
    parse, types, expected = CASES[case]
    assert sorted(states(parse, types)) == sorted(expected)
