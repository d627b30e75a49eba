"""What the model adds to the rules: relations, one a pair of concepts, where it is said most plainly, and scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from claimgraph.extract.pair_outcomes import OUTCOMES, PAIRS
from claimgraph.extract.relation import Relation, is_by_model
from claimgraph.extract.relation_lexicon import relation_lexicon
from claimgraph.extract.score_combination import claimed_outcomes, probability_of
from claimgraph.extract.tree_paths import path_between
from claimgraph.extract.vocabulary import SIGNED_PREDICATES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from claimgraph.extract.claim import Claim, Mention
    from claimgraph.extract.concept_pairs import Place
    from claimgraph.extract.pair_features import PairCase, PairReader
    from claimgraph.extract.pair_model import Judgement
    from claimgraph.extract.score_combination import Combination

EXTRACTOR = "model: pair"
# Probabilities, settled on the dev parts of BioRED and BC5CDR.
THRESHOLD = 0.3  # of a pair's being related
# the same where a thing has no identifier: half of such names are no name, or of another type
OPEN_THRESHOLD = 0.6
FAR_THRESHOLD = 0.75  # the same where the two stand far apart: of those below it one in five is related
FAR = 25  # tokens between the two
FLOOR = 0.25  # of the learnt score of a claim of this model: what is less probable is not claimed
RULE_FLOOR = 0.05  # of a rule's: its words say who does what, whatever such corpora annotate
LEAST = 0.2  # of what is claimed: below it the model knows that, but not how
LEAST_SIGN = 0.6  # of a sign between genes, or gene and disease: corpora have few; else it is left out
LEAST_FOR_VAGUE = 0.5  # of what takes the place of a rule's plain association
LEAST_OF = {"treats": 0.4}  # what is said to be given for a disease is often only named with it
_SIGNS = frozenset({"positively_correlated_with", "negatively_correlated_with"})
_VAGUE = frozenset({"associated_with"})  # predicates of rules that leave open what a model may tell
_PARTING = frozenset({",", ";", "(", ")", "[", "]"})

Judged = Sequence[tuple["PairCase", "Judgement"]]


def scored_by_pair(
    relations: Iterable[Relation], reader: PairReader, judged: Judged, combination: Combination
) -> list[Relation]:
    """The rules' relations, with scores that know what the model says of their pairs."""
    by_pair = {
        frozenset((case.pair.one.key, case.pair.other.key)): (case.pair.classes, judgement)
        for case, judgement in judged
        if case.rules
    }
    return [_scored_anew(one, reader, by_pair, combination) for one in relations]


def pair_relations(reader: PairReader, judged: Judged, combination: Combination) -> list[Relation]:
    """The relations of pairs that are probably related, where no rule says one."""
    found = (_relation(reader, case, judgement, combination) for case, judgement in judged)
    return [relation for relation in found if relation is not None]


def predicate_claimed(judgement: Judgement, classes: tuple[str, str]) -> str | None:
    """What the model claims of a pair; None where its classes have no such claim."""
    claims = PAIRS[classes]
    predicate = claims.predicates.get(OUTCOMES[judgement.outcome])
    of_genes = claims.subject in {None, "Gene"} and "Gene" in classes
    if of_genes and predicate in _SIGNS and judgement.probabilities[judgement.outcome] < LEAST_SIGN:
        return "associated_with"
    return predicate


def are_known(arguments: Collection[Mention]) -> bool:
    """Whether all arguments have identifiers, or were given and not recognised."""
    return all(one.concept is not None or one.score == 1.0 for one in arguments)


def is_sure(judgement: Judgement, predicate: str, arguments: Collection[Mention], place: Place) -> bool:
    """Whether the model is sure enough of a pair to claim something of it at a place."""
    least = THRESHOLD if are_known(arguments) else OPEN_THRESHOLD
    if not place.apart and place.gap > FAR:
        least = FAR_THRESHOLD
    probability = judgement.probabilities[judgement.outcome]
    return judgement.related >= least and probability >= LEAST_OF.get(predicate, LEAST)


def _scored_anew(
    relation: Relation,
    reader: PairReader,
    judged: Mapping[frozenset[str], tuple[tuple[str, str], Judgement]],
    combination: Combination,
) -> Relation:
    pair = judged.get(frozenset(map(reader.things.key, (relation.subject, relation.object))))
    if pair is None or relation.negated:
        return relation
    classes, judgement = pair
    claimed = claimed_outcomes(relation.predicate, classes, by_model=False)
    score = combination.score(
        relation.predicate,
        rule=relation.score,
        model=probability_of(claimed, judgement.probabilities),
        arguments=(relation.subject, relation.object),
    )
    return msgspec.structs.replace(relation, combined=round(score, 3))


