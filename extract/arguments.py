"""From the head of a phrase to the mentions it is about: "levels of X and Y", "mice lacking X", "patients with Z".

On the way it keeps what is said about the mention: its aspect, and whether less or more of it is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.extract.argument import MOLECULES, PRE_NOMINAL, SETTINGS, Argument
from claimgraph.extract.argument_groups import in_group
from claimgraph.extract.argument_nouns import before_noun
from claimgraph.extract.coordination import examples, members
from claimgraph.extract.modifiers import Modifiers
from claimgraph.extract.noun_attributes import compound_aspect, is_defence, is_measured, is_owned, is_vague
from claimgraph.extract.relation_lexicon import RelationLexicon, relation_lexicon
from claimgraph.extract.signs import Signs, times
from claimgraph.extract.verb_series import series_verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimgraph.extract.claim import Mention
    from claimgraph.extract.sentence_tree import SentenceTree

_DEEPEST = 5  # nouns on the way from a phrase's head to a mention
_UNKNOWN_NOUN = 0.75  # how far a noun that no list names is trusted to stand for its complement
_DISEASES = frozenset({"Disease"})
_NAMEABLE = MOLECULES | {"CellType"}  # what is given or mutated


class ArgumentFinder:
    """Finds arguments in one document; `mentions` and their outermost places come with it."""

    def __init__(self, tree: SentenceTree, mentions: Sequence[Mention], at: list[int]) -> None:
        self.tree = tree
        self.mentions = mentions
        self.at = at  # token -> index of the outer mention there, or -1
        self.modifiers = Modifiers(tree, at)
        self.signs = Signs(tree, at, self.modifiers)
        self.lexicon: RelationLexicon = relation_lexicon()
        self._found: dict[tuple[int, int], list[Argument]] = {}

    def all(self, tokens: Iterable[int]) -> list[Argument]:
        """Arguments of several phrases."""
        return [argument for token in tokens for argument in self.of(token)]

    def of(self, i: int, depth: int = 0) -> list[Argument]:
        """Arguments of the phrase that a token heads, with all members of its coordination."""
        known = self._found.get((i, depth))
        if known is not None:
            return known
        found: list[Argument] = []
        listed = members(self.tree, i)
        for member in listed:
            if member != i and series_verb(self.tree, member, self.lexicon.modifiers["level"]) is not None:
                continue  # "X reduced A, increased B"
            if self._is_at(member, SETTINGS) and any(self._is_shared(c) for c in listed if c > member):
                continue  # "lymph node and distant metastases", not "lung and melanoma"
            found.extend(self._shortened(member))
            found.extend(self.one(member, depth))
        self._found[i, depth] = found
        return found

    def _is_shared(self, i: int) -> bool:
        """Whether a disease's word may be meant of each member of the list that it ends: it has a word before it."""
        return self._is_at(i, _DISEASES) and bool(self.tree.having(i, "amod", "compound"))

    def _is_at(self, i: int, types: frozenset[str]) -> bool:
        return self.at[i] >= 0 and self.mentions[self.at[i]].type in types

    def one(self, i: int, depth: int = 0) -> list[Argument]:
        """Arguments of the phrase that a token heads, without the others of its coordination."""
        if depth > _DEEPEST:
            return []
        tree, word = self.tree, self.tree.words[i]
        group = in_group(self, i, depth)
        noun = self.lexicon.nouns.get(word)
        mention = self.at[i]
        if mention >= 0:
            return self._of_mention(i, depth) + group
        if group:
            return group
        if tree.is_gerund(i) and tree.is_verb(i):
            return self._of_gerund(i, depth)
        if noun is not None:
            return self._of_noun(i, depth)
        change = self.signs.of_noun(i)
        if change is not None:
            places, sign, aspect = change
            return self._through(i, places, depth, aspect=aspect, sign=sign) or self._examples(i, depth)
        if not tree.tags[i].startswith("N"):
            return []
        named = self._examples(i, depth)
        if named:
            return named
        found = self._through(i, ("of", "mod"), depth, score=_UNKNOWN_NOUN, settings=False)
        # "adhesion molecules" stand for no adhesion, "the TNF locus" does for TNF
        return [a for a in found if a.token > i or self.mentions[a.mention].type in MOLECULES]

    def _of_mention(self, i: int, depth: int) -> list[Argument]:
        """A named thing itself, unless its name only says what is meant of another ("mutations of X")."""
        mention = self.mentions[self.at[i]]
        noun = self.lexicon.nouns.get(self.tree.words[i])
        if noun is not None and noun.role == "aspect" and mention.type == "BiologicalProcess":
            inner = self._through(i, noun.places, depth, aspect=noun.aspect)
            if inner or (self.tree.words[i] in self.lexicon.words["bare"] and mention.text.isalpha()):
                return inner
        if (
            noun is not None
            and noun.role in {"giving", "mutation"}
            and mention.type in {"BiologicalProcess", "Procedure"}
        ):
            inner = self._through(i, noun.places, depth)
            if inner and all(self.mentions[a.mention].type in _NAMEABLE for a in inner):
                return inner
        named = self._names_of_class(i, depth)
        if named:
            return named
        null = self.signs.is_null(i)
        sign = -1 if null else self.signs.before(i)
        if sign is not None and is_measured(self.tree, i):
            return []  # "anti-X titers" tell of the antibody
        found = [Argument(self.at[i], i, sign=sign, level=self.modifiers.level(i), group=null)]
        for first in examples(self.tree, i):
            found.extend(self.of(first, depth + 1))
        return found

    def _names_of_class(self, i: int, depth: int) -> list[Argument]:
        """The names right behind their class: "the chemokines X and Y"."""
        kind = self.mentions[self.at[i]].type
        return [
            a
            for child in self.tree.having(i, "dep", "appos")
            if self.at[i + 1] == self.at[child] != self.at[i] and self.tree.tags[i] == "NNS"
            if self.at[child] >= 0 and self.mentions[self.at[child]].type == kind
            for a in self.of(child, depth + 1)
        ]

    def _shortened(self, i: int) -> list[Argument]:
        """Names that share the head of a later one: the first of "CD4+ and CD8+ T cells", "ERK1/ERK2"."""
        if self.at[i] < 0:
            return []
        tree, kind = self.tree, self.mentions[self.at[i]].type
        return [
            Argument(self.at[child], child)
            for child in tree.having(i, *PRE_NOMINAL)
            if child < i and self.at[child] not in {-1, self.at[i]}
            if tree.first(child, "cc") is not None or tree.words[child + 1] == "/"
            if self.mentions[self.at[child]].type == kind
        ]

    def _examples(self, i: int, depth: int) -> list[Argument]:
        """Names after a class that is none itself: "cytokines such as X", "the cytokines X and Y"."""
        named = [c for c in self.tree.having(i, "dep", "appos") if c > i and self.at[c] >= 0]
        return [
            a for first in dict.fromkeys([*examples(self.tree, i), *named]) for a in self.of(first, depth + 1)
        ]

    def _of_noun(self, i: int, depth: int) -> list[Argument]:
        noun = self.lexicon.nouns[self.tree.words[i]]
        change = self.signs.of_noun(i)
        sign = noun.sign if change is None else times(noun.sign, change[1])
        if any(self.tree.words[c] in self.lexicon.modifiers["against"] for c in self.tree.having(i, "amod")):
            sign = times(sign, -1)
        aspect = None if is_vague(self.tree, i) else noun.aspect
        places = noun.places
        if self.tree.words[i] in self.lexicon.words["responding"] and is_defence(self.tree, i):
            places = ("mod",)
        settings = noun.role != "giving"  # "intraperitoneal injection" is no doing of the peritoneum
        found = self._through(i, places, depth, aspect=aspect, sign=sign, settings=settings)
        if noun.role == "group":  # "X knockout mice"
            found = [one._replace(group=one.group or one.sign is not None) for one in found]
        if noun.role == "mutation":
            found = [one._replace(mutated=True) for one in found]
        if noun.role == "sample":
            found = [one._replace(sample=True) for one in found]
        if noun.role in {"outcome", "risk"}:
            found = [one._replace(aspect=noun.role if one.aspect is None else one.aspect) for one in found]
        if self.tree.words[i] in self.lexicon.words["responding"]:  # that of a disease is how it ends
            found = [
                one._replace(aspect="outcome") if self.mentions[one.mention].type == "Disease" else one
                for one in found
            ]
        if (
            noun.aspect == "binding" and found and not is_owned(self.tree, i)
        ):  # "the interaction of X with Y": of Y, too
            for place in ("with", "to"):
                found = found + [a._replace(aspect="binding") for a in self.after(i, place, depth + 1)]
        if not found:
            found = self._examples(i, depth)
        return found

    def _of_gerund(self, i: int, depth: int) -> list[Argument]:
        """ "blocking X": less of X."""
        change = self.signs.of_gerund(i)
        if change is not None:
            sign, aspect = change
            found = [a for child in self.tree.having(i, "dobj") for a in self.of(child, depth + 1)]
            return [
                a._replace(sign=times(a.sign, sign), aspect=a.aspect or aspect, score=a.score * 0.9)
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
        settings: bool = True,
    ) -> list[Argument]:
        """Arguments at the first of the places that has any, with what the noun says of them."""
        found: list[Argument] = []
        for place in places:
            found = before_noun(self, i, depth + 1) if place == "mod" else self.after(i, place, depth + 1)
            if not settings:
                found = [a for a in found if self.mentions[a.mention].type not in SETTINGS]
            if found or (place == "of" and aspect is not None and self._has_of(i)):
                break
        if not found:
            return found
        level = self.modifiers.level(i)
        inner_aspect = compound_aspect(self.tree, i, self.at) if aspect in {None, "abundance"} else None
        return [
            a._replace(
                aspect=a.aspect or inner_aspect or aspect,
                sign=times(a.sign, sign),
                level=times(a.level, level),
                score=a.score * score,
            )
            for a in found
        ]

    def after(self, i: int, preposition: str, depth: int) -> list[Argument]:
        """Arguments of the phrases with a preposition that hang on a token."""
        phrases = [c for c in self.tree.having(i, "nmod") if self.tree.preposition(c) == preposition]
        if preposition == "in":  # of "an increase in X in Y" Y is the place
            phrases = phrases[:1]
        return [
            a
            for child in phrases
            for a in self.of(child, depth)
            # a response to a disease is not the disease's doing
            if preposition != "to" or self.mentions[a.mention].type != "Disease"
        ]

    def _has_of(self, i: int) -> bool:
        return any(self.tree.preposition(child) == "of" for child in self.tree.having(i, "nmod"))
