"""What gold mentions teach the ranking: which answers are right, and which documents it may see."""

from __future__ import annotations

import pytest

from claimgraph.extract.benchmark.gold import read_gold
from claimgraph.extract.learn_ranking import CORPORA, _could_be_named, _is_right, _meant
from claimgraph.models.gold import read_plan, scored_keys, title_key
from claimgraph.models.lexicon import Lexicon
from claimgraph.settings import shared_folder


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.open()


def test_gold_identifiers_lead_to_concepts_with_their_orthologues(lexicon: Lexicon) -> None:
    meant = _meant(lexicon, ["NCBIGene:3558", "MESH:D0none"])
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
def test_what_is_right(lexicon: Lexicon, answer: str, gold: str, right: bool) -> None:
    assert _is_right(lexicon, answer, _meant(lexicon, [gold])) is right


@pytest.mark.parametrize(
    ("identifier", "gold", "named"),
    [
        ("MONDO:0005105", "MESH:D000001", True),  # melanoma has a MeSH number
        ("RGD:3876", "NCBIGene:1", False),
        ("FPLX:TGFB", "NCBIGene:1", True),
    ],
)
def test_what_a_corpus_could_have_named(lexicon: Lexicon, identifier: str, gold: str, named: bool) -> None:
    concept = lexicon.concept(identifier)
    assert concept is not None
    assert _could_be_named(lexicon, concept, [gold]) is named


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
