"""Grounding: sets of concepts, and gold mentions."""

from __future__ import annotations

import pytest

from claimgraph.extract.scoring.concepts import concept_counts, mention_counts, split_ids
from claimgraph.extract.scoring.counts import Counts

FORWARDED = {"MESH:D1": "MONDO:1", "OMIM:9": "MONDO:1", "MESH:D2": "MONDO:2", "NCBIGene:5": "HGNC:5"}


def resolve(identifier: str) -> str:
    return FORWARDED.get(identifier, identifier)


@pytest.mark.parametrize(
    ("ids", "split"),
    [
        (["MESH:D1|MESH:D2"], ("MESH:D1", "MESH:D2")),
        (["MESH:D1", "MESH:D2"], ("MESH:D1", "MESH:D2")),
        (["-1", "", "MESH:-1"], ()),
        (["c|SUB|A|12|G"], ("c|SUB|A|12|G",)),
    ],
)
def test_joined_identifiers(ids: list[str], split: tuple[str, ...]) -> None:
    assert split_ids(ids) == split


def test_identifiers_are_equal_through_the_lexicon() -> None:
    gold = [("Disease", ["OMIM:9"]), ("Disease", ["MESH:D1"]), ("Gene", ["NCBIGene:5"])]
    found = [("Disease", "MONDO:1"), ("Gene", "HGNC:5"), ("Gene", "HGNC:6"), ("Gene", None)]
    assert concept_counts(gold, found, resolve=resolve) == {
        "Disease": Counts(1, 0, 0),
        "Gene": Counts(1, 1, 0),
    }


def test_composite_mention_asks_for_each_of_its_concepts() -> None:
    gold = [("Disease", ["MESH:D1|MESH:D2"])]
    assert concept_counts(gold, [("Disease", "MONDO:2")], resolve=resolve) == {"Disease": Counts(1, 0, 1)}


def test_unknown_gold_identifier_still_counts_as_gold() -> None:
    assert concept_counts([("Chemical", ["MESH:C99"])], [], resolve=resolve) == {"Chemical": Counts(0, 0, 1)}


def test_the_type_is_part_of_the_answer() -> None:
    counts = concept_counts([("Disease", ["MESH:D1"])], [("Chemical", "MONDO:1")], resolve=resolve)
    assert counts == {"Disease": Counts(0, 0, 1), "Chemical": Counts(0, 1, 0)}


def test_gold_mentions_right_wrong_open_and_without_identifier() -> None:
    mentions = [
        ("Disease", ["MESH:D1"], "MONDO:1"),
        ("Disease", ["MESH:D1"], "MONDO:2"),
        ("Disease", ["MESH:D1"], None),
        ("Disease", ["MESH:D1", "MESH:D2"], "MONDO:2"),
        ("Disease", [], "MONDO:2"),
    ]
    counts = mention_counts(mentions, resolve=resolve)["Disease"]
    assert counts == Counts(tp=2, fp=1, fn=2)
    assert counts.recall == pytest.approx(2 / 4)
