"""Whether less or more of a thing is meant: "reduction of X", "blocking X", "anti-X", "X−/− mice"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.extract.modifiers import DASHES, Modifiers
from claimgraph.extract.relation_lexicon import relation_lexicon

if TYPE_CHECKING:
    from claimgraph.extract.sentence_tree import SentenceTree

_CHANGE_SIGNS = {"regulates": 0, "increases": 1, "induces": 1, "improves": 1, "decreases": -1, "prevents": -1}


def times(first: int | None, second: int | None) -> int | None:
    """Product of two signs, either of which may be missing."""
    if first is None or second is None:
        return first if second is None else second
    return first * second


class Signs:
    """Reads signs off the words of one document; `at` gives for each token its mention, or -1."""

    def __init__(self, tree: SentenceTree, at: list[int], modifiers: Modifiers) -> None:
        self.tree = tree
        self.at = at
        self.modifiers = modifiers
        self.lexicon = relation_lexicon()

    def of_noun(self, i: int) -> tuple[tuple[str, ...], int | None, str | None] | None:
        """Places, sign and aspect of a noun of change: "reduction", "inhibition", "up-regulation"."""
        for trigger in self.lexicon.triggers.get(self.tree.words[i], ()):
            if trigger.part == "n" and trigger.relation in _CHANGE_SIGNS:
                sign = _CHANGE_SIGNS[trigger.relation]
                manner = self.modifiers.manner(i)
                aspect = trigger.aspect or ("expression" if sign == 0 and self.modifiers.prefix(i) else None)
                # "silencing in cells" is none of the cells
                places = ("of", "mod", "in") if trigger.aspect is None else ("of", "mod")
                return places, manner if sign == 0 and manner else times(sign, manner), aspect
        return None

    def is_process(self, i: int) -> bool:
        """Whether a noun names what happens or is measured, not what it happens to: "expression", "reduction"."""
        noun = self.lexicon.nouns.get(self.tree.words[i])
        return (noun is not None and noun.role == "aspect") or self.of_noun(i) is not None

    def of_gerund(self, i: int) -> tuple[int | None, str | None] | None:
        """What a verb of change does to its object, and to which aspect of it: "blocking" -1, activity."""
        for trigger in self.lexicon.triggers.get(self.tree.words[i], ()):
            if trigger.part == "v" and trigger.relation in _CHANGE_SIGNS:
                return times(_CHANGE_SIGNS[trigger.relation], self.modifiers.manner(i)), trigger.aspect
        return None

    def before(self, i: int) -> int | None:
        """Sign of the "anti-" before a name, or of a gerund that the parse left without its object ("blocking X")."""
        start = i
        while start and self.at[start - 1] == self.at[i]:
            start -= 1
        tree = self.tree
        dashed = start > 1 and tree.words[start - 1] in DASHES
        before = start - 1 - dashed
        if start and tree.words[before] == "anti":
            return None if tree.words[start] in self.lexicon.words["agonised"] else -1
        if start and tree.deps[i] == "nsubj" and tree.heads[i] != before and self.lacks_object(before):
            change = self.of_gerund(before)
            return None if change is None else change[0]
        return None

    def is_null(self, i: int) -> bool:
        """Whether a gene's name goes on with a mark of its loss: "X−/− mice", "X(−/−) mice"."""
        end = i + 1
        while end < len(self.at) and self.at[end] == self.at[i]:
            end += 1
        behind = [word for word in self.tree.words[end : end + 2] if word != "("]
        return bool(behind) and behind[0] in self.lexicon.modifiers["zygosity"]

    def lacks_object(self, i: int) -> bool:
        """Whether the parse left a gerund or participle without an object of its own."""
        tree = self.tree
        objects = [c for c in tree.having(i, "dobj") if not tree.is_verb(c)]
        return tree.is_gerund(i) and tree.is_verb(i) and not objects
