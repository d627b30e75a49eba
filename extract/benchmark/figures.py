"""The figures of a benchmark, from gold documents and saved predictions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from claimgraph.extract.benchmark.conventions import corpus_types
from claimgraph.extract.benchmark.gold import MENTION_CORPORA, GoldDocument
from claimgraph.extract.benchmark.mentions import joint_counts, own_counts
from claimgraph.extract.benchmark.predictions import Prediction, check_complete
from claimgraph.extract.benchmark.questions import Question
from claimgraph.extract.benchmark.relation_scores import document_scores, mention_scores
from claimgraph.extract.scoring.concepts import (
    Resolve,
    concept_counts,
    mention_counts,
    split_ids,
)
from claimgraph.extract.scoring.counts import ALL, Counts, Score, score, score_labels
from claimgraph.extract.scoring.pairs import abbreviation_counts
from claimgraph.extract.scoring.parsing import PARSING_MEASURES, parse_counts
from claimgraph.extract.scoring.spans import boundary_counts, sentence_counts

Predictions = Mapping[str, Prediction]

_GENES, _HUMAN_GENES = "GeneOrGeneProduct", "GeneOrGeneProduct, human"
_BEST_CANDIDATE = "the same, with the first candidate where none was probable enough"
_UNSEEN_BY = {"left-out": "trained without it", "text": "the one measured"}  # which pipeline answers


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a table: `answered` says what was asked and how, `label` which class or measure it is."""

    task: str
    corpus: str
    part: str
    answered: str
    label: str
    score: Score


def figures(
    question: Question, gold: Sequence[GoldDocument], predictions: Predictions, *, resolve: Resolve
) -> list[Figure]:
    """Score the predictions; raises `TrainingDataError` where a document has none."""
    check_complete(predictions, gold, name=question.file)
    return _SCORERS[question.task, question.way](question, gold, predictions, resolve)


def _mentions(
    question: Question, gold: Sequence[GoldDocument], predictions: Predictions, _: Resolve
) -> list[Figure]:
    types = corpus_types(question.corpus)
    answers = [(document, predictions[document.id]) for document in gold]
    joint = [joint_counts(*answer, types) for answer in answers]
    rows = _labelled(question, "joint entity types", score_labels(joint, types.joint()))
    own = [own_counts(*answer, types) for answer in answers if answer[1].own_spans is not None]
    if own:
        labels = sorted({types.own_label(name) for one in types.classes.values() for name in one.gold})
        rows += _labelled(question, "the corpus's own types", score_labels(own, labels))
    return rows


def _across(
    question: Question, gold: Sequence[GoldDocument], predictions: Predictions, _: Resolve
) -> list[Figure]:
    types = corpus_types(question.corpus)
    counts = [joint_counts(document, predictions[document.id], types) for document in gold]
    return _labelled(question, _UNSEEN_BY[question.way], score_labels(counts, types.joint()))


def _concepts(
    question: Question, gold: Sequence[GoldDocument], predictions: Predictions, resolve: Resolve
) -> list[Figure]:
    types = corpus_types(question.corpus)
    grounded = types.grounded()
    counts = [
        concept_counts(
            [(types.of_gold(entity.type) or "", entity.ids) for entity in document.entities],
            [
                (types.of_joint(mention.type) or "", mention.id)
                for mention in predictions[document.id].mentions
            ],
            resolve=resolve,
        )
        for document in gold
    ]
    return _labelled(question, "concepts of the document, from raw text", score_labels(counts, grounded))


def _gold_mentions(
    question: Question, gold: Sequence[GoldDocument], predictions: Predictions, resolve: Resolve
) -> list[Figure]:
    grounded = corpus_types(question.corpus).grounded()
    found: list[Figure] = []
    for answered, best in (("each mention, gold mentions given", False), (_BEST_CANDIDATE, True)):
        counts = [
            _asked_counts(question, document, predictions[document.id], resolve, best=best)
            for document in gold
        ]
        scores = score_labels(counts, grounded)
        if any(_HUMAN_GENES in one for one in counts):
            scores[_HUMAN_GENES] = score([one.get(_HUMAN_GENES, Counts()) for one in counts])
        found += _labelled(question, answered, scores)
    return found


