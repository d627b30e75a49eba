"""What the sentence model adds: who does what to whom, in each sentence that names two of the classes that it knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from claimgraph.extract.pair_relations import FAR, FAR_THRESHOLD, are_known, is_side_by_side, triggers_of
from claimgraph.extract.relation import Relation
from claimgraph.extract.sentence_outcomes import CLASSES, OUTCOMES, SENSES, claimed_as
from claimgraph.extract.vocabulary import SIGNED_PREDICATES, SYMMETRIC_PREDICATES

if TYPE_CHECKING:
    from claimgraph.extract.claim import Mention
    from claimgraph.extract.concept_pairs import Place
    from claimgraph.extract.pair_features import PairCase, PairReader
    from claimgraph.extract.pair_model import Judgement, PairModel
    from claimgraph.extract.score_combination import Combination
    from claimgraph.extract.sentence_outcomes import Classes

EXTRACTOR = "model: sentence"
# Probabilities, settled on the dev parts of DrugProt and GE.
THRESHOLD = 0.2  # of a place's relating the two
OPEN_THRESHOLD = 0.5  # the same where a thing has no identifier
LEAST = 0.2  # of what is claimed, its sign and its direction
FLOOR = 0.2  # of the learnt score of a claim of this model alone


class JudgedPlace(NamedTuple):
    """A sentence that names two, the classes of these as they stand there, and what the model says of it.

    `ruled`: a rule relates the two in it.
    """

    place: Place
    classes: Classes
    judgement: Judgement
    ruled: bool


def judged_places(reader: PairReader, cases: Sequence[PairCase], model: PairModel) -> Iterator[JudgedPlace]:
    """Judge all sentences that name pairs whose classes the model knows."""
    known = [case for case in cases if case.pair.classes in CLASSES]
    places = [(case, *one) for case in known for one in reader.told_of_sentences(case)]
    judgements = model.judge([told for *_, told in places])
    for (case, place, _), judgement in zip(places, judgements, strict=True):
        classes = (reader.class_at(place.first) or "", reader.class_at(place.second) or "")
        yield JudgedPlace(place, classes, judgement, reader.is_ruled(case.pair, place))


def relation_at(reader: PairReader, judged: JudgedPlace, combination: Combination) -> Relation | None:
    """The claim of a place; None where nothing is probable enough."""
    judgement = judged.judgement
    given = judgement.probabilities[judgement.outcome]
    claim = claimed_as(OUTCOMES[judgement.outcome], judged.classes)
    if claim is None or given < LEAST or is_side_by_side(reader, judged.place):
        return None
    predicate, forward = claim
    first, second = judged.place.first, judged.place.second
    subject, target = (first, second) if forward else (second, first)
    arguments = (reader.mentions[subject.mention], reader.mentions[target.mention])
    least = THRESHOLD if are_known(arguments) else OPEN_THRESHOLD
    if judgement.related < (FAR_THRESHOLD if judged.place.gap > FAR else least):
        return None
    score = combination.score(predicate, model=given, arguments=arguments)
    if score < FLOOR:
        return None
    return Relation(
        subject=arguments[0],
        object=arguments[1],
        predicate=predicate,
        direction=SIGNED_PREDICATES.get(predicate),
        triggers=triggers_of(reader, judged.place),
        subject_token=subject.head,
        object_token=target.head,
        score=round(score, 3),
        extractor=EXTRACTOR,
    )


def fitting_outcomes(predicate: str, classes: Classes, *, forward: bool) -> tuple[int, ...]:
    """The outcomes under which a rule's claim is right; `forward`: its subject stands first in the text.

    None where the model tells nothing of such a predicate, or of what it joins.
    """
    wanted = SENSES.get(predicate, ())
    either = predicate in SYMMETRIC_PREDICATES
    found = []
    for number, outcome in enumerate(OUTCOMES):
        claim = claimed_as(outcome, classes)
        if claim is not None and claim[0] in wanted:
            both = outcome.act is not None and outcome.act.both
            if either or both or claim[1] == forward:
                found.append(number)
    return tuple(found)


def given_to(outcomes: Sequence[int], judgement: Judgement) -> float:
    """What the model gives to some outcomes together."""
    return sum(judgement.probabilities[number] for number in outcomes)


def ends_at(reader: PairReader, place: Place) -> tuple[Mention, Mention]:
    """The two names of a place in the order of the text."""
    return reader.mentions[place.first.mention], reader.mentions[place.second.mention]
