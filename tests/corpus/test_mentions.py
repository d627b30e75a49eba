"""Mentions of a source."""

from __future__ import annotations

import pytest

from claimgraph.corpus.assemble import RawMention
from claimgraph.corpus.mentions import concept_ids, place

TEXT = "IL-2 and β-catenin raise IL-2."


@pytest.mark.parametrize(
    ("start", "end", "words", "placed"),
    [
        (0, 4, "IL-2", (0, 4)),
        (26, 30, "IL-2", (25, 29)),  # the nearer of two
        (9, 19, "β-catenin", (9, 18)),
        (0, 4, "IL-6", None),
        (4, 4, "", None),
        (28, 33, None, None),
    ],
)
def test_place(start: int, end: int, words: str | None, placed: tuple[int, int] | None) -> None:
    found = place(RawMention(start, end, "Gene", (), words), TEXT)
    assert (found and (found.start, found.end)) == placed


def test_ids_once_and_none_for_a_dash() -> None:
    assert concept_ids("7040; 7042,7040|MESH:D1", "-", "", "7042") == ("7040", "7042", "MESH:D1")
