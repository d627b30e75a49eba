"""From gold relations, our claims, and sentences to relations between mentions (`mention_relations.toml`)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import combinations, product

import msgspec

from claimgraph.extract.benchmark.conventions import CorpusTypes
from claimgraph.extract.benchmark.gold import GoldDocument
from claimgraph.extract.benchmark.predictions import PredictedClaim, Prediction
from claimgraph.extract.scoring.mention_pairs import CharSpan, MentionRelation
from claimgraph.extract.vocabulary import SYMMETRIC_PREDICATES

_SIGNS = {"+": 1, "0": 0, "-": -1}
_NAMES = {sign: name for name, sign in _SIGNS.items()}


class ClaimRow(msgspec.Struct, frozen=True, kw_only=True):
    """Claims, by predicate and class of the subject, that have a label."""

    predicates: tuple[str, ...]
    label: str
    subject: str | None = None


class MentionRelations(msgspec.Struct, frozen=True, kw_only=True):
    """What corpora relate, and how our claims answer it; see the head of `mention_relations.toml`."""

    corpora: tuple[str, ...]
    denied: bool
    both_names: bool = False
    hedged_in: dict[str, tuple[str, ...]] = {}
    hedged: tuple[str, ...]
    common: str
    types: dict[str, str]
    rows: tuple[ClaimRow, ...]
    pairs: tuple[tuple[str, str], ...] | None = None
    symmetric: tuple[str, ...] = ()
    aspects: dict[str, str] = {}
    least: float = 0.0

    def label(self, type_: str, aspects: Iterable[str]) -> str:
        """The label of a relation, whose sign events on its way may turn."""
        label = self.types[type_]
        signs = [_SIGNS[self.aspects[one]] for one in aspects if one in self.aspects]
        if not signs or label not in _SIGNS:
            return label
        sign = _SIGNS[label]
        for one in signs:
            sign *= one
        return _NAMES[sign]


@cache
def mention_relations(corpus: str) -> MentionRelations:
    """The table of a corpus; raises `KeyError` for one that has none."""
    text = (files("claimgraph.extract.benchmark") / "mention_relations.toml").read_text(encoding="utf-8")
    tables = msgspec.toml.decode(text, type=dict[str, MentionRelations])
    table = next((one for one in tables.values() if corpus in one.corpora), None)
    if table is None:
        raise KeyError(corpus)
    return msgspec.structs.replace(table, hedged=table.hedged_in.get(corpus, table.hedged))


class MentionPairs:
    """The mentions of one gold document, one for all names of a thing, and what is asked of them."""

    def __init__(self, document: GoldDocument, types: CorpusTypes, table: MentionRelations) -> None:
        self.document = document
        self.types = types
        self.table = table
        spans = [(one.start, one.end) for one in document.entities]
        self._class = {
            (one.start, one.end): name
            for one in document.entities
            if (name := types.of_gold(one.type)) is not None
        }
        self._same = {
            spans[number]: min(spans[one] for one in group)
            for group in document.equivalents
            for number in group
        }
        self.gold: list[MentionRelation] = []
        self._not_asked: set[tuple[CharSpan, CharSpan]] = set()
        for one in document.stated:
            found = self._relation(
                spans[one.head],
                spans[one.tail],
                label=table.label(one.type, one.aspects) if one.type in table.types else "",
                symmetric=one.type in table.symmetric,
                negated=one.negated,
                speculated=one.speculated,
            )
            if found is None:
                continue
            if one.type in table.types:
                self.gold.append(found)
            else:
                self._not_asked.add(found.pair)
        self._not_asked -= {one.pair for one in self.gold}

    def name_of(self, span: CharSpan) -> CharSpan:
        """The mention that stands for all names of what a mention names in its place."""
        return self._same.get(span, span)

    def is_open(self, one: CharSpan, other: CharSpan) -> bool:
        """Whether the corpus relates two by types alone that are not asked."""
        return not self._not_asked.isdisjoint({(one, other), (other, one)})

    def of_claims(self, claims: Iterable[PredictedClaim]) -> list[MentionRelation]:
        """What our claims answer, the surest first."""
        found: list[MentionRelation] = []
        for claim in sorted(claims, key=lambda one: -one.score):
            label = self._label(claim)
            negated = claim.polarity == "negated"
            if label is None or claim.score < self.table.least or (negated and not self.table.denied):
                continue
            if claim.subject_at is None or claim.object_at is None:
                continue
            for head, tail in product(self._names(claim.subject_at), self._names(claim.object_at)):
                one = self._relation(
                    head,
                    tail,
                    label=label,
                    symmetric=claim.predicate in SYMMETRIC_PREDICATES,
                    negated=negated,
                    speculated=claim.certainty in self.table.hedged,
                )
                if one is not None and one.pair not in self._not_asked:
                    found.append(one)
        return found

    def of_sentences(self, prediction: Prediction) -> list[MentionRelation]:
        """All pairs that stand in one sentence: the first acts on the second, in the commonest way."""
        found = []
        for start, end in prediction.sentences:
            inside = sorted(
                {self._same.get(one, one) for one in self._class if start <= one[0] < one[1] <= end}
            )
            for head, tail in combinations(inside, 2):
                one = self._relation(head, tail, label=self.table.common)
                if one is not None and one.pair not in self._not_asked:
                    found.append(one)
        return found

    def _names(self, span: CharSpan) -> list[CharSpan]:
        """A mention, and the mention of its class with which it makes a pair "long form (short form)"."""
        if not self.table.both_names:
            return [span]
        text, own = self.document.text, self._class.get(span)
        beside = [
            other
            for other, name in self._class.items()
            if name == own and any(_in_brackets(text, *two) for two in ((span, other), (other, span)))
        ]
        return [span, *beside]

    def _relation(
        self,
        head: CharSpan,
        tail: CharSpan,
        *,
        label: str,
        symmetric: bool = False,
        negated: bool = False,
        speculated: bool = False,
    ) -> MentionRelation | None:
        """None where an end is of no class that is asked, or both name one thing, or the corpus relates no such two."""
        if head not in self._class or tail not in self._class:
            return None
        classes = (self._class[head], self._class[tail])
        head, tail = self._same.get(head, head), self._same.get(tail, tail)
        if head == tail:
            return None
        if self.table.pairs is not None:
            symmetric = False
            if classes[::-1] in self.table.pairs:
                head, tail = tail, head
            elif classes not in self.table.pairs:
                return None
        return MentionRelation(
            head=head, tail=tail, label=label, symmetric=symmetric, negated=negated, speculated=speculated
        )

    def _label(self, claim: PredictedClaim) -> str | None:
        subject = self.types.of_joint(claim.subject_type)
        return next(
            (
                row.label
                for row in self.table.rows
                if claim.predicate in row.predicates and row.subject in (None, subject)
            ),
            None,
        )


def _in_brackets(text: str, first: CharSpan, second: CharSpan) -> bool:
    between = text[first[1] : second[0]]
    return between.strip() == "(" and text[second[1] : second[1] + 1] == ")"
