"""What stands at a place of a relation: a mention, and what is said of it on the way there."""

from __future__ import annotations

from typing import NamedTuple

PRE_NOMINAL = ("compound", "nmod:poss", "nmod:npmod", "amod", "nmod:tmod")
MOLECULES = frozenset({"GeneOrGeneProduct", "Chemical", "Variant"})
# "lung metastasis" does not stand for the lung
SETTINGS = frozenset({"Anatomy", "CellularComponent", "Organism"})


class Argument(NamedTuple):
    """A mention reached from a place; `sign` of losses and changes on the way, `level` of "high", "reduced"."""

    mention: int
    token: int
    aspect: str | None = None
    sign: int | None = None
    level: int | None = None
    score: float = 1.0
    group: bool = False  # reached as what a group was given or lacks
    mutated: bool = False  # reached through a mutation of it
    sample: bool = False  # reached through cells or other material: "melanoma cell lines"
