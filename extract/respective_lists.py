"""Which member of a list belongs to which of another: "A and B inhibit X and Y, respectively"."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimgraph.extract.argument import Argument
    from claimgraph.extract.sentence_tree import SentenceTree

FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})


def paired(
    tree: SentenceTree, i: int, sentence: range, subjects: Sequence[Argument], targets: Sequence[Argument]
) -> Iterable[tuple[Argument, Argument]]:
    """Each subject of the trigger `i` with each target; "respectively" pairs two lists in their order, or nothing."""
    if len(subjects) > 1 < len(targets):
        pairing = _respectively(tree, i, sentence)
        if pairing is not None and _ends_list(tree, pairing, (*subjects, *targets)):
            return zip(subjects, targets, strict=True) if len(subjects) == len(targets) else ()
    return product(subjects, targets)


def _respectively(tree: SentenceTree, i: int, sentence: range) -> int | None:
    """The "respectively" in the trigger's clause."""
    for way in (range(i + 1, sentence.stop), range(i - 1, sentence.start, -1)):
        for token in way:
            if tree.words[token] == "respectively":
                return token
            if tree.tags[token] in FINITE:
                break
    return None


def _ends_list(tree: SentenceTree, end: int, arguments: Iterable[Argument]) -> bool:
    """Whether the last list before a token is one of arguments: not "X and Y by 20% and 30%"."""
    last = max((a.token for a in arguments if a.token < end), default=end)
    between = tree.tags[last:end]
    return last < end and "CC" not in between and between.count("CD") <= 1  # one number is no list
