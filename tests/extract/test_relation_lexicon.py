"""The word lists of relations fit together and fit the records' vocabularies."""

from claimgraph.extract.relation_lexicon import relation_lexicon
from claimgraph.extract.vocabulary import ASPECTS, ENTITY_TYPES, PREDICATES

COMPOSED = {"affects", "shows"}  # relations that a sign or a level turns into others


def test_every_relation_of_a_trigger_has_a_predicate() -> None:
    lexicon = relation_lexicon()
    tables = (lexicon.triggers, lexicon.prepositions)
    relations = {trigger.relation for table in tables for found in table.values() for trigger in found}
    assert relations - COMPOSED <= set(lexicon.types)


def test_predicates_and_types_are_of_the_vocabulary() -> None:
    lexicon = relation_lexicon()
    rows = [row for found in lexicon.types.values() for row in found]
    assert {row.predicate for row in rows} <= set(PREDICATES)
    assert {kind for row in rows for kind in row.subject | row.object} <= set(ENTITY_TYPES)


def test_every_predicate_can_be_found() -> None:
    lexicon = relation_lexicon()
    assert {row.predicate for found in lexicon.types.values() for row in found} == set(PREDICATES)


def test_aspects_are_of_the_vocabulary() -> None:
    lexicon = relation_lexicon()
    assert set(lexicon.aspects) == set(ASPECTS)
    said = {noun.aspect for noun in lexicon.nouns.values()}
    said |= {trigger.aspect for found in lexicon.triggers.values() for trigger in found}
    assert said - {None} <= set(ASPECTS)


def test_no_noun_of_loss_or_gain_is_a_noun_of_change_too() -> None:
    lexicon = relation_lexicon()
    signed = {word for word, noun in lexicon.nouns.items() if noun.sign is not None}
    changes = {
        word
        for word, found in lexicon.triggers.items()
        if any(trigger.part == "n" and trigger.relation in {"increases", "decreases"} for trigger in found)
    }
    assert signed & changes == set()  # the sign would count twice


def test_scores_are_shares() -> None:
    lexicon = relation_lexicon()
    assert all(0 < score < 1 for score in lexicon.scores.values())
    assert lexicon.score("a rule that nobody measured") == lexicon.scores["*"]
