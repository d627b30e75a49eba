"""`is_a` from copula, apposition and lists: "X is a Y", "X, a Y,", "Ys such as X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.extract.coordination import examples
from claimgraph.extract.relation import Relation
from claimgraph.extract.relation_types import predicate_of
from claimgraph.extract.word_list import words_by_role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimgraph.extract.arguments import ArgumentFinder

_INDEFINITE = words_by_role("grammar_words.tsv")["indefinite"]


def class_relations(finder: ArgumentFinder, start: int, end: int) -> Iterator[Relation]:
    """The `is_a` relations of the sentence from token `start` to `end`."""
    tree, at = finder.tree, finder.at
    for i in range(start, end):
        if at[i] < 0 or (tree.heads[i] != i and at[tree.heads[i]] == at[i]):
            continue  # only the head of a mention
        if tree.first(i, "cop") is not None and _indefinite(finder, i):
            for subject in tree.having(i, "nsubj"):
                yield from _members(finder, subject, i, "copula")
        head = tree.heads[i]
        beside = tree.deps[i] == "appos" and all(at[k] in {-1, at[head], at[i]} for k in range(head, i))
        if beside and at[head] >= 0 and _indefinite(finder, i):
            yield from _members(finder, head, i, "apposition")
        for first in examples(tree, i):
            if tree.preposition(first) == "like" and tree.tags[i] not in {"NNS", "NNPS"}:
                continue  # "X, like Y, …" sets two equals side by side
            yield from _members(finder, first, i, "list")


def _indefinite(finder: ArgumentFinder, i: int) -> bool:
    tree = finder.tree
    if any(tree.words[child] in _INDEFINITE for child in tree.having(i, "det", "nummod")):
        return True
    return tree.tags[i] == "NNS" and tree.first(i, "det") is None and tree.first(i, "cop") is not None


def _members(finder: ArgumentFinder, first: int, i: int, rule: str) -> Iterator[Relation]:
    kind = finder.mentions[finder.at[i]]
    for argument in finder.of(first):
        member = finder.mentions[argument.mention]
        if member is kind or argument.sign is not None or argument.aspect is not None:
            continue
        if predicate_of("is_a", member, kind) is None:
            continue
        yield Relation(
            subject=member,
            object=kind,
            predicate="is_a",
            triggers=(i,),
            subject_token=argument.token,
            object_token=i,
            score=round(finder.lexicon.score(rule) * argument.score, 3),
            extractor=rule,
        )
