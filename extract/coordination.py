"""Who stands beside whom: the members of a coordination, and the members that a text gives for a class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.extract.relation_lexicon import relation_lexicon
from claimgraph.extract.word_list import words_by_role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimgraph.extract.sentence_tree import SentenceTree

_APART = words_by_role("grammar_words.tsv")["apart"]
_LONGEST = 24  # members of one list; longer ones are parse errors


def members(tree: SentenceTree, i: int) -> list[int]:
    """A token and all that is coordinated with it, in order: "X, Y and Z"; also the denied Z of "X but not Z"."""
    found = [i]
    for member in found:
        deps = {tree.deps[child] for child in tree.children[member]}
        if "conj" in deps:
            found.extend(tree.having(member, "conj"))
        if "dep" in deps:
            found.extend(child for child in tree.having(member, "dep") if _is_joined(tree, member, child))
        if "nmod" in deps or "appos" in deps or tree.deps[member] == "dobj":
            found.extend(_denied(tree, member))
        if "appos" in deps:
            found.extend(child for child in tree.having(member, "appos") if _enumerated(tree, member, child))
        if len(found) > _LONGEST:
            return found[:_LONGEST]
    return sorted(found)


def _is_joined(tree: SentenceTree, i: int, child: int) -> bool:
    """Whether a conjunction stands between a token and a child of it that the parse left without a relation."""
    conjunctions = (*tree.having(i, "cc"), *tree.having(child, "cc"))
    return any(i < token < child and tree.words[token] not in _APART for token in conjunctions)


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


def _denied(tree: SentenceTree, i: int) -> Iterator[int]:
    """What a text sets against a member: "X instead of Y", "X except Y", "X (but not Y)"."""
    phrases = tree.having(i, "nmod")
    if tree.deps[i] == "dobj":
        phrases.extend(tree.having(tree.heads[i], "nmod"))
    words = relation_lexicon().words["instead"]
    for child in phrases:
        case = tree.first(child, "case")
        if case is not None and i < case:
            preposition = tree.preposition(child)
            if preposition in words or f"{tree.words[case - 1]} {preposition}" in words:
                yield child
    for child in tree.having(i, "appos"):
        if child > i and {"but", "not"} <= set(tree.words[i + 1 : child]):
            yield child


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
