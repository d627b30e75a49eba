"""Which organism's genes a text means: by its words, and by how a symbol is written (TNF human, Tnf mouse)."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimgraph.extract.word_list import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

# A logistic fit on the genes of the train parts of BioRED, NLM-Gene and GNormPlus: human or mouse?
_BASE = 0.1
_HUMAN_WORDS = 1.8
_RODENT_WORDS = 1.2
_NO_RODENT = 1.6
_RODENT_SYMBOL = 0.9  # written Tnf
_HUMAN_SYMBOL = 0.45  # written TNF
_MOST = 2.0  # beyond which nothing is surer
_SURE_OTHER = 2  # words for other organisms, and twice as many as for all the rest: their genes are meant
_SMALL = re.compile(r"(?=.{2,7}$)[A-Z][a-z]+(?:-?[a-z0-9]+)*")
_WORD = re.compile(r"\w+(?:[/-]\w+)*|-/-")
_SPECIES = {"h": "human", "m": "mouse", "r": "rat"}


class Organism(NamedTuple):
    """Whose genes are meant: human, mouse, rat or other; and how sure that is, in half nats from 0 to 2."""

    name: str
    sure: float = 0.0


def genes_of(text: str, symbols: Iterable[str] = ()) -> Organism:
    """Whose genes a text means, weighed by all its words and the symbols in it.

    One answer for the whole text: the same gene is not a man's in one sentence and a mouse's in the next.
    """
    sums = organism_evidence(text)
    rodent = "rat" if sums["rat"] > sums["mouse"] else "mouse"
    rest = sums["human"] + sums["mouse"] + sums["rat"]
    if sums["other"] >= _SURE_OTHER and sums["other"] > 2 * rest:
        return Organism("other", _MOST)
    leaning = _BASE + _HUMAN_WORDS * math.log1p(sums["human"])
    leaning += _NO_RODENT if not sums[rodent] else -_RODENT_WORDS * math.log1p(sums[rodent])
    leaning += _symbol_leaning(list(symbols))
    sure = min(round(2 * abs(leaning)) / 2, _MOST)
    return Organism("human" if leaning > 0 else rodent, sure)


def organism_evidence(text: str) -> dict[str, float]:
    """How much the words of a text speak for human, mouse, rat and other organisms."""
    weights = _weights()
    sums = {"human": 0.0, "mouse": 0.0, "rat": 0.0, "other": 0.0}
    words = [word for word in _WORD.findall(text.lower()) if word in weights or "-" in word]
    for word in words:
        for part in (word,) if word in weights or "-" not in word else word.split("-"):
            known = weights.get(part)
            if known is not None:
                sums[known[0]] += known[1]
    return sums


def _symbol_leaning(symbols: list[str]) -> float:
    """How far the way in which symbols are written speaks for human genes; their mean."""
    human = sum(text.isupper() and sum(map(str.isalpha, text)) > 1 for text in symbols)
    rodent = sum(_SMALL.fullmatch(text) is not None for text in symbols)
    return (_HUMAN_SYMBOL * human - _RODENT_SYMBOL * rodent) / max(len(symbols), 1)


def named_organism(text: str) -> tuple[str, str] | None:
    """The symbol behind a species letter and its species: "hDaxx" is human Daxx; None for all else."""
    if len(text) > 3 and text[0] in _SPECIES and (text[1].isupper() or text[1:4].islower()):
        return text[1:], _SPECIES[text[0]]
    return None


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
        if row[1] != "other" and len(row) < 3  # weighted words only hint at an organism
    }
