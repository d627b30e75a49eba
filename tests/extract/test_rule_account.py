"""Rules in words: each place that the word lists name is told, and the score falls into its two parts."""

import pytest

from claimgraph.extract.relation_lexicon import relation_lexicon
from claimgraph.extract.rule_account import rule_account
from claimgraph.extract.sentence_tree import tree_of
from claimgraph.extract.word_list import read_rows

ACTIVE = "Aspirin|NN|1|nsubj lowers|VBZ|0|ROOT fever_|NN|-1|dobj .|.|-2|punct"
DUE = "Fever|NN|0|ROOT secondary|JJ|2|case to|TO|-1|mwe aspirin|NN|-3|nmod was|VBD|1|cop common|JJ|-5|dep"


def test_a_verbs_rule(parsed, with_mentions) -> None:
    doc = with_mentions(parsed(ACTIVE), {"Aspirin": "Chemical", "fever": "Phenotype"})
    (relation,) = doc._.relations
    account = rule_account(relation, tree_of(doc))
    assert (account.name, account.trigger, account.states) == ("verb subj:dobj", "lowers", ("decreases",))
    assert account.subject.startswith("the subject of the active verb")
    assert account.object == "the object of the verb"
    assert account.share * account.left == pytest.approx(relation.score, abs=1e-3)


def test_a_prepositions_rule(parsed, with_mentions) -> None:
    doc = with_mentions(parsed(DUE), {"aspirin": "Chemical", "Fever": "Phenotype"})
    account = rule_account(doc._.relations[0], tree_of(doc))
    assert account.name == "preposition secondary"
    assert account.states == ("induces",)
    assert (account.subject, account.object) == (
        "what follows the preposition",
        "what the preposition hangs on",
    )


def test_every_rule_with_a_score_of_its_own_can_be_told() -> None:
    told = {place for place, _ in read_rows("rule_places.tsv")}
    triggers = {
        place
        for known in relation_lexicon().triggers.values()
        for one in known
        for frame in one.frames
        for place in (*frame.subject, *frame.object)
    }
    untold = triggers - told
    # the rest are prepositions, which need no words; none of them is a place with a name
    assert not untold & {"subj", "pass", "has", "self", "mean", "governor"}
    assert {"on", "with", "to", "in"} <= untold
    plain = {name for name in relation_lexicon().scores if " " not in name and name != "*"}
    assert plain <= told
