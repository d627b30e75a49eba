"""What the models make of the rules' relations: scores, and relations of their own.

The sentence model judges each sentence that names two of its classes, the pair model each pair of concepts by all that
the text says of it. What the sentence model claims of two names stands in place of what the pair model does.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from claimgraph.extract.feature_names import KnownNames
from claimgraph.extract.pair_features import PairReader
from claimgraph.extract.pair_relations import is_vague, pair_relations, scored_by_pair
from claimgraph.extract.sentence_relations import (
    ends_at,
    fitting_outcomes,
    given_to,
    is_belied,
    judged_places,
    relation_at,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from spacy.tokens import Doc

    from claimgraph.extract.claim import Mention
    from claimgraph.extract.pair_features import PairCase
    from claimgraph.extract.pair_model import PairModel
    from claimgraph.extract.relation import Relation
    from claimgraph.extract.score_combination import Combination
    from claimgraph.extract.sentence_relations import JudgedPlace

    Ends = frozenset[tuple[int, int]]


class Models(NamedTuple):
    """The models of relations, or one of them."""

    pairs: PairModel | None = None
    sentences: PairModel | None = None


def with_models(doc: Doc, models: Models, arguments: Collection[Mention] | None = None) -> list[Relation]:
    """The relations of `doc._.relations`, scored anew, and behind them those of the models.

    A relation that a rule made in the same sentence stands alone, but gives way where it is a plain association of two
    names of which the pair model says more, or where the sentence model is sure of something else. `arguments` as in
    `PairReader`.
    """
    reader = PairReader(doc, names_of(*models), arguments=arguments)
    cases = list(reader.cases())
    relations = list(doc._.relations)
    added: list[Relation] = []
    if models.pairs is not None:
        judged = list(zip(cases, models.pairs.judge(cases), strict=True))
        relations = scored_by_pair(relations, reader, judged, models.pairs.weights.rules)
        added = pair_relations(reader, judged, models.pairs.weights.own)
    if models.sentences is not None:
        weights = models.sentences.weights
        places = _places(reader, cases, models.sentences)
        belied = _belied(relations, reader, places)
        relations = [_scored_by_sentence(one, reader, places, weights.rules) for one in relations]
        said = [
            relation_at(reader, place, weights.own)
            for ends, place in places.items()
            if not place.ruled or ends in belied
        ]
        found = [one for one in said if one is not None]
        exact = {_ends(one) for one in found}
        relations = [one for one in relations if not (_ends(one) in belied and _ends(one) in exact)]
        added = [*found, *(one for one in added if _ends(one) not in exact)]
    replaced = {_ends(one) for one in added}
    return [one for one in relations if not (is_vague(one) and _ends(one) in replaced)] + added


@lru_cache(maxsize=4)
def names_of(pairs: PairModel | None, sentences: PairModel | None) -> KnownNames:
    """The names of the features that one of the models knows."""
    known = [model.weights.features for model in (pairs, sentences) if model is not None]
    return KnownNames(dict.fromkeys(name for features in known for name in features))


def _places(reader: PairReader, cases: Sequence[PairCase], model: PairModel) -> dict[Ends, JudgedPlace]:
    found = {}
    for place in judged_places(reader, cases, model):
        first, second = ends_at(reader, place.place)
        found[frozenset(((first.start, first.end), (second.start, second.end)))] = place
    return found


def _belied(
    relations: Sequence[Relation], reader: PairReader, places: Mapping[Ends, JudgedPlace]
) -> frozenset[Ends]:
    """The two names of relations that the sentence model holds to be others; what is denied the rules read."""
    found = set()
    for relation in relations:
        place = places.get(_ends(relation))
        if place is None or relation.negated:
            continue
        outcomes = _outcomes_of(relation, reader, place)
        if outcomes and is_belied(outcomes, place.judgement):
            found.add(_ends(relation))
    return frozenset(found)


def _outcomes_of(relation: Relation, reader: PairReader, place: JudgedPlace) -> tuple[int, ...]:
    first, _ = ends_at(reader, place.place)
    return fitting_outcomes(relation.predicate, place.classes, forward=relation.subject.start == first.start)


def _scored_by_sentence(
    relation: Relation, reader: PairReader, places: Mapping[Ends, JudgedPlace], combination: Combination
) -> Relation:
    place = places.get(_ends(relation))
    outcomes = () if place is None or relation.negated else _outcomes_of(relation, reader, place)
    if place is None or not outcomes:
        return relation
    score = combination.score(
        relation.predicate,
        rule=relation.score,
        model=given_to(outcomes, place.judgement),
        arguments=(relation.subject, relation.object),
    )
    return msgspec.structs.replace(relation, combined=round(score, 3))


def _ends(relation: Relation) -> Ends:
    return frozenset((one.start, one.end) for one in (relation.subject, relation.object))
