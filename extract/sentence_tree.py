"""A document's dependency parse as plain lists, which the rules of relations walk much faster than tokens."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, cast

import numpy
from spacy.attrs import DEP, HEAD, IS_UPPER, LOWER, SENT_START, TAG

from claimgraph.extract.word_list import words_by_role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from spacy.strings import StringStore
    from spacy.tokens import Doc

_MARKS = frozenset({"case", "mark"})
_ATTRIBUTES = [DEP, TAG, LOWER, HEAD, SENT_START, IS_UPPER]
_HELD_STRINGS = 1 << 16
_RELATIONAL = words_by_role("grammar_words.tsv")["relational"]  # "in response to"


class SentenceTree:
    """Words (lower case), tags, relations, heads and children of all tokens; sentences are separate trees.

    Reads a row of attributes a token; `tree_of` gives the tree of a doc.
    """

    __slots__ = ("_prepositions", "_ways", "children", "deps", "heads", "starts", "tags", "uppers", "words")

    def __init__(self, values: NDArray[numpy.uint64], store: StringStore) -> None:
        deps, tags, words = values[:, :3].T.tolist()
        offsets, starts, self.uppers = values[:, 3:].view("int64").T.tolist()
        self.starts = [start == 1 for start in starts]  # whether a sentence begins with the token
        self._prepositions: dict[int, str] = {}
        self._ways: dict[int, list[int]] = {}
        self.deps = _named(deps, store)
        self.tags = _named(tags, store)
        self.words = _named(words, store)
        self.heads: list[int] = [i + offset for i, offset in enumerate(offsets)]
        self.children: list[list[int]] = [[] for _ in offsets]
        for i, head in enumerate(self.heads):
            if head != i:
                self.children[head].append(i)

    def sentences(self) -> Iterator[tuple[int, int]]:
        """First token of each sentence and the one after its last."""
        starts = [i for i, starts_here in enumerate(self.starts) if starts_here or i == 0]
        return pairwise([*starts, len(self.words)])

    def having(self, i: int, *deps: str) -> list[int]:
        """Children of a token that stand in one of the relations."""
        children = self.children[i]
        if not children:
            return []
        own = self.deps
        return [child for child in children if own[child] in deps]

    def first(self, i: int, *deps: str) -> int | None:
        """The first child in one of the relations."""
        for child in self.children[i]:
            if self.deps[child] in deps:
                return child
        return None

    def way_up(self, i: int) -> list[int]:
        """A token and then every token above it, up to the root of its sentence."""
        way = self._ways.get(i)
        if way is None:
            way = self._ways[i] = [i]
            while (head := self.heads[i]) != i:
                way.append(head)
                i = head
        return way

    def preposition(self, i: int) -> str:
        """The preposition or conjunction before a phrase or clause: "of", "such as", "in response to"; else ""."""
        known = self._prepositions.get(i)
        if known is None:
            known = self._prepositions[i] = self._read_preposition(i)
        return known

    def _read_preposition(self, i: int) -> str:
        marks = [child for child in self.children[i] if child < i and self.deps[child] in _MARKS]
        first = self.first(i, "compound")
        if not marks and first is not None and first < i:  # "on [X or Y] secretion"
            marks = [child for child in self.children[first] if child < first and self.deps[child] in _MARKS]
        if not marks:
            return ""
        words = []
        for mark in marks:
            words.append(self.words[mark])
            words.extend(self.words[child] for child in self.children[mark] if self.deps[child] == "mwe")
        if self.words[i] in _RELATIONAL and words == ["in"]:
            words.append(self.words[i])
        return " ".join(words)

    def top(self, inside: range) -> int:
        """The token that stands highest in a stretch; of several the last, as in English names."""
        heads = self.heads
        return next((t for t in reversed(inside) if heads[t] not in inside or heads[t] == t), inside.start)

    def is_verb(self, i: int) -> bool:
        """Whether the token is tagged as a verb."""
        return self.tags[i].startswith("V")

    def is_gerund(self, i: int) -> bool:
        """Whether the token is an -ing form, whatever its tag."""
        return self.words[i].endswith("ing")

    def is_passive(self, i: int) -> bool:
        """Whether a verb is passive: by its auxiliary, its subject, or as a bare participle after a noun."""
        deps = [self.deps[child] for child in self.children[i]]
        if "auxpass" in deps or "nsubjpass" in deps:
            return True
        if self.is_gerund(i) or "dobj" in deps or "nsubj" in deps or "aux" in deps:
            return False
        if self.deps[i] in {"acl", "amod"} or (self.deps[i] == "acl:relcl" and self.tags[i] == "VBN"):
            return self.tags[i] in {"VBN", "VBD", "JJ"}
        if self.deps[i] == "advcl" and self.tags[i] == "VBN":
            return True
        if self.deps[i] == "conj" and self.tags[i] in {"VBN", "VBD"} and self.heads[i] != i:
            return self.is_passive(self.heads[i])
        return False


class _Reader:
    """Reads trees and holds the last one."""

    def __init__(self) -> None:
        self._last: tuple[NDArray[numpy.uint64], StringStore, SentenceTree] | None = None

    def read(self, values: NDArray[numpy.uint64], store: StringStore) -> SentenceTree:
        """The tree of a doc's values."""
        if self._last is not None:
            known, its_store, tree = self._last
            if its_store is store and numpy.array_equal(known, values):
                return tree
        tree = SentenceTree(values, store)
        self._last = values, store, tree
        return tree


_reader = _Reader()


def tree_of(doc: Doc) -> SentenceTree:
    """The tree of a doc; the same one for the next step that asks, if the doc is as it was."""
    return _reader.read(cast("NDArray[numpy.uint64]", doc.to_array(_ATTRIBUTES)), doc.vocab.strings)


def _named(hashes: list[int], store: StringStore) -> list[str]:
    """The strings that hashes stand for, the same in each vocabulary; spaCy makes them anew at each look-up."""
    try:
        return list(map(_known.__getitem__, hashes))
    except KeyError:
        if len(_known) > _HELD_STRINGS:
            _known.clear()
        _known.update((unknown, store[unknown]) for unknown in set(hashes).difference(_known))
        return list(map(_known.__getitem__, hashes))


_known: dict[int, str] = {}
