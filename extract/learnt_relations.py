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
from claimgraph.extract.pair_relations import pair_relations, scored_by_pair
from claimgraph.extract.sentence_relations import (
    ends_at,
    fitting_outcomes,
    given_to,
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

    A relation that a rule made in the same sentence stands alone; beside a plain association of two names stands what
    the pair model says of them, if it says more (`settled` chooses when it is known what is denied). `arguments` as in
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
        relations = [_scored_by_sentence(one, reader, places, weights.rules) for one in relations]
        said = [relation_at(reader, place, weights.own) for place in places.values() if not place.ruled]
        found = [one for one in said if one is not None]
        exact = {one.ends for one in found}
        added = [*found, *(one for one in added if one.ends not in exact)]
    return relations + added


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


def _outcomes_of(relation: Relation, reader: PairReader, place: JudgedPlace) -> tuple[int, ...]:
    first, _ = ends_at(reader, place.place)
    return fitting_outcomes(relation.predicate, place.classes, forward=relation.subject.start == first.start)


def _scored_by_sentence(
    relation: Relation, reader: PairReader, places: Mapping[Ends, JudgedPlace], combination: Combination
) -> Relation:
    place = places.get(relation.ends)
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