def _asked_counts(
    question: Question, document: GoldDocument, prediction: Prediction, resolve: Resolve, *, best: bool
) -> dict[str, Counts]:
    """The counts of a document's gold mentions by class; genes of man once more by themselves.

    A mention that lists several things and was taken apart ("MMP-2/-9") is right if all its members are among its
    concepts.
    """
    types = corpus_types(question.corpus)
    answers = {(one.start, one.end): one.id or (one.best if best else None) for one in prediction.mentions}
    members = answers.keys() - {(entity.start, entity.end) for entity in document.entities}
    asked = []
    for entity in document.entities:
        said = [answers.get((entity.start, entity.end))]
        if (entity.start, entity.end) not in answers:
            within = sorted(one for one in members if entity.start <= one[0] and one[1] <= entity.end)
            said = [answers[one] for one in within] or said
        wanted = {resolve(one) for one in split_ids(entity.ids)}
        answer = min(said, key=lambda one: one is not None and resolve(one) in wanted)  # the worst of them
        asked.append((types.of_gold(entity.type) or "", entity.ids, answer))
    human = [
        (_HUMAN_GENES, ids, answer)
        for label, ids, answer in asked
        if label == _GENES and any(resolve(one).startswith("HGNC:") for one in split_ids(ids))
    ]
    return mention_counts([*asked, *human], resolve=resolve)


def _abbreviations(
    question: Question, gold: Sequence[GoldDocument], predictions: Predictions, _: Resolve
) -> list[Figure]:
    counts = [
        abbreviation_counts(document.abbreviations, predictions[document.id].abbreviations)
        for document in gold
    ]
    return _labelled(question, "short and long form, letter by letter", {ALL: score(counts)})


def _relations(
    question: Question, gold: Sequence[GoldDocument], predictions: Predictions, resolve: Resolve
) -> list[Figure]:
    if question.corpus in MENTION_CORPORA:
        found = mention_scores(question, gold, predictions)
    else:
        found = document_scores(question, gold, predictions, resolve=resolve)
    return [figure for answered, scores in found.items() for figure in _labelled(question, answered, scores)]


def _parsing(
    question: Question, gold: Sequence[GoldDocument], predictions: Predictions, _: Resolve
) -> list[Figure]:
    groups: dict[str, dict[str, Counts]] = {}
    for sentence in gold:
        counts = groups.setdefault(sentence.group, dict.fromkeys(PARSING_MEASURES, Counts()))
        for name, one in parse_counts(sentence.tokens, predictions[sentence.id].tokens).items():
            counts[name] += one
    scores = {name: score([one[name] for one in groups.values()]) for name in PARSING_MEASURES}
    return _labelled(question, "gold sentences, own tokens", scores)


def _sentences(
    question: Question, gold: Sequence[GoldDocument], predictions: Predictions, _: Resolve
) -> list[Figure]:
    measures: dict[str, Callable[..., Counts]] = {"boundaries": boundary_counts, "sentences": sentence_counts}
    scores = {
        name: score([count(one.text, one.sentences, predictions[one.id].sentences) for one in gold])
        for name, count in measures.items()
    }
    return _labelled(question, "sentences, from raw text", scores)


def _labelled(question: Question, answered: str, scores: Mapping[str, Score]) -> list[Figure]:
    return [
        Figure(
            task=question.task,
            corpus=question.corpus,
            part=question.part,
            answered=answered,
            label=label,
            score=one,
        )
        for label, one in scores.items()
    ]


_SCORERS: dict[
    tuple[str, str], Callable[[Question, Sequence[GoldDocument], Predictions, Resolve], list[Figure]]
] = {
    ("ner", "text"): _mentions,
    ("cross-corpus", "left-out"): _across,
    ("cross-corpus", "text"): _across,
    ("grounding", "text"): _concepts,
    ("grounding", "gold-mentions"): _gold_mentions,
    ("abbreviations", "text"): _abbreviations,
    ("relations", "text"): _relations,
    ("relations", "gold-entities"): _relations,
    ("parsing", "gold-sentences"): _parsing,
    ("sentences", "text"): _sentences,
}
