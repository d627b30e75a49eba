"""What the relation model is told of a pair of concepts as a whole, and of each place where the text names both.

A feature is a string (`feature_names`). What is told of a concept or of a sentence is told once and shared by pairs.
Words in names are replaced by a sign for their class, so that the model learns how things are related and not which
things.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
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
from claimgraph.extract.feature_names import FeatureNames
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

    Said = list[str | None]

_NEGATIONS = frozenset[str]().union(*words_by_role("negation_cues.tsv").values())
_HEDGES = frozenset[str]().union(*words_by_role("hedge_cues.tsv").values())
_BINS = (4, 6, 10, 15, 25)  # lower bounds; smaller numbers stand for themselves
_FAR = 24  # tokens between two mentions, of which only those next to them are looked at
_NEXT = 10
_LONGEST_PATH = 7  # tokens of a path whose edges are told as one
_SHORTEST = 4  # tokens of what counts as a text's last sentence


Features = tuple[str, ...]


class Told(msgspec.Struct, frozen=True):
    """What is told of something as a whole, and of each of its places, in parts."""

    features: tuple[Features, ...]
    of_places: tuple[tuple[Features, ...], ...]


class PairCase(Told, frozen=True):
    """A pair with what is told of it, and what the rules made of it."""

    pair: ConceptPair
    rules: tuple[Relation, ...]


class PairReader:
    """Reads the pairs of one document; `doc` has mentions, relations of the rules, and a parse.

    `arguments` are the mentions that can be arguments, if they were read before; `names` names the features.
    """

    def __init__(
        self, doc: Doc, names: FeatureNames | None = None, *, arguments: Collection[Mention] | None = None
    ) -> None:
        self._names = FeatureNames() if names is None else names
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
        if arguments is None:
            arguments, _ = outer_mentions(doc)
        places = {(mention.start, mention.end) for mention in arguments}
        self.concepts = named_concepts(self.mentions, named, places, self.things.key)
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
            rules = self._rules_of(pair)
            yield PairCase(
                (self._of_pair(pair, rules), self._alone[pair.one.key], self._alone[pair.other.key]),
                tuple(self._parts_of_place(place, rules) for place in pair.places),
                pair,
                tuple(relation for _, relation in rules),
            )

    def told_of_sentences(self, case: PairCase) -> Iterator[tuple[Place, Told]]:
        """The places of a pair that are one sentence, each with what is told of it, and of its two names, alone."""
        for place, parts in zip(case.pair.places, case.of_places, strict=True):
            if not place.apart:
                yield place, Told((self._of_names(place, case.rules),), (parts,))

    def _of_names(self, place: Place, rules: Sequence[Relation]) -> Features:
        """The two names' last words, and the rules between them, in the order of the text."""
        look = self._names.kind
        ends = [self.mentions[one.mention] for one in (place.first, place.second)]
        told = [
            look(f"{number}{self._at[one.head]}head")(_last_word(mention))
            for number, one, mention in zip((1, 2), (place.first, place.second), ends, strict=True)
        ]
        for relation in rules:
            starts = (relation.subject.start, relation.object.start)
            if set(starts) == {one.start for one in ends}:
                order = "first" if starts[0] == ends[0].start else "second"
                told += look(f"rule of {order}")(relation.predicate), self._names.flag("rule of both")
                if relation.negated:
                    told.append(self._names.flag("rule denies"))
        return tuple(filter(None, told))

    def is_ruled(self, pair: ConceptPair, place: Place) -> bool:
        """Whether a rule relates the two in a sentence of the place."""
        rules = self._rules_of(pair)
        return any(place.first.sentence <= sentence <= place.second.sentence for sentence, _ in rules)

    def _rules_of(self, pair: ConceptPair) -> Sequence[tuple[int, Relation]]:
        return self._rules.get(frozenset((pair.one.key, pair.other.key)), ())

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
        words = self.tree.words
        self._words = [
            f"@{at}" if at else "0" if word[:1].isdigit() else word
            for word, at in zip(words, self._at, strict=True)
        ]
        self._begun = [t for t in range(1, len(words)) if self._at[t] and not self._at[t - 1]]
        self._negations = [t for t, word in enumerate(words) if word in _NEGATIONS]
        self._denied = {*self._negations, *(self.tree.heads[t] for t in self._negations)}
        self._of_sentence = [self._read_sentence(n) for n in range(len(self.bounds))]

    def _read_sentence(self, number: int) -> Features:
        start, end = self.bounds[number]
        stated, look = _stated(), self._names.kind
        state = look("st")
        told = [state(relation) for word in self._words[start:end] for relation in stated.get(word, ())]
        told.append(look("sec")(self._labels[number]))
        told.append(look("len")(_bin((end - start) // 3)))
        if _between(self._negations, start, end):
            told.append(self._names.flag("neg"))
        if not _HEDGES.isdisjoint(self.tree.words[start:end]):
            told.append(self._names.flag("hedge"))
        return _distinct(told)

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
        c, look = concept.class_[0], self._names.kind
        sentences = {one.sentence for one in concept.named}
        first = self.mentions[concept.named[0].mention]
        in_title = any(self._labels[n] == "TITLE" or n == 0 for n in sentences)
        told = [
            look(f"{c}n")(_bin(len(concept.named))),
            look(f"{c}title")(str(in_title)),
            look(f"{c}end")(str(self._last in sentences)),
            look(f"{c}rank")(str(min(self._ranks[concept.key], 5))),
            look(f"{c}of")(_bin(self._of_class[concept.class_])),
            look(f"{c}spread")(_bin(len(sentences))),
            look(f"{c}head")(_last_word(first)),
            look(f"{c}form")(f"{first.text.isupper()}{len(first.text) < 5}"),
        ]
        if first.concept is None:
            told.append(self._names.flag(f"{c}open"))
        return tuple(filter(None, told))

    def _of_pair(self, pair: ConceptPair, rules: Sequence[tuple[int, Relation]]) -> Features:
        one, other, shared = pair.one, pair.other, pair.shared
        classes = one.class_[0] + other.class_[0]
        look, flag = self._names.kind, self._names.flag
        told = [look("T")(classes)]
        if one.class_ == other.class_:  # neither is the first
            fewer, more = sorted((len(one.named), len(other.named)))
            told += look(f"{classes}fewer")(_bin(fewer)), look(f"{classes}more")(_bin(more))
        number = _bin(len(shared))
        told += look("shared")(number), look(f"{classes}shared")(number)
        share = 4 * len(shared) // min(len(one.by_sentence), len(other.by_sentence))
        told.append(look("share")(str(share)))
        told.append(look("apart")(str(pair.places[0].apart if not shared else 0)))
        if 0 in shared:
            told.append(flag(f"{classes}title"))
        if self._last in shared:
            told.append(flag("end"))
        told.append(look("concepts")(_bin(len(self.concepts))))
        for _, relation in rules:
            told += flag("rule"), look("rule")(relation.predicate), look(f"{classes}rule")(relation.predicate)
            if relation.negated:
                told.append(look("rule")("negated"))
        return tuple(filter(None, told))

    def _parts_of_place(self, place: Place, rules: Sequence[tuple[int, Relation]]) -> tuple[Features, ...]:
        if place.apart:
            return (_distinct(self._of_apart(place)),)
        own = _distinct(self._of_place(place, rules))
        return own, self._of_sentence[place.first.sentence]

    def _of_apart(self, place: Place) -> Said:
        look = self._names.kind
        told = [look("x")(str(place.apart))]
        for side, one in (("x1", place.first), ("x2", place.second)):
            told += look(side)(self._at[one.head]), look(f"{side}sec")(self._labels[one.sentence])
            told.append(look(f"{side}dep")(self.tree.deps[one.head]))
            told.append(look(f"{side}crowd")(_bin(self._crowd[one.sentence])))
        return told

    def _of_place(self, place: Place, rules: Sequence[tuple[int, Relation]]) -> Said:
        first, second, look = place.first, place.second, self._names.kind
        x, y = self._at[first.head], self._at[second.head]
        number = first.sentence
        start, end = self.bounds[number]
        told = [
            look("o")(x + y),
            look("gap")(_bin(place.gap)),
            look("pos")(f"{min(number, 2)}{number == self._last}"),
            look("crowd")(_bin(self._crowd[number])),
        ]
        told += self._of_words_between(first.end, second.start, x + y)
        if first.start > start:
            told.append(look(f"l1{x}")(self._words[first.start - 1]))
        if second.end < end:
            told.append(look(f"r1{y}")(self._words[second.end]))
        told.append(look(f"l2{x}")(self._words[first.end]))
        told.append(look(f"r2{y}")(self._words[second.start - 1]))
        told += self._of_path(first.head, second.head, x + y)
        told += (look("rule here")(relation.predicate) for sentence, relation in rules if sentence == number)
        return told

    def _of_words_between(self, start: int, end: int, order: str) -> Said:
        near = self._words[start:end]
        if len(near) > _FAR:
            near = near[:_NEXT] + near[-_NEXT:]
        both = self._names.kind("b"), self._names.kind(f"{order}b")
        told = [look(word) for word in near for look in both]
        if _between(self._negations, start, end):
            told.append(self._names.flag("bneg"))
        names = _between(self._begun, start, end)
        told.append(self._names.kind("names")(_bin(len(names))))
        told.append(self._names.kind("alike")(_bin(sum(self._at[t] in order for t in names))))
        return told

    def _of_path(self, start: int, end: int, order: str) -> Said:
        up, down = path_between(self.tree, start, end)
        if not up:
            return []
        look, flag = self._names.kind, self._names.flag
        path, deps, stated = [*up, *down], self.tree.deps, _stated()
        told = [look("path")(_bin(len(path))), look("top")(self._words[up[-1]])]
        leaving = [deps[t] for t in up[:-1]]
        if len(path) <= _LONGEST_PATH:
            told.append(flag(f"{'>'.join(leaving)}|{'>'.join([deps[t] for t in down])}"))
        told.append(look("leave")(">".join(leaving[:2])))
        on_path, state, state_ordered = look("p"), look("t"), look(f"{order}t")
        for token in path:
            if not self._at[token]:
                word = self._words[token]
                told.append(on_path(word))
                for relation in stated.get(word, ()):
                    told += state(relation), state_ordered(relation)
        if not self._denied.isdisjoint(path):
            told.append(flag("pneg"))
        return told


@cache
def _stated() -> Mapping[str, tuple[str, ...]]:
    """The relations that a word may state."""
    triggers = relation_lexicon().triggers
    return {word: tuple(trigger.relation for trigger in known) for word, known in triggers.items()}


def _last_word(mention: Mention) -> str:
    words = mention.text.lower().split()
    return words[-1] if words else ""


def _distinct(told: Said) -> Features:
    return tuple(dict.fromkeys(filter(None, told)))


def _between(tokens: Sequence[int], start: int, end: int) -> Sequence[int]:
    """Those of ascending tokens that stand in `[start, end)`."""
    return tokens[bisect_left(tokens, start) : bisect_left(tokens, end)]


def _ranks(concepts: Sequence[NamedConcept]) -> dict[str, int]:
    """How many concepts of its class are named more often than a concept."""
    ranks: dict[str, int] = {}
    seen: Counter[str] = Counter()
    for concept in sorted(concepts, key=lambda one: -len(one.named)):
        ranks[concept.key] = seen[concept.class_]
        seen[concept.class_] += 1
    return ranks


class _Binned(dict[int, str]):
    """What a number is told as: small ones as they are, larger ones by the lower bound of their bin."""

    def __missing__(self, number: int) -> str:
        return str(_BINS[-1])


_bin = _Binned(
    (n, str(n if n < _BINS[0] else _BINS[bisect_right(_BINS, n) - 1])) for n in range(_BINS[-1])
).__getitem__
