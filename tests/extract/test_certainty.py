"""How sure a relation is said to be."""

import pytest

from claimgraph.extract.certainty import hedge_cues, is_asked
from claimgraph.extract.polarity import negation_cues
from claimgraph.extract.scope import scope_of
from claimgraph.extract.sentence_tree import tree_of

PLAIN = "Aspirin|NN|1|nsubj inhibited|VBD|0|ROOT renin_|NN|-1|dobj .|.|-2|punct"
SUGGEST_MAY = (
    "These|DT|1|det data|NNS|1|nsubj suggest|VBP|0|ROOT that|IN|3|mark aspirin|NN|2|nsubj may|MD|1|aux "
    "inhibit|VB|-4|ccomp renin_|NN|-1|dobj .|.|-6|punct"
)
SUGGEST = SUGGEST_MAY.replace("may|", "did|")
SHOW = SUGGEST.replace("suggest|", "show|")
APPEARS = (
    "Aspirin|NN|1|nsubj appears|VBZ|0|ROOT to|TO|1|mark inhibit|VB|-2|xcomp renin_|NN|-1|dobj .|.|-4|punct"
)
CAN = "Aspirin|NN|2|nsubj can|MD|1|aux inhibit|VB|0|ROOT renin_|NN|-1|dobj .|.|-2|punct"
POTENTIAL = (
    "Aspirin|NN|4|nsubj is|VBZ|3|cop a|DT|2|det potential|JJ|1|amod inhibitor|NN|0|ROOT of|IN|1|case "
    "renin_|NN|-2|nmod .|.|-3|punct"
)
WHETHER = (
    "We|PRP|1|nsubj examined|VBD|0|ROOT whether|IN|2|mark aspirin|NN|1|nsubj inhibits|VBZ|-3|ccomp "
    "renin_|NN|-1|dobj .|.|-5|punct"
)
WAS_EXAMINED = (
    "The|DT|1|det effect|NN|6|nsubjpass of|IN|1|case aspirin|NN|-2|nmod on|IN|1|case renin|NN|-4|nmod "
    "was|VBD|1|auxpass examined_|VBN|0|ROOT .|.|-1|punct"
)
SHOWN = (
    "Aspirin|NN|3|nsubjpass could|MD|2|aux be|VB|1|auxpass shown|VBN|0|ROOT to|TO|1|mark inhibit|VB|-2|xcomp "
    "renin_|NN|-1|dobj .|.|-4|punct"
)
NOT_EXCLUDED = (
    "An|DT|1|det effect|NN|8|nsubjpass of|IN|1|case aspirin|NN|-2|nmod on|IN|1|case renin|NN|-4|nmod "
    "can_|MD|3|aux not|RB|2|neg be|VB|1|auxpass excluded_|VBN|0|ROOT .|.|-1|punct"
)
FEW = (
    "Few|JJ|3|amod or|CC|-1|cc no|DT|1|neg effects|NNS|6|nsubjpass of|IN|1|case aspirin|NN|-2|nmod "
    "on|IN|1|case renin|NN|-4|nmod were|VBD|1|auxpass seen_|VBN|0|ROOT .|.|-1|punct"
)
OTHER_CLAUSE = (
    "Aspirin|NN|1|nsubj inhibited|VBD|0|ROOT renin_|NN|-1|dobj ,|,|-2|punct which|WDT|2|nsubj may|MD|1|aux "
    "lower|VB|-4|acl:relcl insulin_|NN|-1|dobj .|.|-7|punct"
)
NOT_PROVED = (
    "The|DT|1|det effect|NN|7|nsubjpass of|IN|1|case aspirin|NN|-2|nmod on|IN|1|case renin|NN|-4|nmod "
    "not|RB|2|neg been|VBN|1|auxpass proved_|VBN|0|ROOT .|.|-1|punct"
)
UNCLEAR_IF = (
    "It|PRP|1|nsubj remains|VBZ|0|ROOT unclear|JJ|-1|xcomp if|IN|2|mark aspirin|NN|1|nsubj inhibits|VBZ|-4|advcl "
    "renin_|NN|-1|dobj .|.|-6|punct"
)


def read(parsed, relate, sentence, words):
    doc = parsed(sentence)
    relation = relate(doc, *words.split())
    tree = tree_of(doc)
    scope = scope_of(tree, relation)
    negations, _ = negation_cues(tree, relation, scope)
    tokens, certainty = hedge_cues(tree, scope, negations)
    return [doc[token].text for token in tokens], certainty, is_asked(tree, scope)


@pytest.mark.parametrize(
    "case",
    [
        (PLAIN, "Aspirin inhibited renin", [], "certain"),
        (SHOW, "aspirin inhibit renin", [], "certain"),
        (CAN, "Aspirin inhibit renin", [], "certain"),
        (SHOWN, "Aspirin inhibit renin", [], "certain"),
        (OTHER_CLAUSE, "Aspirin inhibited renin", [], "certain"),
        (SUGGEST, "aspirin inhibit renin", ["suggest"], "probable"),
        (APPEARS, "Aspirin inhibit renin", ["appears"], "probable"),
        (FEW, "aspirin effects renin", ["Few"], "probable"),
        (SUGGEST_MAY, "aspirin inhibit renin", ["suggest", "may"], "possible"),
        (POTENTIAL, "Aspirin inhibitor renin", ["potential"], "possible"),
        (NOT_EXCLUDED, "aspirin effect renin", ["excluded"], "possible"),
        (UNCLEAR_IF, "aspirin inhibits renin", ["unclear"], "possible"),
        (NOT_PROVED, "aspirin effect renin", ["proved"], "possible"),
    ],
)
def test_strongest_hedge_in_scope(parsed, relate, case):
    sentence, words, *said = case
    assert read(parsed, relate, sentence, words) == (*said, False)


@pytest.mark.parametrize(
    ("sentence", "trigger"), [(WHETHER, "inhibits"), (WAS_EXAMINED, "effect")], ids=["whether", "examined"]
)
def test_what_is_asked_is_possible(parsed, relate, sentence, trigger):
    _, certainty, asked = read(parsed, relate, sentence, f"aspirin {trigger} renin")
    assert (certainty, asked) == ("possible", True)
