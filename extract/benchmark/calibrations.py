"""Whether probabilities hold: of the concepts given to gold mentions, and of claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from claimgraph.extract.benchmark.claim_answers import ClaimAnswer, claim_answers
from claimgraph.extract.benchmark.conventions import corpus_types
from claimgraph.extract.benchmark.gold import GoldDocument
from claimgraph.extract.benchmark.predictions import Prediction
from claimgraph.extract.benchmark.questions import Question
from claimgraph.extract.pair_outcomes import TEACHING
from claimgraph.extract.scoring.calibration import Calibration, calibration
from claimgraph.extract.scoring.concepts import Resolve, mention_answers
from claimgraph.extract.scoring.counts import ALL

Predictions = Mapping[str, Prediction]
Asked = Sequence[tuple[Question, Sequence[GoldDocument], Predictions]]

RULES, MODEL = "rules", "model"
_FEWEST = 40  # claims of a predicate that is told apart


class CalibrationFigure(msgspec.Struct, frozen=True, kw_only=True):
    """How well probabilities hold: `way` is that of the question, `label` an extractor, a predicate or all."""

    task: str
    corpus: str
    part: str
    way: str
    label: str = ALL
    calibration: Calibration


def calibrations(asked: Asked, *, resolve: Resolve) -> list[CalibrationFigure]:
    """The calibration on each corpus whose gold mentions were grounded or claims judged, and on all together."""
    return [*_of_grounding(asked, resolve), *_of_claims(asked, resolve)]


def _of_grounding(asked: Asked, resolve: Resolve) -> list[CalibrationFigure]:
    answers = [(one[0], _mention_answers(*one, resolve)) for one in asked if one[0].way == "gold-mentions"]
    if not answers:
        return []
    found = [_figure(question, question.corpus, ours) for question, ours in answers]
    together = [one for _, ours in answers for one in ours]
    return [*found, _figure(answers[0][0], ALL, together, part=_parts([one for one, _ in answers]))]


def _mention_answers(
    question: Question, gold: Sequence[GoldDocument], predictions: Predictions, resolve: Resolve
) -> list[tuple[float, bool]]:
    types = corpus_types(question.corpus)
    grounded = types.grounded()
    answers: list[tuple[float, bool]] = []
    for document in gold:
        found = {(one.start, one.end): one for one in predictions[document.id].mentions}
        places = [one for one in document.entities if types.of_gold(one.type) in grounded]
        given = ((one.ids, found.get((one.start, one.end))) for one in places)
        answers += mention_answers(
            ((ids, one.id, one.score) for ids, one in given if one is not None), resolve=resolve
        )
    return answers


def _of_claims(asked: Asked, resolve: Resolve) -> list[CalibrationFigure]:
    """Of each way, by extractor on each corpus, by extractor and predicate on all together.

    Asked are the corpora that relate concepts: what is right by one that relates mentions, no predicate tells alone.
    """
    found = []
    of_relations = [one for one in asked if one[0].task == "relations" and one[0].corpus in TEACHING]
    for way in dict.fromkeys(question.way for question, _, _ in of_relations):
        together: list[ClaimAnswer] = []
        questions = []
        for question, gold, predictions in of_relations:
            if question.way != way:
                continue
            ours = claim_answers(
                question.corpus, ((one, predictions[one.id]) for one in gold), resolve=resolve
            )
            found += _labelled(question, question.corpus, _by_extractor(ours))
            together += ours
            questions.append(question)
        groups = _by_extractor(together) | _by_predicate(together)
        found += _labelled(questions[0], ALL, groups, part=_parts(questions))
    return found


def _by_extractor(answers: Sequence[ClaimAnswer]) -> dict[str, list[ClaimAnswer]]:
    return {
        ALL: list(answers),
        RULES: [one for one in answers if not one.by_model],
        MODEL: [one for one in answers if one.by_model],
    }


def _by_predicate(answers: Sequence[ClaimAnswer]) -> dict[str, list[ClaimAnswer]]:
    groups: dict[str, list[ClaimAnswer]] = {}
    for one in sorted(answers, key=lambda answer: answer.predicate):
        groups.setdefault(one.predicate, []).append(one)
    return {predicate: group for predicate, group in groups.items() if len(group) >= _FEWEST}


def _labelled(
    question: Question, corpus: str, groups: Mapping[str, Sequence[ClaimAnswer]], *, part: str | None = None
) -> list[CalibrationFigure]:
    return [
        _figure(question, corpus, [(one.score, one.right) for one in group], part=part, label=label)
        for label, group in groups.items()
        if group
    ]


def _figure(
    question: Question,
    corpus: str,
    answers: Sequence[tuple[float, bool]],
    *,
    part: str | None = None,
    label: str = ALL,
) -> CalibrationFigure:
    return CalibrationFigure(
        task=question.task,
        corpus=corpus,
        part=part or question.part,
        way=question.way,
        label=label,
        calibration=calibration(answers),
    )


def _parts(questions: Sequence[Question]) -> str:
    return "/".join(sorted({one.part for one in questions}))
