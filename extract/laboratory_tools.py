"""Tells what only serves the laboratory: dyes ("trypan blue", "stained with X"), reporters, gels and assays by name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claimgraph.extract.word_list import read_rows
from claimgraph.models.normalize_term import normalize_term

if TYPE_CHECKING:
    from claimgraph.extract.claim import Mention

_STUDIED = frozenset({"Disease", "Phenotype"})  # where the text tells which, it may be short for one
_REACH = 24  # characters beside a name in which the words are looked for


def is_tool(mention: Mention, text: str) -> bool:
    """Whether a mention of a text names a stain, a reporter or another thing that is only worked with."""
    name = normalize_term(mention.text)
    studied = mention.type in _STUDIED and mention.concept is not None
    if name in _names("tool") and not studied:
        return True
    if mention.type != "Chemical":
        return False
    if name in _names("never"):
        return True
    before = text[max(0, mention.start - _REACH) : mention.start].lower().split()
    behind = text[mention.end : mention.end + _REACH].lower().lstrip("-‐ )]").split()
    before_words, behind_words = _words()
    return " ".join(before[-2:]) in before_words or (
        bool(behind) and behind[0].strip(".,;:)") in behind_words
    )


@cache
def _names(role: str) -> frozenset[str]:
    return frozenset(normalize_term(row[1]) for row in read_rows("laboratory_tools.tsv") if row[0] == role)


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    rows = {row[0]: row[1] for row in read_rows("laboratory_tools.tsv")}
    return frozenset(rows["before"].split("|")), frozenset(rows["behind"].split("|"))
