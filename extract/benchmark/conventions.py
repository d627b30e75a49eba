"""Translates between our records and what each corpus annotates (`types.toml`, `relations.toml`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import msgspec

from claimgraph.extract.benchmark.predictions import PredictedClaim
from claimgraph.extract.scoring.pairs import DocumentRelation


class ScoredClass(msgspec.Struct, frozen=True):
    """A class that a corpus annotates: the corpus's types and our entity types that belong to it."""

    gold: tuple[str, ...]
    joint: tuple[str, ...]
    own: str | None = None
    identifiers: bool = True


class CorpusTypes(msgspec.Struct, frozen=True):
    """The classes of one corpus, by name, and how it marks them; see the head of `types.toml`."""

    classes: dict[str, ScoredClass]
    nested: bool = False
    persons: bool = True

    def of_gold(self, type_: str) -> str | None:
        """Class of a corpus's type."""
        return next((name for name, one in self.classes.items() if type_ in one.gold), None)

    def of_joint(self, type_: str) -> str | None:
        """Class that answers to one of our entity types; None where the corpus annotates no such things."""
        return next((name for name, one in self.classes.items() if type_ in one.joint), None)

    def joint_of_gold(self, type_: str) -> str | None:
        """Our entity type for a mention of the corpus; None where its class has no identifiers to find."""
        name = self.of_gold(type_)
        if name is None or not self.classes[name].identifiers:
            return None
        return next(iter(self.classes[name].joint), None)

    def type_of_gold(self, type_: str) -> str | None:
        """Our entity type for a mention of the corpus, whether or not its class has identifiers to find."""
        name = self.of_gold(type_)
        return None if name is None else next(iter(self.classes[name].joint), None)

    def own_label(self, type_: str) -> str:
        """What a recogniser that follows the corpus calls one of its types."""
        name = self.of_gold(type_)
        return type_ if name is None else self.classes[name].own or type_

    def joint(self) -> tuple[str, ...]:
        """The classes that our entity types answer."""
        return tuple(name for name, one in self.classes.items() if one.joint)

    def grounded(self) -> tuple[str, ...]:
        """The classes whose identifiers the corpus gives."""
        return tuple(name for name, one in self.classes.items() if one.identifiers)


class RelationRow(msgspec.Struct, frozen=True, kw_only=True):
    """Predicates, perhaps only of certain classes, and the corpus's relation that they state."""

    predicates: tuple[str, ...]
    type: str
    subject: str | None = None
    between: tuple[str, str] | None = None

    def fits(self, predicate: str, subject: str | None, object_: str | None) -> bool:
        """Whether a claim with this predicate between these classes states it."""
        return (
            predicate in self.predicates
            and self.subject in (None, subject)
            and (self.between is None or self.between in ((subject, object_), (object_, subject)))
        )


class CorpusRelations(msgspec.Struct, frozen=True, kw_only=True):
    """What a corpus relates, and how our predicates answer it."""

    directed: bool
    pairs: tuple[tuple[str, str], ...]
    rows: tuple[RelationRow, ...]
    novel_kinds: tuple[str, ...] | None = None
    least: float = 0.0


@cache
def corpus_types(corpus: str) -> CorpusTypes:
    """The classes of a corpus; none for one that is not in the table."""
    return _types().get(corpus, CorpusTypes({}))


@cache
def corpus_relations(corpus: str) -> CorpusRelations:
    """The relations of a corpus."""
    return msgspec.toml.decode(_table("relations.toml"), type=dict[str, CorpusRelations])[corpus]


def document_relations(
    claims: Iterable[PredictedClaim], *, types: CorpusTypes, relations: CorpusRelations
) -> tuple[DocumentRelation, ...]:
    """Turn the claims of a document into its relations, one a pair of concepts.

    Where claims of a pair state different types, the one with the highest sum of scores stands (then the one
    whose name comes first); it is novel if one claim of the pair is. A claim with an ungrounded side tells no
    concepts and is left out.
    """
    weights: dict[tuple[str, str], dict[str, float]] = {}
    kinds: dict[tuple[str, str], set[str]] = {}
    for claim in claims:
        pair = _pair(claim, types, relations)
        type_ = _type(claim, types, relations)
        sure = claim.polarity == "affirmed" and claim.score >= relations.least
        if pair is None or type_ is None or not sure:
            continue
        votes = weights.setdefault(pair, {})
        votes[type_] = votes.get(type_, 0.0) + claim.score
        kinds.setdefault(pair, set()).add(claim.kind)
    return tuple(
        DocumentRelation(*pair, _first(votes), _novel(kinds[pair], relations.novel_kinds))
        for pair, votes in sorted(weights.items())
    )


def _pair(claim: PredictedClaim, types: CorpusTypes, relations: CorpusRelations) -> tuple[str, str] | None:
    if claim.subject is None or claim.object is None or claim.subject == claim.object:
        return None
    classes = (types.of_joint(claim.subject_type), types.of_joint(claim.object_type))
    if classes in relations.pairs:
        pair = (claim.subject, claim.object)
    elif classes[::-1] in relations.pairs:
        pair = (claim.object, claim.subject)
    else:
        return None
    return pair if relations.directed or pair[0] < pair[1] else (pair[1], pair[0])


def _type(claim: PredictedClaim, types: CorpusTypes, relations: CorpusRelations) -> str | None:
    subject, object_ = types.of_joint(claim.subject_type), types.of_joint(claim.object_type)
    fitting = (row.type for row in relations.rows if row.fits(claim.predicate, subject, object_))
    return next(fitting, None)


def _first(votes: Mapping[str, float]) -> str:
    return min(votes, key=lambda type_: (-votes[type_], type_))


def _novel(kinds: set[str], novel_kinds: tuple[str, ...] | None) -> bool | None:
    return None if novel_kinds is None else not kinds.isdisjoint(novel_kinds)


@cache
def _types() -> dict[str, CorpusTypes]:
    return msgspec.toml.decode(_table("types.toml"), type=dict[str, CorpusTypes])


def _table(name: str) -> str:
    return (files("claimgraph.extract.benchmark") / name).read_text(encoding="utf-8")
