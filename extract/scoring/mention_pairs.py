"""Relations between mentions: which of those that a text states are found, and are they told as it tells them?

A pair counts once, however often and in whichever words it is related. Mentions are told by their characters; who
scores maps names for one thing ("interleukin-2 (IL-2)") to one of them before.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import msgspec

from claimgraph.extract.scoring.counts import Counts, set_counts

CharSpan: TypeAlias = tuple[int, int]

PAIR_MEASURES = ("pair", "direction", "label", "all")
SAYING_MEASURES = ("polarity", "negated", "certainty", "speculated")


class MentionRelation(msgspec.Struct, frozen=True, kw_only=True):
    """Two mentions that a text relates; of a symmetric relation their order tells nothing.

    `label` is what is compared beside the pair: a sign, or the type of the relation.
    """

    head: CharSpan
    tail: CharSpan
    label: str
    symmetric: bool = False
    negated: bool = False
    speculated: bool = False

    @property
    def pair(self) -> tuple[CharSpan, CharSpan]:
        """The two in the order of the text."""
        return (self.head, self.tail) if self.head <= self.tail else (self.tail, self.head)

    @property
    def directed(self) -> tuple[CharSpan, CharSpan, bool]:
        """Who acts on whom: the two in their order, or in that of the text where it tells nothing."""
        first, second = self.pair if self.symmetric else (self.head, self.tail)
        return first, second, self.symmetric


def pair_counts(gold: Iterable[MentionRelation], predicted: Iterable[MentionRelation]) -> dict[str, Counts]:
    """Compare relations of one document four ways: the pair, with its direction, with its label, with both."""
    asked, answered = _rows(gold), _rows(predicted)
    return {name: set_counts(asked[name], answered[name]) for name in PAIR_MEASURES}


def saying_counts(gold: Iterable[MentionRelation], predicted: Iterable[MentionRelation]) -> dict[str, Counts]:
    """How the pairs that both relate are said: are they denied, and are they hedged?

    A pair is asked once: by the two relations of it that are most alike in label, then in direction, then by the
    first. `polarity` and `certainty` are accuracies (a wrong answer is a false positive and a miss).
    """
    ours: dict[tuple[CharSpan, CharSpan], list[MentionRelation]] = {}
    theirs: dict[tuple[CharSpan, CharSpan], list[MentionRelation]] = {}
    for relations, by_pair in ((predicted, ours), (gold, theirs)):
        for one in relations:
            by_pair.setdefault(one.pair, []).append(one)
    counts = dict.fromkeys(SAYING_MEASURES, Counts())
    for pair in ours.keys() & theirs.keys():
        right, said = max(
            ((one, other) for one in theirs[pair] for other in ours[pair]),
            key=lambda both: (both[0].label == both[1].label, both[0].directed == both[1].directed),
        )
        counts["polarity"] += _accuracy(right.negated == said.negated)
        counts["negated"] += _found(right.negated, said.negated)
        counts["certainty"] += _accuracy(right.speculated == said.speculated)
        counts["speculated"] += _found(right.speculated, said.speculated)
    return counts


def _rows(relations: Iterable[MentionRelation]) -> dict[str, set[object]]:
    rows: dict[str, set[object]] = {name: set() for name in PAIR_MEASURES}
    for one in relations:
        rows["pair"].add(one.pair)
        rows["direction"].add(one.directed)
        rows["label"].add((one.pair, one.label))
        rows["all"].add((one.directed, one.label))
    return rows


def _accuracy(right: bool) -> Counts:
    return Counts(tp=1) if right else Counts(fp=1, fn=1)


def _found(gold: bool, predicted: bool) -> Counts:
    return Counts(int(gold and predicted), int(predicted and not gold), int(gold and not predicted))
