"""Verbs of a series that the parse took for attributes: the "increased" of "X reduced A, increased B and lowered C"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimgraph.extract.sentence_tree import SentenceTree

_PAST = frozenset({"VBD", "VBN"})
_BEFORE = frozenset({",", "and", "or", "but", ";"})


def series_verb(tree: SentenceTree, noun: int, levels: Mapping[str, int]) -> int | None:
    """The verb before a noun that shares its subject with the verb above; `levels` are words of changed amount.

    It opens the phrase right behind a comma or conjunction, and the verb above is in the past, too, and has an object
    before it.
    """
    above = noun
    while tree.deps[above] == "conj" and not tree.is_verb(tree.heads[above]):
        above = tree.heads[above]
    verb = tree.heads[above]
    if tree.deps[above] not in {"dobj", "conj"} or tree.tags[verb] not in _PAST or verb > noun:
        return None
    first = next(iter(tree.having(verb, "dobj")), noun)
    for word in tree.having(noun, "amod"):
        if (
            word > verb
            and tree.tags[word] in _PAST
            and tree.words[word] in levels
            and tree.words[word - 1] in _BEFORE
            and verb < first < word
        ):
            return word
    return None


def main_verb(tree: SentenceTree, noun: int) -> int:
    """The verb whose subject such a verb shares."""
    above = tree.heads[noun]
    while not tree.is_verb(above):
        above = tree.heads[above]
    return above
