"""`is_a` from copula, apposition and lists: "X is a Y", "X, a Y,", "Ys such as X".

Where the class says what its members do, that is claimed in its place: "X, a Y inhibitor", "the Y inhibitor X".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.extract.agent_names import deed_in
from claimgraph.extract.coordination import examples
from claimgraph.extract.relation import Relation
from claimgraph.extract.relation_types import predicate_of
from claimgraph.extract.vocabulary import SIGNED_PREDICATES
from claimgraph.extract.word_list import words_by_role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimgraph.extract.argument import Argument
    from claimgraph.extract.arguments import ArgumentFinder
    from claimgraph.extract.claim import Mention

_INDEFINITE = words_by_role("grammar_words.tsv")["indefinite"]


def class_relations(
    finder: ArgumentFinder, start: int, end: int, inner: Sequence[Mention] = ()
) -> Iterator[Relation]:
    """The relations of classes in the sentence from token `start` to `end`; `inner` may stand in others."""
    for i, argument, rule in _members(finder, start, end):
        kind, member = finder.mentions[finder.at[i]], finder.mentions[argument.mention]
        deed = deed_in(kind, inner)
        if rule == "attribute" and deed is None:
            continue
        predicate = predicate_of("is_a", member, kind) if deed is None else deed.predicate
        if predicate is None:
            continue
        yield Relation(
            subject=member,
            object=kind if deed is None else deed.target,
            predicate=predicate,
            direction=SIGNED_PREDICATES.get(predicate),
            aspect=None if deed is None else deed.aspect,
            triggers=(i,),
            subject_token=argument.token,
            object_token=i,
            score=round(finder.lexicon.score(rule if deed is None else "noun is:mod") * argument.score, 3),
            extractor=rule if deed is None else "noun is:mod",
        )


def _members(finder: ArgumentFinder, start: int, end: int) -> Iterator[tuple[int, Argument, str]]:
    """The head of each class, a member of it, and the rule that tells."""
    tree, at = finder.tree, finder.at
    for i in range(start, end):
        if at[i] < 0 or (tree.heads[i] != i and at[tree.heads[i]] == at[i]):
            continue  # only the head of a mention
        named: list[tuple[int, str]] = []
        if tree.first(i, "cop") is not None and _indefinite(finder, i):
            named.extend((subject, "copula") for subject in tree.having(i, "nsubj"))
        head = tree.heads[i]
        beside = tree.deps[i] == "appos" and all(at[k] in {-1, at[head], at[i]} for k in range(head, i))
        if beside and at[head] >= 0 and _indefinite(finder, i):
            named.append((head, "apposition"))
        if tree.deps[i] == "compound" and -1 != at[head] != at[i] and at[i + 1] == at[head]:
            named.append((head, "attribute"))
        for first in examples(tree, i):
            if tree.preposition(first) == "like" and tree.tags[i] not in {"NNS", "NNPS"}:
                continue  # "X, like Y, …" sets two equals side by side
            named.append((first, "list"))
        for first, rule in named:
            alone = rule == "attribute" or (rule == "apposition" and tree.tags[i] != "NNS")
            for argument in finder.one(first) if alone else finder.of(first):
                if argument.mention != at[i] and argument.sign is None and argument.aspect is None:
                    yield i, argument, rule


def _indefinite(finder: ArgumentFinder, i: int) -> bool:
    tree = finder.tree
    if any(tree.words[child] in _INDEFINITE for child in tree.having(i, "det", "nummod")):
        return True
    return tree.tags[i] == "NNS" and tree.first(i, "det") is None and tree.first(i, "cop") is not None
