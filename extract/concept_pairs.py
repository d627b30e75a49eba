"""The pairs of concepts of a document that the relation model judges, and the places where the text names both.

A concept's mentions are those of one identifier; mentions without one are of one concept if they have one name
(`same_thing`). A place of a pair is a sentence that names both, with the two mentions that stand nearest to one
another; a pair that no sentence names together has one place, its two nearest mentions, if they are at most `REACH`
sentences apart and one of the two is named `OFTEN` times at least: of the others one in twenty is annotated as related.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import msgspec

from claimgraph.extract.pair_outcomes import PAIRS, class_of

if TYPE_CHECKING:
    from claimgraph.extract.claim import Mention

REACH = 3
OFTEN = 3
_FARTHEST = 100  # tokens between two in a sentence: a list that is cut nowhere relates nothing
_MOST_PLACES = 5  # of a pair: titles first, then those where the mentions stand nearest


class Named(msgspec.Struct, frozen=True):
    """A mention of a document: its number, its sentence, its tokens, and the highest of these in the tree."""

    mention: int
    sentence: int
    start: int
    end: int
    head: int


class NamedConcept(msgspec.Struct, frozen=True):
    """A concept with all of its mentions, and those of each sentence that can be arguments."""

    key: str
    class_: str
    named: tuple[Named, ...]
    by_sentence: Mapping[int, Sequence[Named]]


class Place(msgspec.Struct, frozen=True):
    """Where a pair is named, in the order of the text; `gap` counts tokens, `apart` sentences between the two."""

    first: Named
    second: Named
    gap: int
    apart: int


class ConceptPair(msgspec.Struct, frozen=True):
    """Two concepts, in the order of their classes, then of the text, with the sentences that name both."""

    one: NamedConcept
    other: NamedConcept
    shared: tuple[int, ...]
    places: tuple[Place, ...]

    @property
    def classes(self) -> tuple[str, str]:
        """The classes of the two."""
        return self.one.class_, self.other.class_


def named_concepts(
    mentions: Sequence[Mention],
    named: Sequence[Named],
    arguments: Collection[tuple[int, int]],
    key_of: Callable[[Mention], str],
) -> list[NamedConcept]:
    """The concepts of the classes that the model knows, in the order of the text, by the key of what they name.

    `arguments` are the places of the mentions that can be arguments: of nested ones the outer, of a long form and the
    short form in brackets behind it the long one. The others only count.
    """
    found: dict[str, list[Named]] = {}
    for one in named:
        mention = mentions[one.mention]
        if class_of(mention.type) is not None:
            found.setdefault(key_of(mention), []).append(one)
    concepts = []
    for key, own in found.items():
        by_sentence: dict[int, list[Named]] = {}
        for one in own:
            mention = mentions[one.mention]
            if (mention.start, mention.end) in arguments:
                by_sentence.setdefault(one.sentence, []).append(one)
        class_ = class_of(mentions[own[0].mention].type) or ""
        concepts.append(NamedConcept(key, class_, tuple(own), by_sentence))
    return concepts


def concept_pairs(concepts: Sequence[NamedConcept], titles: frozenset[int]) -> Iterator[ConceptPair]:
    """The pairs of classes that the model knows and that have a place; `titles` are the sentences of titles."""
    for first, second in combinations(concepts, 2):
        one, other = (first, second) if first.class_ <= second.class_ else (second, first)
        if (one.class_, other.class_) not in PAIRS:
            continue
        shared = tuple(number for number in one.by_sentence if number in other.by_sentence)
        places = [
            place
            for number in shared
            if (place := _nearest(one.by_sentence[number], other.by_sentence[number])) is not None
            and place.gap <= _FARTHEST
        ]
        if not places and max(len(one.named), len(other.named)) >= OFTEN:
            apart = _nearest_apart(one, other)
            places = [] if apart is None else [apart]
        if places:
            places.sort(key=lambda place: (place.first.sentence not in titles, place.gap))
            yield ConceptPair(one, other, shared, tuple(places[:_MOST_PLACES]))


def _nearest(ones: Sequence[Named], others: Sequence[Named]) -> Place | None:
    """The place of the two nearest that do not overlap."""
    best: tuple[int, Named, Named] | None = None
    for one in ones:
        for other in others:
            gap = other.start - one.end if one.start <= other.start else one.start - other.end
            if gap >= 0 and (best is None or gap < best[0]):
                best = gap, one, other
    if best is None:
        return None
    gap, one, other = best
    if one.start > other.start:
        one, other = other, one
    return Place(one, other, gap, other.sentence - one.sentence)


def _nearest_apart(one: NamedConcept, other: NamedConcept) -> Place | None:
    sentences = [
        (abs(first - second), first, second)
        for first in one.by_sentence
        for second in other.by_sentence
        if 0 < abs(first - second) <= REACH
    ]
    if not sentences:
        return None
    _, first, second = min(sentences)
    return _nearest(one.by_sentence[first], other.by_sentence[second])