def _relation(
    reader: PairReader, case: PairCase, judgement: Judgement, combination: Combination
) -> Relation | None:
    """The claim of a pair; None where its classes have no such claim, or where rules made one in all of its places.

    A plain association by the rules is no bar to a claim that says more.
    """
    if judgement.related < THRESHOLD:
        return None
    claims = PAIRS[case.pair.classes]
    predicate = predicate_claimed(judgement, case.pair.classes)
    places = (case.pair.places[number] for number in judgement.places)
    if not _says_more(judgement, predicate, case.rules):
        places = (one for one in places if not reader.is_ruled(case.pair, one))
    place = next((one for one in places if not is_side_by_side(reader, one)), None)
    if predicate is None or place is None:
        return None
    subject, target = place.first, place.second
    if claims.subject is not None and reader.class_at(subject) != claims.subject:
        subject, target = target, subject
    arguments = (reader.mentions[subject.mention], reader.mentions[target.mention])
    if not is_sure(judgement, predicate, arguments, place):
        return None
    claimed = claimed_outcomes(predicate, case.pair.classes, by_model=True)
    given = probability_of(claimed, judgement.probabilities)
    score = round(combination.score(predicate, model=given, arguments=arguments), 3)
    if score < FLOOR:
        return None
    return Relation(
        subject=arguments[0],
        object=arguments[1],
        predicate=predicate,
        direction=SIGNED_PREDICATES.get(predicate),
        triggers=triggers_of(reader, place),
        subject_token=subject.head,
        object_token=target.head,
        score=score,
        extractor=EXTRACTOR,
    )


def _says_more(judgement: Judgement, predicate: str | None, rules: Iterable[Relation]) -> bool:
    """Whether the model is sure of something where the rules see nothing but that two go together."""
    sure = judgement.probabilities[judgement.outcome] >= LEAST_FOR_VAGUE
    return sure and predicate not in _VAGUE and all(is_vague(one) for one in rules)


def is_vague(relation: Relation) -> bool:
    """Whether a rule's relation only says that two go together."""
    return relation.predicate in _VAGUE and not relation.negated


def settled(claims: Sequence[tuple[Claim, Relation]]) -> list[Claim]:
    """Choose between a rule's plain association of two names and what a model says of them.

    The model's claim stands, if there is one and the association is not denied.
    """
    vague = {relation.ends: claim.polarity for claim, relation in claims if _is_vague_rule(relation)}
    told = {relation.ends for claim, relation in claims if is_by_model(claim.extractor)}
    return [
        claim
        for claim, relation in claims
        if not (
            vague.get(relation.ends) == "negated"
            if is_by_model(claim.extractor)
            else _is_vague_rule(relation) and claim.polarity == "affirmed" and relation.ends in told
        )
    ]


def _is_vague_rule(relation: Relation) -> bool:
    return is_vague(relation) and not is_by_model(relation.extractor)


def is_side_by_side(reader: PairReader, place: Place) -> bool:
    """Whether nothing but a comma or bracket parts two names: members of a list, or two names of one thing.

    A stroke or dash may join what is related ("the RelA/p50 dimer").
    """
    between = reader.tree.words[place.first.end : place.second.start]
    return not place.apart and all(mark in _PARTING for mark in between)


def triggers_of(reader: PairReader, place: Place) -> tuple[int, ...]:
    """The word that most likely states the relation: one of the rules' on the way between the two, else the highest.

    Of two in different sentences each has such a word over it, the second one's first.
    """
    if place.apart:
        ways = [reader.tree.way_up(one.head) for one in (place.second, place.first)]
        return tuple(next(iter(_known(reader, way)), way[-1]) for way in ways)
    up, down = path_between(reader.tree, place.first.head, place.second.head)
    known = _known(reader, [*up, *down])
    return (known[0] if known else up[-1] if up else place.second.head,)


def _known(reader: PairReader, way: Sequence[int]) -> list[int]:
    triggers = relation_lexicon().triggers
    return [token for token in way if not reader.in_name(token) and reader.tree.words[token] in triggers]
