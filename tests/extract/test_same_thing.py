"""Mentions of the same thing: by concept, by spelling, by abbreviation; nothing is related to itself."""

import pytest

from claimgraph.extract.claim import Abbreviation, Concept, Mention
from claimgraph.extract.components.relations import Relations
from claimgraph.extract.pair_features import PairReader
from claimgraph.extract.same_thing import Things

LOWERS = "Zelotrin|NN|1|nsubj lowers|VBZ|0|ROOT {}|NN|-1|dobj .|.|-2|punct"
IDS = {"GENE:1": Concept("HGNC:1", "ONE", "GeneOrGeneProduct"), None: None}


def mention(start: int, text: str, id_: str | None = None, kind: str = "Chemical") -> Mention:
    return Mention(start=start, end=start + len(text), text=text, type=kind, concept=IDS[id_])


@pytest.mark.parametrize("other", ["zelotrin", "Zelotrins", "ZELOTRIN"])
def test_names_that_differ_in_case_or_number_are_the_same(parsed, other) -> None:
    things = Things(parsed(LOWERS.format(other)))
    assert things.are_same(mention(0, "Zelotrin"), mention(16, other))
    assert things.key(mention(0, "Zelotrin")) == things.key(mention(16, other))


def test_hyphens_and_spaces_do_not_tell_apart(parsed) -> None:
    things = Things(parsed(LOWERS.format("fever")))
    assert things.are_same(mention(0, "compound Z7"), mention(16, "compound-Z7"))
    assert not things.are_same(mention(0, "compound Z7"), mention(16, "compound Z8"))


def test_a_concept_is_itself_under_any_name_and_one_name_is_one_thing(parsed) -> None:
    things = Things(parsed(LOWERS.format("fever")))
    assert things.are_same(mention(0, "first", "GENE:1"), mention(16, "primus", "GENE:1"))
    assert things.are_same(mention(0, "first", "GENE:1"), mention(16, "First"))
    assert not things.are_same(mention(0, "first", "GENE:1"), mention(16, "second"))


def test_a_short_form_is_its_long_form(parsed) -> None:
    doc = parsed("Zelotrin|NN|0|ROOT (|-LRB-|1|punct ZT|NN|-2|appos )|-RRB-|-1|punct")
    doc._.abbreviations = (Abbreviation(short=(11, 13), long=(0, 8)),)
    things = Things(doc)
    assert things.key(mention(11, "ZT")) == things.key(mention(0, "Zelotrin"))


@pytest.mark.parametrize(("other", "claims"), [("zelotrins", 0), ("renin", 1)])
def test_nothing_is_related_to_itself_by_rules_nor_judged_by_the_model(parsed, other, claims) -> None:
    doc = parsed(LOWERS.format(other))
    doc._.mentions = (mention(0, "Zelotrin"), mention(16, other))
    doc = Relations()(doc)
    assert len(doc._.relations) == claims
    assert len(list(PairReader(doc).cases())) == claims
