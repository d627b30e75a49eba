"""From the head of a phrase to the mentions it is about: "levels of X and Y", "mice lacking X", "patients with Z".

On the way it keeps what is said about the mention: its aspect, and whether less or more of it is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimgraph.extract.coordination import examples, members
from claimgraph.extract.modifiers import Modifiers
from claimgraph.extract.relation_lexicon import RelationLexicon, relation_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimgraph.extract.claim import Mention
    from claimgraph.extract.sentence_tree import SentenceTree

_DEEPEST = 5  # nouns on the way from a phrase's head to a mention
_UNKNOWN_NOUN = 0.75  # how far a noun that no list names is trusted to stand for its complement
_PRE_NOMINAL = ("compound", "nmod:poss", "nmod:npmod", "amod", "nmod:tmod")
_SETTINGS = frozenset(
    {"Anatomy", "CellularComponent", "Organism"}
)  # "lung metastasis" does not stand for the lung
_CHANGES = frozenset({"increases", "decreases", "induces", "prevents", "regulates", "improves"})
_CHANGE_SIGNS = {"regulates": 0, "increases": 1, "induces": 1, "improves": 1, "decreases": -1, "prevents": -1}


class Argument(NamedTuple):
    """A mention reached from a place; `sign` of losses and changes on the way, `level` of "high", "reduced"."""

    mention: int
    token: int
    aspect: str | None = None
    sign: int | None = None
    level: int | None = None
    score: float = 1.0
    group: bool = False  # reached as what a group was given or lacks
    sample: bool = False  # reached through cells or other material: "melanoma cell lines"


def times(first: int | None, second: int | None) -> int | None:
    """Product of two signs, either of which may be missing."""
    if first is None or second is None:
        return first if second is None else second
    return first * second


class ArgumentFinder:
    """Finds arguments in one document; `mentions` and their outermost places come with it."""

    def __init__(self, tree: SentenceTree, mentions: Sequence[Mention], at: list[int]) -> None:
        self.tree = tree
        self.mentions = mentions
        self.at = at  # token -> index of the outer mention there, or -1
        self.modifiers = Modifiers(tree, at)
        self.lexicon: RelationLexicon = relation_lexicon()
        self._found: dict[int, list[Argument]] = {}

    def all(self, tokens: Iterable[int]) -> list[Argument]:
        """Arguments of several phrases."""
        return [argument for token in tokens for argument in self.of(token)]

    def of(self, i: int, depth: int = 0) -> list[Argument]:
        """Arguments of the phrase that a token heads, with all members of its coordination."""
        if depth == 0 and i in self._found:
            return self._found[i]
        found: list[Argument] = []
        for member in members(self.tree, i):
            found.extend(self._one(member, depth))
        if depth == 0:
            self._found[i] = found
        return found

    def _one(self, i: int, depth: int) -> list[Argument]:
        if depth > _DEEPEST:
            return []
        tree, word = self.tree, self.tree.words[i]
        group = self._group(i, depth)
        noun = self.lexicon.nouns.get(word)
        mention = self.at[i]
        if mention >= 0:
            if (
                noun is not None
                and noun.role == "aspect"
                and self.mentions[mention].type == "BiologicalProcess"
            ):
                inner = self._through(i, noun.places, depth, aspect=noun.aspect)
                if inner or word in self.lexicon.words["bare"]:
                    return inner
            found = [Argument(mention, i, level=self.modifiers.level(i)), *group]
            for first in examples(tree, i):
                found.extend(self.of(first, depth + 1))
            return found
        if group:
            return group
        if tree.is_gerund(i) and tree.is_verb(i):
            return self._of_gerund(i, depth)
        if noun is not None:
            return self._of_noun(i, depth)
        change = self._change(i)
        if change is not None:
            places, sign, aspect = change
            return self._through(i, places, depth, aspect=aspect, sign=sign)
        if not tree.tags[i].startswith("N"):
            return []
        named = self._examples(i, depth)
        if named:
            return named
        found = self._through(i, ("of", "mod"), depth, score=_UNKNOWN_NOUN)
        return [a for a in found if self.mentions[a.mention].type not in _SETTINGS]

    def _examples(self, i: int, depth: int) -> list[Argument]:
        """Names after a class that is none itself: "cytokines such as X", "the cytokines X and Y"."""
        named = [c for c in self.tree.having(i, "dep", "appos") if c > i and self.at[c] >= 0]
        return [
            a for first in dict.fromkeys([*examples(self.tree, i), *named]) for a in self.of(first, depth + 1)
        ]

    def _of_noun(self, i: int, depth: int) -> list[Argument]:
        noun = self.lexicon.nouns[self.tree.words[i]]
        change = self._change(i)
        sign = noun.sign if change is None else times(noun.sign, change[1])
        if any(self.tree.words[c] in self.lexicon.modifiers["against"] for c in self.tree.having(i, "amod")):
            sign = times(sign, -1)
        found = self._through(i, noun.places, depth, aspect=noun.aspect, sign=sign)
        if noun.role == "sample":
            found = [one._replace(sample=True) for one in found]
        if noun.role in {"outcome", "risk"}:
            found = [one._replace(aspect=noun.role) for one in found]
        if not found:
            found = self._examples(i, depth)
        return found

    def _change(self, i: int) -> tuple[tuple[str, ...], int | None, str | None] | None:
        """Places, sign and aspect of a noun of change: "reduction", "inhibition", "up-regulation"."""
        for trigger in self.lexicon.triggers.get(self.tree.words[i], ()):
            if trigger.part == "n" and trigger.relation in _CHANGES:
                sign = _CHANGE_SIGNS.get(trigger.relation)
                manner = self.modifiers.manner(i)
                aspect = trigger.aspect or ("expression" if sign == 0 and self.modifiers.prefix(i) else None)
                return ("of", "mod", "in"), manner if sign == 0 and manner else times(sign, manner), aspect
        return None

    def _of_gerund(self, i: int, depth: int) -> list[Argument]:
        """ "blocking X": less of X."""
        for trigger in self.lexicon.triggers.get(self.tree.words[i], ()):
            if trigger.part == "v" and trigger.relation in _CHANGES:
                sign = times(_CHANGE_SIGNS.get(trigger.relation), self.modifiers.manner(i))
                found = [a for child in self.tree.having(i, "dobj") for a in self.of(child, depth + 1)]
                return [
                    a._replace(
                        sign=times(a.sign, sign), aspect=a.aspect or trigger.aspect, score=a.score * 0.9
                    )
                    for a in found
                ]
        if self.tree.words[i] in self.lexicon.words["using"]:
            return [a for child in self.tree.having(i, "dobj") for a in self.of(child, depth + 1)]
        return []

    def _through(
        self,
        i: int,
        places: tuple[str, ...],
        depth: int,
        *,
        aspect: str | None = None,
        sign: int | None = None,
        score: float = 1.0,
    ) -> list[Argument]:
        """Arguments at the first of the places that has any, with what the noun says of them."""
        found: list[Argument] = []
        for place in places:
            found = self.modifying(i, depth + 1) if place == "mod" else self._after(i, place, depth + 1)
            if found or (place == "of" and aspect is not None and self._has_of(i)):
                break
        level = self.modifiers.level(i)
        inner_aspect = self._compound_aspect(i) if aspect in {None, "abundance"} else None
        return [
            Argument(
                a.mention,
                a.token,
                a.aspect or inner_aspect or aspect,
                times(a.sign, sign),
                times(a.level, level),
                a.score * score,
                a.group,
                a.sample,
            )
            for a in found
        ]

    def _compound_aspect(self, i: int) -> str | None:
        """The aspect in "mRNA levels", "phosphorylation status"."""
        for child in self.tree.having(i, "compound"):
            noun = self.lexicon.nouns.get(self.tree.words[child])
            if noun is not None and noun.role == "aspect" and self.at[child] < 0:
                return noun.aspect
        return None

    def _after(self, i: int, preposition: str, depth: int) -> list[Argument]:
        return [
            a
            for child in self.tree.having(i, "nmod")
            if self.tree.preposition(child) == preposition
            for a in self.of(child, depth)
            # a response to a disease is not the disease's doing
            if preposition != "to" or self.mentions[a.mention].type != "Disease"
        ]

    def _has_of(self, i: int) -> bool:
        return any(self.tree.preposition(child) == "of" for child in self.tree.having(i, "nmod"))

    def modifying(self, i: int, depth: int = 0) -> list[Argument]:
        """Arguments named before a noun: "X levels", "X's role", "X-based therapy"; the nearest one counts."""
        tree = self.tree
        for child in reversed(tree.children[i]):
            if child > i or tree.deps[child] not in _PRE_NOMINAL or self.at[child] == self.at[i] >= 0:
                continue
            if self.at[child] >= 0:
                return self.of(child, depth + 1)
            if tree.words[child] in self.lexicon.modifiers["based"]:
                named = self.modifiers.before_dash(child)
                if named is not None:
                    return self.of(named, depth + 1)
            elif tree.deps[child] != "amod" and tree.tags[child].startswith("N"):
                inner = self._one(child, depth + 1)
                if inner:
                    return inner
        return []

    def _group(self, i: int, depth: int) -> list[Argument]:
        """What a group was given or lacks: "X-treated mice", "mice lacking X", "cells treated with X"."""
        tree, given, lacking = self.tree, self.lexicon.modifiers["given"], self.lexicon.modifiers["lacking"]
        found: list[Argument] = []
        for child in tree.children[i]:
            word = tree.words[child]
            if word not in given and word not in lacking:
                continue
            sign = given.get(word, 0) or lacking.get(word, 0)
            named = self.modifiers.before_dash(child)
            if named is not None and tree.deps[child] == "amod":
                inner = self.of(named, depth + 1)
            elif tree.deps[child] in {"acl", "amod"} and child > i:
                inner = self._after(child, "with", depth + 1) + self._after(child, "in", depth + 1)
                inner += [a for o in tree.having(child, "dobj") for a in self.of(o, depth + 1)]
            else:
                continue
            found.extend(
                a._replace(sign=times(a.sign, sign if sign < 0 else None), group=True, score=a.score * 0.9)
                for a in inner
            )
        return found
