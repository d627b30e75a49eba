"""The dependency tree of a `Doc` as plain lists, read once, for rules that walk it often."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Syntax(msgspec.Struct, frozen=True):
    """Lists with one entry a token; heads are indices into the `Doc`, a root is its own head."""

    words: list[str]  # in small letters
    tags: list[str]  # Penn tags
    deps: list[str]  # Universal Dependencies 1.0
    heads: list[int]
    children: list[list[int]]  # ascending
    sentences: list[tuple[int, int]]  # of each token: first token of its sentence, and the one after its last


def read_syntax(doc: Doc) -> Syntax:
    """Read words, tags and dependency tree out of a parsed `Doc`."""
    words, tags, deps, heads = [], [], [], []
    children: list[list[int]] = [[] for _ in range(len(doc))]
    for token in doc:
        words.append(token.lower_ if token.text != "NO" else "NO")  # nitric oxide is not a "no"
        tags.append(token.tag_)
        deps.append(token.dep_)
        head = token.head.i
        heads.append(head)
        if head != token.i:
            children[head].append(token.i)
    sentences: list[tuple[int, int]] = []
    for sentence in doc.sents:
        sentences.extend([(sentence.start, sentence.end)] * (sentence.end - sentence.start))
    return Syntax(words, tags, deps, heads, children, sentences)


def ancestors(syntax: Syntax, token: int) -> Iterator[int]:
    """Give a token and then every token above it, up to the root of its sentence."""
    heads = syntax.heads
    yield token
    while heads[token] != token:
        token = heads[token]
        yield token


def path_between(syntax: Syntax, start: int, end: int) -> tuple[list[int], list[int]]:
    """Way from `start` to `end` in the tree: the tokens from `start` up to where the ways meet, then down.

    The second list runs from below the meeting point to `end`; both are empty if the tokens stand in
    different sentences.
    """
    above_end = list(ancestors(syntax, end))
    places = {token: place for place, token in enumerate(above_end)}
    rising: list[int] = []
    for token in ancestors(syntax, start):
        rising.append(token)
        if token in places:
            return rising, above_end[: places[token]][::-1]
    return [], []


def is_below(syntax: Syntax, token: int, top: int) -> bool:
    """Tell whether `token` is `top` or stands anywhere under it."""
    return top in ancestors(syntax, token)
