"""Small words beside a trigger or an argument that set its sign: "down-", "inversely", "elevated"; and compounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.extract.relation_lexicon import relation_lexicon

if TYPE_CHECKING:
    from claimgraph.extract.sentence_tree import SentenceTree

DASHES = frozenset("-‐‑‒–—−")


class Modifiers:
    """Reads the modifiers of tokens, in one document; `at` gives for each token its mention, or -1."""

    def __init__(self, tree: SentenceTree, at: list[int]) -> None:
        self.tree = tree
        self.at = at
        self.lexicon = relation_lexicon()

    def before_dash(self, i: int) -> int | None:
        """Head of the first piece of a compound: the X of "X-induced", also written without the hyphen."""
        if i < 2 or self.tree.words[i - 1] not in DASHES:
            return self._before_space(i) if i and self.at[i - 1] >= 0 else None
        for child in self.tree.having(i, "compound", "nmod:npmod", "nsubj", "dobj", "amod", "dep"):
            if child >= i - 1 or self.tree.words[child] in DASHES:
                continue
            if child == i - 2 or self.at[child] == self.at[i - 2] >= 0:
                return child
        return None

    def _before_space(self, i: int) -> int | None:
        """The X of "X induced Y", "X dependent"; the parse may hang X on the Y."""
        tree = self.tree
        beside = tree.having(i, "compound", "nmod:npmod", "nsubj")
        if tree.deps[i] == "amod" or (tree.deps[i] == "compound" and tree.is_gerund(i)):
            beside += tree.having(tree.heads[i], "compound")
        elif not tree.tags[i].startswith("J"):
            return None
        else:
            beside = tree.having(i, "nmod:npmod")
        return next((c for c in beside if self.at[c] == self.at[i - 1]), None)

    def level(self, i: int) -> int | None:
        """Sign of an adjective of amount before a noun: "elevated X", "low levels"."""
        levels = self.lexicon.modifiers["level"]
        for child in self.tree.having(i, "amod"):
            if child < i and self.tree.words[child] in levels and self.before_dash(child) is None:
                return levels[self.tree.words[child]]
        return None

    def manner(self, i: int) -> int | None:
        """Sign that words beside a trigger give it: "inversely", "inhibitory", the "down" of "down-regulates"."""
        manners = self.lexicon.modifiers["manner"]
        if self.tree.words[i] in self.lexicon.words["correlating"]:
            manners = manners | self.lexicon.modifiers["proportion"]
        for child in self.tree.having(i, "advmod", "amod"):
            if self.tree.words[child] in manners:
                return manners[self.tree.words[child]]
        return self.prefix(i)

    def prefix(self, i: int) -> int | None:
        """Sign of a trigger's first piece: the "up" of "up-regulates"."""
        prefixes = self.lexicon.modifiers["prefix"]
        for child in self.tree.having(i, "compound", "advmod", "amod", "compound:prt"):
            if child < i and self.tree.words[child] in prefixes:
                return prefixes[self.tree.words[child]]
        return None
