"""Which mentions can be arguments: the outer of nested ones, long forms, none that says nothing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from spacy.attrs import IDX

from claimgraph.extract.cell_markers import only_marks_cells
from claimgraph.extract.doc_text import text_of
from claimgraph.extract.laboratory_tools import is_tool
from claimgraph.extract.relation_lexicon import relation_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc

    from claimgraph.extract.claim import Mention

_WORDY_TYPES = frozenset(
    {"BiologicalProcess", "Phenotype", "Chemical", "GeneOrGeneProduct", "CellularComponent", "Procedure"}
)
_HOLDERS = frozenset({"GeneOrGeneProduct", "Chemical", "CellType"})  # of levels, functions and losses
_HELD_NAMES = 1 << 14
_MENTIONABLE = frozenset(
    {"causes", "harms", "treats", "differentiates_into"}
)  # "toxicity", "immunotherapy": names, too


def outer_mentions(doc: Doc) -> tuple[tuple[Mention, ...], list[int]]:
    """The mentions that can be arguments, and for each token the index of the one it stands in, or -1.

    An inner mention gives way to the outer one, a bracketed short form to the long form before it.
    """
    mentions: tuple[Mention, ...] = doc._.mentions
    defined = {abbreviation.short for abbreviation in doc._.abbreviations}
    text = text_of(doc)
    places: list[int] = doc.to_array([IDX]).tolist()
    at = [-1] * len(doc)
    kept: list[Mention] = []
    for mention in sorted(mentions, key=_longest_first):
        if (mention.start, mention.end) in defined and _is_bracketed(text, mention):
            continue
        if (
            _names_nothing(mention.text, mention.type)
            or is_tool(mention, text)
            or only_marks_cells(mention, text)
        ):
            continue
        start, end = bisect_right(places, mention.start) - 1, bisect_left(places, mention.end)
        if max(at[start:end], default=-1) >= 0 or _gives_way(mention, mentions):
            continue
        at[start:end] = [len(kept)] * (end - start)
        kept.append(mention)
    return tuple(kept), at


def _longest_first(mention: Mention) -> tuple[int, int]:
    return mention.start - mention.end, mention.start


@lru_cache(maxsize=_HELD_NAMES)
def _names_nothing(name: str, type_: str) -> bool:
    """Hosts ("patients"), and bare words that only say what of another thing is meant ("expression", "inhibitors")."""
    word = re.split("[-‐–]", name.lower())[-1]  # "up-regulation"
    lexicon = relation_lexicon()
    if type_ == "Organism":
        return word in lexicon.words["host"]
    if type_ not in _WORDY_TYPES:
        return False
    noun = lexicon.nouns.get(word)
    if word in lexicon.words["bare"] or (noun is not None and noun.role != "aspect"):
        return True
    relations = {trigger.relation for trigger in lexicon.triggers.get(word, ()) if trigger.part == "n"}
    return bool(relations) and not relations & _MENTIONABLE


def _gives_way(outer: Mention, mentions: Iterable[Mention]) -> bool:
    """Whether a name only says what of the thing named inside it is meant: "IL-8 production", "TNF deficiency"."""
    if outer.type not in {"Disease", "BiologicalProcess"}:
        return False
    word = outer.text.lower().rsplit(" ", 1)[-1]
    lexicon = relation_lexicon()
    noun = lexicon.nouns.get(word)
    if outer.type == "Disease":
        says = noun is not None and noun.role == "loss" and outer.concept is None
    else:
        says = word in lexicon.words["bare"]
    return says and any(
        outer.start <= m.start and m.end < outer.end - len(word) and m.type in _HOLDERS for m in mentions
    )


def _is_bracketed(text: str, mention: Mention) -> bool:
    return text[mention.start - 1 : mention.start] in {"(", "["} and text[mention.end : mention.end + 1] in {
        ")",
        "]",
        ",",
        ";",
    }
