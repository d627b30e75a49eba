"""The words by which a text tells which organisms it is about, and where they stand in it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from claimgraph.extract.word_list import read_rows

_WORD = re.compile(r"\w+(?:[/-]\w+)*|-/-")
_NAMED = ("human", "mouse", "rat")


class OrganismWord(NamedTuple):
    """A word for an organism, or for a kind of them, in a text; how much it tells, 1 where it names the organism."""

    start: int
    end: int
    organism: str
    weight: float


def organism_words(text: str) -> list[OrganismWord]:
    """The words of a text that tell of organisms, in their order; of compounds ("mouse-derived") their parts."""
    known, found = _weights(), []
    for match in _WORD.finditer(text.lower()):
        word = match[0]
        for part in (word,) if word in known or "-" not in word else word.split("-"):
            organism = known.get(part)
            if organism is not None:
                found.append(OrganismWord(*match.span(), *organism))
    return found


def organism_evidence(text: str) -> dict[str, float]:
    """How much the words of a text speak for human, mouse, rat and other organisms."""
    sums = dict.fromkeys((*_NAMED, "other"), 0.0)
    for word in organism_words(text):
        sums[word.organism if word.organism in _NAMED else "other"] += word.weight
    return sums


@cache
def _weights() -> dict[str, tuple[str, float]]:
    return {
        row[0]: (row[1], float(row[2]) if len(row) > 2 else 1.0) for row in read_rows("organism_words.tsv")
    }


@cache
def organism_names() -> dict[str, str]:
    """Words for animals and persons, with the name of their species: "murine" is mouse, "patients" are human."""
    return {
        row[0]: row[1]
        for row in read_rows("organism_words.tsv")
        if row[1] in _NAMED and len(row) < 3  # weighted words only hint at the organism
    }
