"""What a name or identifier may mean among the nodes of claims, by one rule for whatever knows them."""

from __future__ import annotations

import difflib
import string
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Protocol

import msgspec

from claimgraph.extract.lookup_key import lookup_key
from claimgraph.extract.statement import Node

_LIKENESS = 0.6
_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


class KnownNames(Protocol):
    """The names of nodes: all that stand in claims, as argument or circumstance, with the words of the texts."""

    def keyed(self, key: str) -> Collection[str]:
        """Give the key of the node of that very key, if there is one."""

    def keyed_in_any_case(self, key: str) -> Collection[str]:
        """Give the keys of nodes of that key, whatever the case of its ASCII letters."""

    def cross_referenced(self, xref: str) -> Collection[str]:
        """Give the keys of nodes that have the cross-reference, whatever the case of its ASCII letters."""

    def called(self, name: str) -> Mapping[str, int]:
        """Give the keys of nodes that are called by that look-up key, each with the mentions that call it so."""

    def nodes(self, keys: Collection[str]) -> Iterable[Node]:
        """Give the nodes of these keys."""


class Found(msgspec.Struct, frozen=True):
    """A node that fits what was asked: by "id", "xref" or "name" (`reason`), so called `n_mentions` times."""

    node: Node
    reason: str
    n_mentions: int


def find_nodes(known: KnownNames, name: str) -> list[Found]:
    """Give the nodes that a name, synonym, CURIE or node key may mean, the likeliest first.

    A CURIE is looked for among node keys, then among cross-references. A name is compared under its look-up
    key with preferred names and with every name that a claim's text uses; last, with or without a plural "s".
    """
    for reason, keys in _by_identifier(known, name.strip()):
        if keys:
            return _ranked(Found(node, reason, node.n_claims) for node in known.nodes(keys))
    for key in _spellings(name):
        if counts := known.called(key):
            return _ranked(Found(node, "name", counts[node.key]) for node in known.nodes(counts))
    return []


def alike(name: str, names: Callable[[str], Mapping[str, str]], *, limit: int) -> list[tuple[str, float]]:
    """Names that look like `name`, each with its likeness (0 to 1), the most alike first.

    `names` gives the names, by look-up key, that begin in a certain way. The likeness is that of Ratcliff and
    Obershelp (Ratcliff & Metzener 1988, Dr. Dobb's Journal 13(7):46), as `difflib` computes it.
    """
    wanted = lookup_key(name)
    for length in (3, 1, 0):  # names that begin alike are few and cheap; all names are the last resort
        texts = names(wanted[:length])
        if close := difflib.get_close_matches(wanted, texts, n=limit, cutoff=_LIKENESS):
            return [(texts[key], difflib.SequenceMatcher(None, wanted, key).ratio()) for key in close]
    return []


def suggest(name: str, names: Callable[[str], Mapping[str, str]], *, limit: int) -> tuple[str, ...]:
    """Names that look like `name`, the most alike first."""
    return tuple(dict.fromkeys(text for text, _ in alike(name, names, limit=limit)))


def in_one_case(identifier: str) -> str:
    """An identifier whose ASCII letters are small: what is compared where case does not matter."""
    return identifier.translate(_LOWER)


def _by_identifier(known: KnownNames, name: str) -> Iterator[tuple[str, Collection[str]]]:
    if ":" in name:
        yield "id", known.keyed(name)
        yield "id", known.keyed_in_any_case(name)
        yield "xref", known.cross_referenced(name)


def _spellings(name: str) -> tuple[str, ...]:
    """The look-up keys to try for a name: its own, then with and without a plural "s"."""
    key = lookup_key(name)
    return key, f"{key}s", key.removesuffix("s")


def _ranked(found: Iterable[Found]) -> list[Found]:
    return sorted(found, key=lambda one: (-one.n_mentions, -one.node.n_claims, one.node.key))
