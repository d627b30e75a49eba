"""What the relation model is told of a pair of concepts as a whole, and of each place where the text names both.

A feature is a string. What is told of a concept or of a sentence is told once and shared by pairs. Words in names
are replaced by a sign for their class, so that the model learns how things are related and not which things.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
from spacy.attrs import IDX

from claimgraph.extract.concept_pairs import (
    ConceptPair,
    Named,
    NamedConcept,
    Place,
    concept_pairs,
    named_concepts,
)
from claimgraph.extract.outer_mentions import outer_mentions
from claimgraph.extract.pair_outcomes import class_of
from claimgraph.extract.relation import Relation
from claimgraph.extract.relation_lexicon import relation_lexicon
from claimgraph.extract.same_thing import Things
from claimgraph.extract.sentence_tree import tree_of
from claimgraph.extract.tree_paths import path_between
from claimgraph.extract.word_list import words_by_role

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from claimgraph.extract.claim import Mention

_NEGATIONS = frozenset[str]().union(*words_by_role("negation_cues.tsv").values())
_HEDGES = frozenset[str]().union(*words_by_role("hedge_cues.tsv").values())
_BINS = (4, 6, 10, 15, 25)  # lower bounds; smaller numbers stand for themselves
_FAR = 24  # tokens between two mentions, of which only those next to them are looked at
_NEXT = 10
_LONGEST_PATH = 7  # tokens of a path whose edges are told as one
_SHORTEST = 4  # tokens of what counts as a text's last sentence


Features = tuple[str, ...]


class PairCase(msgspec.Struct, frozen=True):
    """A pair, the parts of what is told of it and of each of its places, and what the rules made of it."""

    pair: ConceptPair
    features: tuple[Features, ...]
    of_places: tuple[tuple[Features, ...], ...]
    rules: tuple[Relation, ...]


class PairReader:
    """Reads the pairs of one document; `doc` has mentions, relations of the rules, and a parse."""

    def __init__(self, doc: Doc) -> None:
        self.tree = tree_of(doc)
        self.mentions: tuple[Mention, ...] = doc._.mentions
        self.things = Things(doc)
        self._idx: list[int] = doc.to_array([IDX]).tolist()
        self.bounds = list(self.tree.sentences())
        self._starts = [start for start, _ in self.bounds]
        document = doc._.document
        sections = document.sections if document else ()
        offsets = [self._idx[start] for start in self._starts]
        self._labels = [next((s.label for s in sections if s.start <= at < s.end), "-") for at in offsets]
        named = [self._named(number, mention) for number, mention in enumerate(self.mentions)]
        self._mark_names(named)
        arguments = {(mention.start, mention.end) for mention in outer_mentions(doc)[0]}
        self.concepts = named_concepts(self.mentions, named, arguments, self.things.key)
        self._mark_words()
        self._rules = self._by_concepts(doc._.relations)
        self._last = max((n for n, (a, b) in enumerate(self.bounds) if b - a >= _SHORTEST), default=0)
        self._of_class = Counter(concept.class_ for concept in self.concepts)
        self._crowd = Counter(one.sentence for concept in self.concepts for one in concept.named)
        self._ranks = _ranks(self.concepts)
        self._alone = {concept.key: self._of_concept(concept) for concept in self.concepts}

    def cases(self) -> Iterator[PairCase]:
        """The pairs of the document that can be judged."""
        titles = frozenset(n for n, label in enumerate(self._labels) if label == "TITLE")
        for pair in concept_pairs(self.concepts, titles):
            first, second = (self.mentions[one.named[0].mention] for one in (pair.one, pair.other))
            if self.things.are_same(first, second):
                continue
            rules = self._rules.get(frozenset((pair.one.key, pair.other.key)), ())
            yield PairCase(
                pair,
                (tuple(self._of_pair(pair, rules)), self._alone[pair.one.key], self._alone[pair.other.key]),
                tuple(self._parts_of_place(place, rules) for place in pair.places),
                tuple(relation for _, relation in rules),
            )

    def is_ruled(self, pair: ConceptPair, place: Place) -> bool:
        """Whether a rule relates the two in a sentence of the place."""
        rules = self._rules.get(frozenset((pair.one.key, pair.other.key)), ())
        return any(place.first.sentence <= sentence <= place.second.sentence for sentence, _ in rules)

    def class_at(self, named: Named) -> str | None:
        """The class of a mention."""
        return class_of(self.mentions[named.mention].type)

    def in_name(self, token: int) -> bool:
        """Whether a token stands in a mention."""
        return bool(self._at[token])

    def _named(self, number: int, mention: Mention) -> Named:
        start = max(0, bisect_right(self._idx, mention.start) - 1)
        end = bisect_left(self._idx, mention.end)
        return Named(number, self._sentence_of(start), start, end, self.tree.top(range(start, end)))

    def _sentence_of(self, token: int) -> int:
        return bisect_right(self._starts, token) - 1

    def _mark_names(self, named: Sequence[Named]) -> None:
        """Which tokens stand in names, by the initial of their class."""
        self._at = [""] * len(self.tree.words)
        for one in named:
            class_ = class_of(self.mentions[one.mention].type)
            self._at[one.start : one.end] = ["o" if class_ is None else class_[0]] * (one.end - one.start)

    def _mark_words(self) -> None:
        triggers = relation_lexicon().triggers
        plain = ["0" if word[:1].isdigit() else word for word in self.tree.words]
        self._words = [f"@{at}" if at else word for word, at in zip(plain, self._at, strict=True)]
        self._between = [f"b:{word}" for word in self._words]
        self._on_path = [f"p:{word}" for word in plain]
        self._triggers = [
            () if at else tuple(trigger.relation for trigger in triggers.get(word, ()))
            for word, at in zip(plain, self._at, strict=True)
        ]
        self._negations = [word in _NEGATIONS for word in plain]
        self._of_sentence = [self._read_sentence(n) for n in range(len(self.bounds))]

    def _read_sentence(self, number: int) -> Features:
        start, end = self.bounds[number]
        found = [f"st:{relation}" for t in range(start, end) for relation in self._triggers[t]]
        found.append(f"sec:{self._labels[number]}")
        found.append(f"len:{_bin((end - start) // 3)}")
        if any(self._negations[start:end]):
            found.append("neg")
        if not _HEDGES.isdisjoint(self.tree.words[start:end]):
            found.append("hedge")
        return tuple(dict.fromkeys(found))

    def _by_concepts(
        self, relations: Sequence[Relation]
    ) -> Mapping[frozenset[str], list[tuple[int, Relation]]]:
        found: dict[frozenset[str], list[tuple[int, Relation]]] = {}
        for relation in relations:
            keys = frozenset((self.things.key(relation.subject), self.things.key(relation.object)))
            found.setdefault(keys, []).append((self._sentence_of(relation.triggers[0]), relation))
        return found

    def _of_concept(self, concept: NamedConcept) -> Features:
        """What is told of one side of a pair, whichever side it is."""
        c = concept.class_[0]
        sentences = {one.sentence for one in concept.named}
        first = self.mentions[concept.named[0].mention]
        told = [
            f"{c}n:{_bin(len(concept.named))}",
            f"{c}title:{any(self._labels[n] == 'TITLE' or n == 0 for n in sentences)}",
            f"{c}end:{self._last in sentences}",
            f"{c}rank:{min(self._ranks[concept.key], 5)}",
            f"{c}of:{_bin(self._of_class[concept.class_])}",
            f"{c}spread:{_bin(len(sentences))}",
            f"{c}head:{first.text.lower().rpartition(' ')[2]}",
            f"{c}form:{first.text.isupper()}{len(first.text) < 5}",
        ]
        if first.concept is None:
            told.append(f"{c}open")
        return tuple(told)

    def _of_pair(self, pair: ConceptPair, rules: Sequence[tuple[int, Relation]]) -> Iterator[str]:
        one, other, shared = pair.one, pair.other, pair.shared
        classes = one.class_[0] + other.class_[0]
        yield f"T:{classes}"
        if one.class_ == other.class_:  # neither is the first
            fewer, more = sorted((len(one.named), len(other.named)))
            yield f"{classes}fewer:{_bin(fewer)}"
            yield f"{classes}more:{_bin(more)}"
        number = _bin(len(shared))
        yield f"shared:{number}"
        yield f"{classes}shared:{number}"
        yield f"share:{4 * len(shared) // min(len(one.by_sentence), len(other.by_sentence))}"
        yield f"apart:{pair.places[0].apart if not shared else 0}"
        if 0 in shared:
            yield f"{classes}title"
        if self._last in shared:
            yield "end"
        yield f"concepts:{_bin(len(self.concepts))}"
        for _, relation in rules:
            yield "rule"
            yield f"rule:{relation.predicate}"
            yield f"{classes}rule:{relation.predicate}"
            if relation.negated:
                yield "rule:negated"

    def _parts_of_place(self, place: Place, rules: Sequence[tuple[int, Relation]]) -> tuple[Features, ...]:
        own = tuple(dict.fromkeys(self._of_place(place, rules)))
        return (own,) if place.apart else (own, self._of_sentence[place.first.sentence])

    def _of_place(self, place: Place, rules: Sequence[tuple[int, Relation]]) -> Iterator[str]:
        first, second = place.first, place.second
        x, y = self._at[first.head], self._at[second.head]
        if place.apart:
            yield f"x:{place.apart}"
            for side, one in (("x1", first), ("x2", second)):
                yield f"{side}:{self._at[one.head]}"
                yield f"{side}sec:{self._labels[one.sentence]}"
                yield f"{side}dep:{self.tree.deps[one.head]}"
                yield f"{side}crowd:{_bin(self._crowd[one.sentence])}"
            return
        number = first.sentence
        start, end = self.bounds[number]
        yield f"o:{x}{y}"
        yield f"gap:{_bin(place.gap)}"
        yield f"pos:{min(number, 2)}{number == self._last}"
        yield f"crowd:{_bin(self._crowd[number])}"
        yield from self._of_words_between(first.end, second.start, f"{x}{y}")
        if first.start > start:
            yield f"l1{x}:{self._words[first.start - 1]}"
        if second.end < end:
            yield f"r1{y}:{self._words[second.end]}"
        yield f"l2{x}:{self._words[first.end]}"
        yield f"r2{y}:{self._words[second.start - 1]}"
        yield from self._of_path(first.head, second.head, f"{x}{y}")
        for sentence, relation in rules:
            if sentence == number:
                yield f"rule here:{relation.predicate}"

    def _of_words_between(self, start: int, end: int, order: str) -> Iterator[str]:
        between = range(start, end)
        near = between if end - start <= _FAR else (*between[:_NEXT], *between[-_NEXT:])
        for token in near:
            yield self._between[token]
            yield order + self._between[token]
        if any(self._negations[start:end]):
            yield "bneg"
        names = [t for t in between if self._at[t] and not self._at[t - 1]]
        yield f"names:{_bin(len(names))}"
        yield f"alike:{_bin(sum(self._at[t] in order for t in names))}"

    def _of_path(self, start: int, end: int, order: str) -> Iterator[str]:
        up, down = path_between(self.tree, start, end)
        if not up:
            return
        path, deps = [*up, *down], self.tree.deps
        yield f"path:{_bin(len(path))}"
        yield f"top:{self._words[up[-1]]}"
        if len(path) <= _LONGEST_PATH:
            yield f"{'>'.join(deps[t] for t in up[:-1])}|{'>'.join(deps[t] for t in down)}"
        yield f"leave:{'>'.join(deps[t] for t in up[:-1][:2])}"
        for token in path:
            if not self._at[token]:
                yield self._on_path[token]
            for relation in self._triggers[token]:
                yield f"t:{relation}"
                yield f"{order}t:{relation}"
        if any(self._negations[t] or any(self._negations[c] for c in self.tree.children[t]) for t in path):
            yield "pneg"


def _ranks(concepts: Sequence[NamedConcept]) -> dict[str, int]:
    """How many concepts of its class are named more often than a concept."""
    ranks: dict[str, int] = {}
    seen: Counter[str] = Counter()
    for concept in sorted(concepts, key=lambda one: -len(one.named)):
        ranks[concept.key] = seen[concept.class_]
        seen[concept.class_] += 1
    return ranks


def _bin(number: int) -> int:
    return number if number < _BINS[0] else _BINS[bisect_right(_BINS, number) - 1]
