"""Arguments that a group was given or lacks: "X-treated mice", "mice lacking X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.extract.argument import PRE_NOMINAL, Argument
from claimgraph.extract.signs import times

if TYPE_CHECKING:
    from claimgraph.extract.arguments import ArgumentFinder


def in_group(finder: ArgumentFinder, i: int, depth: int) -> list[Argument]:
    """What a group was given or lacks: "X-treated mice", "mice lacking X", "cells treated with X"."""
    tree, given, lacking = finder.tree, finder.lexicon.modifiers["given"], finder.lexicon.modifiers["lacking"]
    found: list[Argument] = []
    for child in tree.children[i]:
        word = tree.words[child]
        if (
            -1 != finder.at[child] != finder.at[i]
            and tree.deps[child] in PRE_NOMINAL
            and finder.signs.is_null(child)
        ):
            found.extend(finder.one(child, depth + 1))
        if word not in lacking and (word not in given or finder.signs.is_process(i)):
            continue
        sign = given.get(word, 0) or lacking.get(word, 0)
        named = finder.modifiers.before_dash(child)
        if named is None and child == i - 1 and word in lacking and finder.at[i] != finder.at[child - 1] >= 0:
            named = child - 1  # "X null mice", wherever the parse hangs X
        if named is not None and -1 != finder.at[named] == finder.at[i]:
            continue  # a name that holds it all: "X-deficient T cells"
        if named is not None and child < i:
            inner = finder.of(named, depth + 1)
        elif tree.deps[child] in {"acl", "amod"} and child > i:
            inner = finder.after(child, "with", depth + 1) + finder.after(child, "in", depth + 1)
            inner += [a for o in _objects(finder, child) for a in finder.of(o, depth + 1)]
        else:
            continue
        found.extend(
            a._replace(sign=times(a.sign, sign if sign < 0 else None), group=True, score=a.score * 0.9)
            for a in inner
        )
    return found


def _objects(finder: ArgumentFinder, participle: int) -> list[int]:
    """Objects of "mice lacking X": also the X that the parse took for the subject of the next verb."""
    own = finder.tree.having(participle, "dobj")
    after = participle + 1
    if not own and finder.signs.lacks_object(participle) and finder.at[after] >= 0:
        end = after
        while end < len(finder.at) and finder.at[end] == finder.at[after]:
            end += 1
        own = [i for i in range(after, end) if finder.tree.deps[i] == "nsubj"]
    return own
