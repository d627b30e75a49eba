"""Those who are named together: "between X and Y", "the X/Y complex", "X and Y interact"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.extract.argument import Argument
from claimgraph.extract.arguments import ArgumentFinder
from claimgraph.extract.coordination import members
from claimgraph.extract.modifiers import DASHES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimgraph.extract.clauses import Clauses
    from claimgraph.extract.sentence_tree import SentenceTree

_JOINING = DASHES | {"/", ":"}
_PARTNER = frozenset({"with", "to"})


class Meetings:
    """Finds who stands together at a place of a trigger, in one document."""

    def __init__(self, finder: ArgumentFinder, clauses: Clauses) -> None:
        self.finder = finder
        self.clauses = clauses
        self.tree: SentenceTree = finder.tree
        self.lexicon = finder.lexicon

    def at(self, i: int, place: str) -> Iterator[list[list[Argument]]]:
        """Lists of members, each with its arguments.

        The place is a preposition ("between" with its kin), `mods` ("the X/Y complex") or `each` ("X and Y interact").
        """
        if place == "mods":
            yield [[Argument(self.finder.at[token], token)] for token in self._joined_before(i)]
        elif place == "each":
            yield from (self._members(token) for token in self._alone(i))
        else:
            verb = self.clauses.observing_verb(i)
            phrases = self.tree.having(i, "nmod") + ([] if verb is None else self.tree.having(verb, "nmod"))
            for child in phrases:
                if self.tree.preposition(child) in {*self.lexicon.words["between"], place}:
                    yield self._members(child)

    def _members(self, token: int) -> list[list[Argument]]:
        """The members of a coordination, or of the class that a word names: "the factors X and Y"."""
        found = [self.finder.one(member) for member in members(self.tree, token)]
        return found if len(found) > 1 else [[one] for one in found[0]]

    def _alone(self, i: int) -> list[int]:
        """Subjects of "X and Y interact", "X and Y form a complex", unless it is said whom they meet."""
        light = self.clauses.light_verb(i)
        verb = i if light is None else light
        if not self.tree.is_verb(verb) or self._has_partner(i) or self._has_partner(verb, i):
            return []
        return self.clauses.subject_tokens(verb)[0]

    def _has_partner(self, i: int, meeting: int | None = None) -> bool:
        """Whether a word of meeting says whom its subjects meet; "each other" are they themselves."""
        tree = self.tree
        partners = [c for c in tree.having(i, "nmod") if tree.preposition(c) in _PARTNER]
        if not tree.is_verb(i):  # "a complex with repressive activity"
            partners = [c for c in partners if self.finder.of(c)]
        elif not partners and tree.words[i + 1] in _PARTNER:  # "X and Y interact with and inhibit Z"
            return True
        partners += [c for c in tree.having(i, "dobj") if c != meeting]
        return any(tree.words[c] not in self.lexicon.words["themselves"] for c in partners)

    def _joined_before(self, i: int) -> list[int]:
        """The names of "the X-Y complex", "X/Y heterodimers"."""
        at, words = self.finder.at, self.tree.words
        found: list[int] = []
        token = i - 1
        while token >= 0 and not self.tree.starts[token + 1]:
            if at[token] >= 0:
                if not found or at[found[0]] != at[token]:
                    found.insert(0, token)
            elif words[token] not in _JOINING or not found:
                break
            token -= 1
        return found
