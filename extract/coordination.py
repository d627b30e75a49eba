"""Who stands beside whom: the members of a coordination, and the members that a text gives for a class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.extract.relation_lexicon import relation_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimgraph.extract.sentence_tree import SentenceTree

_LONGEST = 24  # members of one list; longer ones are parse errors


def members(tree: SentenceTree, i: int) -> list[int]:
    """A token and all that is coordinated with it, in order: "X, Y and Z"; not the Z of "X but not Z"."""
    found = [i]
    for member in found:
        found.extend(child for child in tree.having(member, "conj") if not _ruled_out(tree, child))
        found.extend(child for child in tree.having(member, "appos") if _enumerated(tree, member, child))
        if len(found) > _LONGEST:
            return found[:_LONGEST]
    return sorted(found)


def _enumerated(tree: SentenceTree, i: int, child: int) -> bool:
    """Whether what is parsed as an apposition goes on with a list: "X, Y and Z"; not "X, a Y", "X (Y)"."""
    if tree.first(child, "det", "nummod") is not None or child < i:
        return False
    between = tree.words[i + 1 : child]
    if "," not in between or "(" in between:
        return False
    last = child
    while True:
        if tree.first(last, "conj") is not None:
            return True
        following = tree.first(last, "appos")
        if following is None or following < last:
            return False
        last = following


def _ruled_out(tree: SentenceTree, i: int) -> bool:
    dropped = relation_lexicon().words["dropped"]
    before = i - 1
    while before >= 0 and tree.deps[before] in {
        "det",
        "compound",
        "amod",
        "punct",
        "neg",
        "cc",
        "case",
        "nummod",
    }:
        if tree.words[before] in dropped and tree.words[before] != "but":
            return True
        before -= 1
    return any(tree.deps[child] == "neg" for child in tree.children[i])


def examples(tree: SentenceTree, i: int) -> Iterator[int]:
    """First of the members that a text names for a class: "cytokines such as X and Y", "cytokines (e.g. X)"."""
    prepositions = relation_lexicon().words["example"]
    for child in tree.children[i]:
        if child <= i:
            continue
        dep = tree.deps[child]
        if (
            dep in {"nmod", "acl", "advcl", "dep", "appos", "conj"}
            and tree.preposition(child) in prepositions
        ) or (dep == "appos" and _lists(tree, i, child)):
            yield child


def _lists(tree: SentenceTree, i: int, child: int) -> bool:
    """Whether a bracket behind a class holds a list and not a short form or a reading."""
    between = tree.words[i + 1 : child]
    if not between or between[0] not in {"(", "["}:
        return False
    if "e.g." in between:
        return True
    if tree.tags[i] not in {"NNS", "NNPS"}:
        return False
    other = tree.first(child, "conj")
    return other is not None and not {")", "]"} & set(tree.words[child:other])
