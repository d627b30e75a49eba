"""Reads relations off a parse: every trigger asks its places for a subject and an object."""

from __future__ import annotations

from itertools import chain, product
from typing import TYPE_CHECKING

from claimgraph.extract.argument import SETTINGS, Argument
from claimgraph.extract.arguments import ArgumentFinder
from claimgraph.extract.meetings import Meetings
from claimgraph.extract.places import Places
from claimgraph.extract.relation import Relation
from claimgraph.extract.relation_lexicon import Frame, Trigger, relation_lexicon
from claimgraph.extract.relation_types import MAKING, level_in_disease, predicate_of, relation_of
from claimgraph.extract.respective_lists import FINITE, paired
from claimgraph.extract.vocabulary import SIGNED_PREDICATES
from claimgraph.extract.word_list import words_by_role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimgraph.extract.claim import Mention
    from claimgraph.extract.sentence_tree import SentenceTree

_UNSURE = 0.8  # trust in a subject that is named through a noun that no list knows
_WEAK = 0.85  # what is left of the trust in a rule at a vague trigger or place
_WITH_ASPECT = frozenset({"increases", "decreases", "regulates", "contributes_to"}) | frozenset(
    {"positively_correlated_with", "negatively_correlated_with", "associated_with"}
)
# What a group does, it does by what it was given; but it binds, makes or expresses things by itself.
_GROUP_RELATIONS = frozenset(
    {"increases", "decreases", "regulates", "affects", "induces", "improves", "shows", "follows"}
)
_CHANGES = frozenset({"increases", "decreases", "regulates"})
_THERAPIES = frozenset({"treats", "given_for"})
_BEARERS = frozenset({"CellType", "CellLine", "Disease", "Organism", "Anatomy"})
_RISKED = frozenset({"Disease", "Phenotype"})  # nobody is "susceptible" to the others
_WEAK_PLACES = frozenset({"after", "since", "group", "later", "via", "clause"})
_FAILING = words_by_role("negation_cues.tsv")["failing"]
_PARTICIPLES = ("ed", "ing", "bound", "driven")
_PAIR = "pair"  # the place of "between X and Y", subject and object
_TAGS = {"v": "V", "n": "N", "a": "J"}


