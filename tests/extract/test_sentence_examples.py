"""What the sentence model learns from: places of annotated texts, none of them scored ones."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from claimgraph.extract.benchmark.gold import GoldDocument, GoldEntity, GoldRelation
from claimgraph.extract.benchmark.mention_relations import mention_relations
from claimgraph.extract.claim import Mention
from claimgraph.extract.sentence_examples import (
    Homes,
    examples_of,
    is_held,
    letters,
    scored_letters,
    with_types,
)
from claimgraph.extract.sentence_outcomes import TEACHING, outcome_of

PARSE = (
    "KinA|NN|2|nsubjpass was|VBD|1|auxpass lowered_|VBN|0|ROOT by|IN|1|case zorvin|NN|-2|nmod but|CC|-3|cc "
    "not|RB|1|neg KinB|NN|-5|conj .|.|-6|punct"
)


def entity(text: str, name: str, type_: str) -> GoldEntity:
    start = text.index(name)
    return GoldEntity(start, start + len(name), type_)


def gold(text: str, **types: str) -> GoldDocument:
    """A text in which its second name lowers its first."""
    return GoldDocument(
        id="1",
        group="1",
        text=text,
        entities=tuple(entity(text, name, type_) for name, type_ in types.items()),
        stated=(GoldRelation(head=1, tail=0, type="INHIBITOR"),),
    )


def test_a_place_teaches_who_does_what_and_what_is_not_said(parsed) -> None:
    doc = parsed(PARSE)
    document = gold(doc.text, KinA="GENE", zorvin="CHEMICAL", KinB="GENE")
    found = list(
        examples_of(
            doc,
            document,
            corpus="drugprot",
            teaching=TEACHING["drugprot"],
            table=mention_relations("drugprot"),
        )
    )
    outcomes = {one.classes: one.outcome for one in found}
    assert len(found) == 2  # no pair of genes: DrugProt says nothing of them
    told = {feature for one in found for parts in one.case.of_places for part in parts for feature in part}
    assert told
    assert not any(feature.startswith("rule here") for feature in told)  # it may be of other names of the two
    assert outcomes == {
        ("Gene", "Chemical"): outcome_of("decreases", forward=False),
        ("Chemical", "Gene"): 0,
    }


def test_types_are_told_by_our_own_mentions_and_by_what_is_related() -> None:
    text = "Zorvin lowers KinA and KinB."
    wrong = gold(text, Zorvin="Gene", KinA="Chemical", KinB="Gene")  # as positions, not as what they are
    own = (Mention(start=0, end=6, text="Zorvin", type="Chemical"),)
    told = with_types(wrong, own)
    assert [one.type for one in told.entities] == ["Chemical", "Gene"]  # of KinB nothing is known
    assert [(one.head, one.tail) for one in told.stated] == [(1, 0)]


def test_two_of_one_class_are_not_related() -> None:
    text = "Zorvin lowers KinA."
    own = (
        Mention(start=0, end=6, text="Zorvin", type="Chemical"),
        Mention(start=14, end=18, text="KinA", type="Chemical"),
    )
    assert with_types(gold(text, Zorvin="Gene", KinA="Chemical"), own).stated == ()


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    def write(path: str, text: str) -> None:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        with gzip.open(tmp_path / path, "wt", encoding="utf-8") as file:
            file.write(json.dumps({"id": "1", "text": text}) + "\n")

    write("ner/one/test.jsonl.gz", "A scored text on KinA. It goes on.")
    write("ner/one/train.jsonl.gz", "A text to learn from.")
    write("relations/drugprot/dev.jsonl.gz", "Another scored text.")
    return tmp_path


def test_scored_texts_and_their_sentences_are_known_by_their_letters(corpora: Path) -> None:
    held = scored_letters(corpora)
    assert is_held("A scored text on Kin-A.", held)
    assert is_held("another SCORED text", held)
    assert not is_held("A text to learn from.", held)
    assert letters("Kin-A, β") == "kinaβ"


def test_a_sentence_goes_by_the_name_of_the_text_that_it_stands_in() -> None:
    first = "Zorvin and KinA\nZorvin lowers KinA in rats that were fed for weeks. KinB is left as it was by Zorvin."
    other = "Another title\nZorvin lowers KinB."
    homes = Homes()
    names = [homes.of(text) for text in (first, other, "KinB is left as it was by Zorvin.", other)]
    assert len(set(names)) == 2
    assert names[2:] == names[:2]
