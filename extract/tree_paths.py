"""Ways through a dependency tree: upwards, and from one token to another."""

from __future__ import annotations

from collections.abc import Iterator

from claimgraph.extract.sentence_tree import SentenceTree


def ancestors(tree: SentenceTree, token: int) -> Iterator[int]:
    """Give a token and then every token above it, up to the root of its sentence."""
    heads = tree.heads
    yield token
    while heads[token] != token:
        token = heads[token]
        yield token


def path_between(tree: SentenceTree, start: int, end: int) -> tuple[list[int], list[int]]:
    """Way from `start` to `end` in the tree: the tokens from `start` up to where the ways meet, then down.

    The second list runs from below the meeting point to `end`; both are empty if the tokens stand in
    different sentences.
    """
    above_end = list(ancestors(tree, end))
    places = {token: place for place, token in enumerate(above_end)}
    rising: list[int] = []
    for token in ancestors(tree, start):
        rising.append(token)
        if token in places:
            return rising, above_end[: places[token]][::-1]
    return [], []


def is_below(tree: SentenceTree, token: int, top: int) -> bool:
    """Tell whether `token` is `top` or stands anywhere under it."""
    return top in ancestors(tree, token)
