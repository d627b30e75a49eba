"""Members of lists: the denied, the paired, the shortened."""

from collections.abc import Callable

import pytest

CASES = {
    "the denied member is claimed, for polarity to deny": (
        "Aspirin|NN|1|nsubj inhibits|VBZ|0|ROOT renin|NN|-1|dobj but|CC|1|cc not|RB|-2|cc "
        "insulin_|NN|-3|conj .|.|-5|punct",
        {"Aspirin": "Chemical", "renin": "GeneOrGeneProduct", "insulin": "GeneOrGeneProduct"},
        ["Aspirin decreases activity renin", "Aspirin decreases activity insulin"],
    ),
    "instead of": (
        "Aspirin|NN|1|nsubj inhibits|VBZ|0|ROOT renin|NN|-1|dobj instead|RB|-2|advmod of|IN|1|case "
        "insulin_|NN|-4|nmod .|.|-5|punct",
        {"Aspirin": "Chemical", "renin": "GeneOrGeneProduct", "insulin": "GeneOrGeneProduct"},
        ["Aspirin decreases activity renin", "Aspirin decreases activity insulin"],
    ),
    "except": (
        "Aspirin|NN|1|nsubj inhibits|VBZ|0|ROOT cytokines|NNS|-1|dobj except|IN|1|case "
        "leptin_|NN|-3|nmod .|.|-4|punct",
        {"Aspirin": "Chemical", "cytokines": "GeneOrGeneProduct", "leptin": "GeneOrGeneProduct"},
        ["Aspirin decreases activity cytokines", "Aspirin decreases activity leptin"],
    ),
    "but not in brackets": (
        "Aspirin|NN|1|nsubj inhibits|VBZ|0|ROOT renin|NN|-1|dobj (_|-LRB-|-1|punct but|CC|1|cc "
        "not|RB|-3|cc insulin_|NN|-4|conj )_|-RRB-|-5|punct .|.|-7|punct",
        {"Aspirin": "Chemical", "renin": "GeneOrGeneProduct", "insulin": "GeneOrGeneProduct"},
        ["Aspirin decreases activity renin", "Aspirin decreases activity insulin"],
    ),
    "respectively pairs in order": (
        "Aspirin|NN|3|nsubj and|CC|-1|cc ibuprofen|NN|-2|conj caused|VBD|0|ROOT gout|NN|-1|dobj "
        "and|CC|-1|cc fever_|NN|-2|conj ,|,|-4|punct respectively_|RB|-5|advmod .|.|-6|punct",
        {"Aspirin": "Chemical", "ibuprofen": "Chemical", "gout": "Disease", "fever": "Phenotype"},
        ["Aspirin causes - gout", "ibuprofen causes - fever"],
    ),
    "respectively with lists of unequal length pairs nothing": (
        "Aspirin|NN|3|nsubj and|CC|-1|cc ibuprofen|NN|-2|conj lowered|VBD|0|ROOT gout_|NN|-1|dobj "
        ",|,|-1|punct fever|NN|-2|conj and|CC|-3|cc asthma_|NN|-4|conj ,|,|-6|punct "
        "respectively_|RB|-7|advmod .|.|-8|punct",
        {
            "Aspirin": "Chemical",
            "ibuprofen": "Chemical",
            "gout": "Disease",
            "fever": "Phenotype",
            "asthma": "Disease",
        },
        [],
    ),
    "respectively of a list that is no argument": (
        "Aspirin|NN|3|nsubj and|CC|-1|cc ibuprofen|NN|-2|conj lowered|VBD|0|ROOT gout|NN|-1|dobj "
        "and|CC|-1|cc fever|NN|-2|conj in|IN|1|case women|NNS|-4|nmod and|CC|-1|cc men_|NNS|-2|conj "
        ",|,|-7|punct respectively_|RB|-8|advmod .|.|-9|punct",
        {"Aspirin": "Chemical", "ibuprofen": "Chemical", "gout": "Disease", "fever": "Phenotype"},
        [
            f"{drug} decreases - {illness}"
            for drug in ("Aspirin", "ibuprofen")
            for illness in ("gout", "fever")
        ],
    ),
    "respectively of numbers in brackets": (
        "Aspirin|NN|3|nsubj and|CC|-1|cc ibuprofen|NN|-2|conj lowered|VBD|0|ROOT gout|NN|-1|dobj "
        "and|CC|-1|cc fever|NN|-2|conj (_|-LRB-|1|punct 5_|CD|-2|dep ,|,|-1|punct 7_|CD|-2|conj "
        ",|,|-3|punct respectively_|RB|-4|advmod )|-RRB-|-5|punct .|.|-11|punct",
        {"Aspirin": "Chemical", "ibuprofen": "Chemical", "gout": "Disease", "fever": "Phenotype"},
        [
            f"{drug} decreases - {illness}"
            for drug in ("Aspirin", "ibuprofen")
            for illness in ("gout", "fever")
        ],
    ),
    "respectively behind what follows the list": (
        "Aspirin|NN|3|nsubj and|CC|-1|cc ibuprofen|NN|-2|conj lowered|VBD|0|ROOT gout|NN|-1|dobj "
        "and|CC|-1|cc fever|NN|-2|conj in|IN|1|case women_|NNS|-4|nmod ,|,|-5|punct "
        "respectively_|RB|-6|advmod .|.|-7|punct",
        {"Aspirin": "Chemical", "ibuprofen": "Chemical", "gout": "Disease", "fever": "Phenotype"},
        ["Aspirin decreases - gout", "ibuprofen decreases - fever"],
    ),
    "a member that the parse joins by a word only": (
        "Aspirin|NN|3|nsubj and|CC|-1|cc ibuprofen|NN|-2|dep lowered|VBD|0|ROOT fever_|NN|-1|dobj .|.|-2|punct",
        {"Aspirin": "Chemical", "ibuprofen": "Chemical", "fever": "Phenotype"},
        ["Aspirin decreases - fever", "ibuprofen decreases - fever"],
    ),
    "respectively of one subject": (
        "Aspirin|NN|1|nsubj lowered|VBD|0|ROOT gout|NN|-1|dobj and|CC|-1|cc fever|NN|-2|conj "
        "by|IN|2|case 5_|CD|1|nummod %|NN|-6|nmod and|CC|-1|cc 7_|CD|1|nummod %,|NN|-3|conj "
        "respectively_|RB|-10|advmod .|.|-11|punct",
        {"Aspirin": "Chemical", "gout": "Disease", "fever": "Phenotype"},
        ["Aspirin decreases - gout", "Aspirin decreases - fever"],
    ),
    "names that share a head": (
        "CD4_|JJ|6|amod +|HYPH|-1|punct and|CC|-2|cc CD8_|JJ|3|amod +|HYPH|-1|punct T|NN|1|compound "
        "cells|NNS|1|nsubj produce|VBP|0|ROOT insulin_|NN|-1|dobj .|.|-2|punct",
        {
            "CD4+": "CellType",
            "CD8+ T cells": "CellType",
            "CD4": "GeneOrGeneProduct",
            "CD8": "GeneOrGeneProduct",
            "insulin": "GeneOrGeneProduct",
        },
        ["CD4+ produces - insulin", "CD8+ T cells produces - insulin"],
    ),
    "names behind their class": (
        "The|DT|1|det chemokines|NNS|4|nsubj CXCL9|NN|-1|dep and|CC|-1|cc CXCL10|NN|-2|conj "
        "bind|VBP|0|ROOT CXCR3_|NN|-1|dobj .|.|-2|punct",
        {
            "chemokines": "GeneOrGeneProduct",
            "CXCL9": "GeneOrGeneProduct",
            "CXCL10": "GeneOrGeneProduct",
            "CXCR3": "GeneOrGeneProduct",
        },
        ["CXCL9 binds - CXCR3", "CXCL10 binds - CXCR3"],
    ),
    "respectively before the verb": (
        "Aspirin|NN|6|nsubj and|CC|-1|cc ibuprofen_|NN|-2|conj ,|,|-3|punct "
        "respectively_|RB|-4|advmod ,|,|1|punct inhibited|VBD|0|ROOT renin|NN|-1|dobj and|CC|-1|cc "
        "insulin_|NN|-2|conj .|.|-4|punct",
        {
            "Aspirin": "Chemical",
            "ibuprofen": "Chemical",
            "renin": "GeneOrGeneProduct",
            "insulin": "GeneOrGeneProduct",
        },
        ["Aspirin decreases activity renin", "ibuprofen decreases activity insulin"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_relations(case: str, states: Callable[..., list[str]]) -> None:
    parse, types, expected = CASES[case]
    assert sorted(states(parse, types)) == sorted(expected)
