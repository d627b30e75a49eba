"""Tells chemicals that only stain: by name ("trypan blue"), or by the words beside them ("stained with")."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claimgraph.extract.word_list import read_rows
from claimgraph.models.normalize_term import normalize_term

if TYPE_CHECKING:
    from claimgraph.extract.claim import Mention

_REACH = 24  # characters beside a name in which the words are looked for


def is_stain(mention: Mention, text: str) -> bool:
    """Whether a mention of a text names a stain."""
    if mention.type != "Chemical":
        return False
    if normalize_term(mention.text) in _names():
        return True
    before = text[max(0, mention.start - _REACH) : mention.start].lower().split()
    behind = text[mention.end : mention.end + _REACH].lower().lstrip("-‐ )]").split()
    before_words, behind_words = _words()
    return " ".join(before[-2:]) in before_words or (
        bool(behind) and behind[0].strip(".,;:)") in behind_words
    )


@cache
def _names() -> frozenset[str]:
    return frozenset(normalize_term(name) for role, name in read_rows("stains.tsv") if role == "never")


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    rows = {row[0]: row[1] for row in read_rows("stains.tsv")}
    return frozenset(rows["before"].split("|")), frozenset(rows["behind"].split("|"))