class RelationFinder:
    """Finds relations in one document; `at` gives for each token its outer mention, or -1."""

    def __init__(self, tree: SentenceTree, mentions: Sequence[Mention], at: list[int]) -> None:
        self.tree = tree
        self.mentions = mentions
        self.at = at
        self.start, self.end = 0, len(at)  # of the sentence that is read
        self.is_heading = False
        self.finder = ArgumentFinder(tree, mentions, at)
        self.places = Places(self.finder)
        self.meetings = Meetings(self.finder, self.places.clauses)
        self.lexicon = relation_lexicon()

    def in_sentence(self, start: int, end: int) -> Iterator[Relation]:
        """Relations that the tokens from `start` to `end` state, before any choice between them."""
        self.start, self.end = start, end
        self.is_heading = FINITE.isdisjoint(self.tree.tags[start:end])
        deps, words, triggers = self.tree.deps, self.tree.words, self.lexicon.triggers
        for i in range(start, end):
            if deps[i] == "nmod":
                yield from self._by_preposition(i)
            known = triggers.get(words[i])
            if known is None:
                continue
            fitting = [t for t in known if self._fits(i, t)]
            # what a word means beside a certain other ("drug interaction") it means there alone
            for trigger in [t for t in fitting if t.beside] or fitting:
                if self._has_object(i, trigger):
                    for frame in trigger.frames:
                        yield from self._by_frame(i, trigger, frame)

    def _fits(self, i: int, trigger: Trigger) -> bool:
        """Whether the token's tag allows the reading; inside a name only the name itself may state a relation."""
        tag, word = self.tree.tags[i], self.tree.words[i]
        below = {self.tree.words[c] for c in self.tree.children[i]}
        if (trigger.beside and trigger.beside.isdisjoint(below)) or not trigger.without.isdisjoint(below):
            return False
        if self.at[i] >= 0:
            return trigger.part == "n" and (
                self.mentions[self.at[i]].type == "BiologicalProcess"
                or any("self" in frame.object for frame in trigger.frames)
            )
        if trigger.part == "v":
            participle = tag.startswith("J") and word.endswith(("ed", "ing"))
            beside = self.tree.deps[i] == "acl" or self.finder.modifiers.before_dash(i) is not None
            if (
                beside
                and word in self.lexicon.modifiers["given"]
                and trigger.relation in _GROUP_RELATIONS
                and not self.finder.signs.is_process(self.tree.heads[i])
            ):
                return False  # "X-stimulated cells", "cells stimulated with X": names a group
            compound = word.endswith(_PARTICIPLES) and self.finder.modifiers.before_dash(i) is not None
            # "X binding to Y", and a clause's head, is a verb whatever its tag
            participle = participle or (word.endswith("ing") and self.tree.deps[i] == "acl")
            clause = {"nsubj", "dobj"} <= {self.tree.deps[c] for c in self.tree.children[i]}
            return tag.startswith("V") or participle or compound or clause
        return tag.startswith(_TAGS[trigger.part])

    def _has_object(self, i: int, trigger: Trigger) -> bool:
        """Whether anyone stands at a place of the trigger's object: mostly none, and no frame need be tried."""
        return any(place == _PAIR or self.places.at(i, place, trigger.part) for place in trigger.objects)

    def _by_frame(self, i: int, trigger: Trigger, frame: Frame) -> Iterator[Relation]:
        if frame.object == (_PAIR,):
            yield from self._pairs(i, trigger, frame)
            return
        for place in frame.object:
            targets = [a for a in self.places.at(i, place, trigger.part) if not a.group]
            if targets:
                break
        else:
            return
        for where in frame.subject:
            subjects = self.places.at(i, where, trigger.part)
            if subjects:
                break
        else:
            return
        if any(a.group for a in subjects):
            as_group = trigger.relation in _GROUP_RELATIONS or (
                trigger.relation in MAKING and all(a.level is not None for a in targets)
            )
            subjects = [a for a in subjects if a.group == as_group]
        if where == "has" and trigger.relation in _GROUP_RELATIONS:  # "these cells show an impairment of …"
            subjects = [a for a in subjects if self.mentions[a.mention].type not in _BEARERS]
        weak = where in _WEAK_PLACES
        name = f"{_PARTS[trigger.part]} {where}:{place}"
        manner = self.finder.modifiers.manner(i)
        for subject, target in paired(self.tree, i, range(self.start, self.end), subjects, targets):
            relation = self._relation(i, trigger, subject, target, name, manner, weak=weak)
            if relation is not None:
                yield relation

    def _by_preposition(self, i: int) -> Iterator[Relation]:
        """ "Y due to X", "X for Y": both are phrases of their own, so only names count on the left."""
        head = self.tree.heads[i]
        triggers = self.lexicon.prepositions.get(self.tree.preposition(i), ())
        if not triggers or self.tree.is_verb(head):
            return
        case = self.tree.first(i, "case")
        if case is None:
            case = i
        for trigger in triggers:
            if trigger.heading and not self.is_heading:
                continue
            forward = trigger.frames[0].subject == ("before",)
            before, behind = self.finder.of(head), self.finder.of(i)
            if forward:  # the vaguer prepositions: both names must stand there themselves
                before, behind = ([a for a in found if a.score == 1.0] for found in (before, behind))
            name = f"preposition {self.tree.words[case]}"
            for subject in before if forward else behind:
                for target in behind if forward else before:
                    relation = self._relation(case, trigger, subject, target, name, None, weak=False)
                    if relation is not None:
                        yield relation

    def _pairs(self, i: int, trigger: Trigger, frame: Frame) -> Iterator[Relation]:
        """Those who are named together, each with the ones after it: "between X and Y", "the X/Y complex"."""
        name = f"{_PARTS[trigger.part]} {frame.name}"
        manner = self.finder.modifiers.manner(i)
        for found in self.meetings.at(i, frame.subject[0]):
            for first, group in enumerate(found):
                for subject, target in product(group, chain.from_iterable(found[first + 1 :])):
                    relation = self._relation(i, trigger, subject, target, name, manner, weak=False)
                    if relation is not None:
                        yield relation

    def _relation(
        self,
        i: int,
        trigger: Trigger,
        subject: Argument,
        target: Argument,
        name: str,
        manner: int | None,
        *,
        weak: bool,
    ) -> Relation | None:
        first, second = self.mentions[subject.mention], self.mentions[target.mention]
        if subject.mention == target.mention:
            return None
        if subject.token == i and target.token == i:
            return None
        if target.aspect == "risk" and second.type not in _RISKED:
            if second.type != "BiologicalProcess":
                return None
            target = target._replace(aspect=None)  # "the rate of apoptosis" is no chance of it
        named = subject.score > _UNSURE  # by itself or as what patients have
        if trigger.relation == "shows" and first.type == "Disease" and named and not subject.group:
            relation = level_in_disease(target)  # "patients with X had more Y"
            subject, target, first, second = target, subject, second, first
        else:
            relation = relation_of(trigger, subject, target, manner)
        if relation is None or (relation == "is_a" and not (named and target.score > _UNSURE)):
            return None  # "determinants of X include Y"
        if relation in _THERAPIES and self._is_no_therapy(first):
            return None
        if relation == "associated_with" and self._is_adverse(subject.token):
            relation = "adverse"  # "toxicities associated with X"
            subject, target, first, second = target, subject, second, first
        predicate = predicate_of(relation, first, second)
        if predicate is None:
            return None
        aspect = self._aspect(i, trigger, target, second) if predicate in _WITH_ASPECT else None
        if predicate in _CHANGES and (
            (second.type in SETTINGS and aspect is None)  # "improves endothelial function": what of the place
            or (not named and first.type in _BEARERS)  # "a hallmark of the disease": another thing
        ):
            return None
        return Relation(
            subject=first,
            object=second,
            predicate=predicate,
            direction=SIGNED_PREDICATES.get(predicate),
            aspect=aspect,
            triggers=(i,),
            subject_token=subject.token,
            object_token=target.token,
            negated=trigger.negated or self._fails(i),
            score=round(
                self.lexicon.score(name)
                * subject.score
                * target.score
                * (_WEAK if weak or trigger.weak else 1.0),
                3,
            ),
            extractor=name,
        )

    def _aspect(self, i: int, trigger: Trigger, target: Argument, mention: Mention) -> str | None:
        aspect = target.aspect or trigger.aspect
        if aspect == "secretion" and mention.type == "CellType":
            aspect = "differentiation"  # production of a kind of cells
        if aspect is None and trigger.relation == "regulates" and self.finder.modifiers.prefix(i):
            aspect = "expression"  # up- and down-regulation
        return aspect if mention.type in self.lexicon.aspects.get(aspect or "", ()) else None

    def _is_adverse(self, i: int) -> bool:
        """Whether a word names harm: "toxicity", "adverse events"."""
        return any(
            trigger.relation == "adverse" and (not trigger.beside or self._fits(i, trigger))
            for trigger in self.lexicon.triggers.get(self.tree.words[i], ())
        )

    def _is_no_therapy(self, mention: Mention) -> bool:
        """Whether a name is a test, an endpoint or a substance of the body: "PET imaging", "cholesterol"."""
        return mention.text.lower().rsplit(" ", 1)[-1] in self.lexicon.words["measured"]

    def _fails(self, i: int) -> bool:
        """ "failed to inhibit", "unable to bind"."""
        head = self.tree.heads[i]
        if self.tree.deps[i] not in {"xcomp", "acl", "ccomp", "nmod"}:
            return False
        return self.tree.words[head] in _FAILING


_PARTS = {"v": "verb", "n": "noun", "a": "adjective"}
