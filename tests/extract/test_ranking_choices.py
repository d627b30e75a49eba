"""What gold mentions teach the ranking: which answers are right, and which documents it may see."""

from __future__ import annotations

import pytest
import spacy

from claimgraph.extract.abbreviation_pairs import find_pairs
from claimgraph.extract.annotated_names import Use
from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.benchmark.gold import read_gold
from claimgraph.extract.claim import Mention
from claimgraph.extract.components.grounder import Grounder
from claimgraph.extract.knowledge import Knowledge
from claimgraph.extract.learn_ranking import FOLDS, uses_elsewhere
from claimgraph.extract.ranking_choices import (
    CORPORA,
    Taught,
    choices_of,
    could_be_named,
    fold_of,
    is_right,
    meant_by,
    uses_of,
)
from claimgraph.models.gold import read_plan, scored_keys, title_key
from claimgraph.models.lexicon import Lexicon
from claimgraph.settings import shared_folder


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.open()


def test_gold_identifiers_lead_to_concepts_with_their_orthologues(lexicon: Lexicon) -> None:
    meant = meant_by(lexicon, ["NCBIGene:3558", "MESH:D0none"])
    assert set(meant) == {"HGNC:6001", "MESH:D0none"}
    assert "MGI:96548" in meant["HGNC:6001"]
    assert meant["MESH:D0none"] == ()


@pytest.mark.parametrize(
    ("answer", "gold", "right"),
    [
        ("HGNC:6001", "NCBIGene:3558", True),
        ("MGI:96548", "NCBIGene:3558", False),  # the mouse's
        ("FPLX:TGFB", "NCBIGene:7040", True),  # the family of the member that the corpus names
        ("FPLX:TGFB", "NCBIGene:21803", True),  # by the human orthologue of the mouse's
        ("FPLX:TGFB", "NCBIGene:3558", False),
        ("HGNC:6001", "MESH:D0none", False),
    ],
)
def test_whatis_right(lexicon: Lexicon, answer: str, gold: str, right: bool) -> None:
    assert is_right(lexicon, answer, meant_by(lexicon, [gold])) is right


@pytest.mark.parametrize(
    ("identifier", "gold", "named"),
    [
        ("MONDO:0005105", "MESH:D000001", True),  # melanoma has a MeSH number
        ("RGD:620600", "NCBIGene:1", False),
        ("FPLX:TGFB", "NCBIGene:1", True),
    ],
)
def test_what_a_corpus_could_have_named(lexicon: Lexicon, identifier: str, gold: str, named: bool) -> None:
    concept = lexicon.concept(identifier)
    assert concept is not None
    assert could_be_named(lexicon, concept, [gold]) is named


def taught(lexicon: Lexicon, text: str, *named: tuple[str, str]) -> Taught:
    declare_attributes()
    doc = spacy.blank("en").tokenizer(text)
    doc._.abbreviations = find_pairs(text)
    places = {(text.index(name), text.index(name) + len(name), "Disease"): (one,) for name, one in named}
    doc._.mentions = tuple(
        Mention(start=start, end=end, text=text[start:end], type=type_) for start, end, type_ in places
    )
    return Taught("lab", "key", doc, places)


def test_names_are_used_for_the_one_concept_that_they_have(lexicon: Lexicon) -> None:
    meant = [(name, "MESH:D008545") for name in ("Quell sarcoma", "QS", "W")]
    one = taught(lexicon, "Quell sarcoma (QS) is rare; so is W, or QW.", *meant, ("QW", "MESH:D0none"))
    assert list(uses_of(one, lexicon)) == [Use("key", "quellsarcoma", "MONDO:0005105")]


def test_a_choice_marks_what_is_right_and_none_where_nothing_is(lexicon: Lexicon) -> None:
    grounder = Grounder(Knowledge(lexicon, {}, {}))
    one = taught(lexicon, "Melanoma and asthma.", ("Melanoma", "MESH:D008545"), ("asthma", "MESH:D008545"))
    melanoma, asthma = choices_of(one, grounder)
    assert sum(melanoma.right[:-1]) == 1
    assert not melanoma.right[-1]
    assert asthma.right == (*(False for _ in asthma.right[1:]), True)
    assert len(asthma.features) == len(asthma.right)


def test_what_is_told_of_uses_elsewhere_leaves_out_fold_and_corpus() -> None:
    doc = spacy.blank("en")("")
    first, second = (Taught(corpus, key, doc, {}) for corpus, key in (("lab", "one"), ("other", "two")))
    uses = [[Use("one", "quelling", "X:1")], [Use("two", "quelling", "X:2")]]
    elsewhere = uses_elsewhere([first, second], uses)
    assert elsewhere["lab"] == {"quelling": {"X:2": 1}}
    assert "X:1" not in elsewhere[fold_of(first, FOLDS)].get("quelling", {})


@pytest.mark.shared
def test_captions_of_a_paper_are_one_document() -> None:
    corpora = shared_folder() / "corpora"
    if not corpora.is_dir():
        pytest.skip(f"{corpora} is not there")
    names = {one.id[:-3] for one in read_gold(corpora, "bioid-cellline", "train")}
    assert 100 < len(names) < len(read_gold(corpora, "bioid-cellline", "train")) / 3


@pytest.mark.shared
def test_no_document_of_a_dev_part_is_left_to_learn_from() -> None:
    corpora = shared_folder() / "corpora"
    if not corpora.is_dir():
        pytest.skip(f"{corpora} is not there")
    held = scored_keys(corpora, read_plan())
    cut = [name for name in CORPORA if read_plan().corpora[name].dev_every]
    assert len(cut) > 2
    for name in cut:
        assert {title_key(one.text) for one in read_gold(corpora, name, "dev")} <= held
