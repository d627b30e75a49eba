"""Which marked terms of the lexicon become mentions, by words, types and tags."""

from __future__ import annotations

import pytest

from claimgraph.extract.marked_terms import TERM_TYPES, marked_terms
from claimgraph.extract.token_table import TokenTable
from claimgraph.extract.vocabulary import ENTITY_TYPES
from claimgraph.models.lexicon import TYPE_BITS


def found(
    term: str, *types: str, tag: str = "NN", wanted: tuple[str, ...] = TERM_TYPES
) -> list[tuple[str, str]]:
    """What becomes of a text that is one term of those types."""
    words = term.split()
    starts = [sum(len(word) + 1 for word in words[:place]) for place in range(len(words))]
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    table = TokenTable(starts, ends, [tag] * len(words))
    mark = 2 * sum(TYPE_BITS[name] for name in types)
    marks = [mark + 1, *[mark] * (len(words) - 1)]
    return [(mention.text, mention.type) for mention in marked_terms(term, table, marks, wanted, {})]


@pytest.mark.parametrize(
    ("term", "types", "type_"),
    [
        ("hypertension", ["Disease"], "Disease"),
        ("regulatory T cells", ["CellType"], "CellType"),
        ("Th17", ["CellType"], "CellType"),
        ("TILs", ["CellType", "GeneOrGeneProduct"], "CellType"),
        ("eye", ["Anatomy"], "Anatomy"),
        ("Ear", ["Anatomy"], "Anatomy"),
        ("lymphodepletion", ["CellType"], "Procedure"),
    ],
)
def test_sure_terms(term: str, types: list[str], type_: str) -> None:
    assert found(term, *types) == [(term, type_)]


@pytest.mark.parametrize(
    ("term", "types"),
    [
        ("TIL", ["CellType", "GeneOrGeneProduct"]),  # a gene as well
        ("IL", ["Anatomy"]),  # too short a symbol
        ("Ltd.", ["BiologicalProcess"]),
        ("cold", ["Disease"]),  # too short a word
        ("aspirin", ["Chemical"]),  # left to the recogniser
        ("nerves ( of", ["Anatomy"]),  # not whole
    ],
)
def test_unsure_terms(term: str, types: list[str]) -> None:
    assert found(term, *types) == []


def test_verbs_are_no_terms() -> None:
    assert found("transplants", "Procedure", tag="VBZ") == []


def test_without_a_recogniser_every_type_counts() -> None:
    assert found("aspirin", "Chemical", wanted=ENTITY_TYPES) == [("aspirin", "Chemical")]
