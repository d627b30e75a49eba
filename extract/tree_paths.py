"""Ways through a dependency tree, from one token to another."""

from __future__ import annotations

from claimgraph.extract.sentence_tree import SentenceTree


def path_between(tree: SentenceTree, start: int, end: int) -> tuple[list[int], list[int]]:
    """Way from `start` to `end` in the tree: the tokens from `start` up to where the ways meet, then down.

    The second list runs from below the meeting point to `end`; both are empty if the tokens stand in
    different sentences.
    """
    rising, falling = tree.way_up(start), tree.way_up(end)
    if rising[-1] != falling[-1]:
        return [], []
    shared = 1  # tokens above both, and where the ways meet
    most = min(len(rising), len(falling))
    while shared < most and rising[-shared - 1] == falling[-shared - 1]:
        shared += 1
    return rising[: len(rising) - shared + 1], falling[: len(falling) - shared][::-1]


def is_below(tree: SentenceTree, token: int, top: int) -> bool:
    """Tell whether `token` is `top` or stands anywhere under it."""
    return top in tree.way_up(token)
