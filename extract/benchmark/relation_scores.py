"""The scores of relations: of a document's concepts, and of the mentions that a text relates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from claimgraph.extract.benchmark.conventions import corpus_relations, corpus_types, document_relations
from claimgraph.extract.benchmark.gold import GoldDocument
from claimgraph.extract.benchmark.mention_relations import MentionPairs, mention_relations
from claimgraph.extract.benchmark.predictions import Prediction
from claimgraph.extract.benchmark.questions import Question
from claimgraph.extract.scoring.concepts import Resolve
from claimgraph.extract.scoring.counts import Score, score
from claimgraph.extract.scoring.mention_pairs import SAYING_MEASURES, pair_counts, saying_counts
from claimgraph.extract.scoring.pairs import RELATION_MEASURES, relation_counts

Predictions: TypeAlias = Mapping[str, Prediction]
Scores: TypeAlias = dict[str, dict[str, Score]]  # what was asked and how -> measure -> score

_FROM = {
    "text": "relations of the document, from raw text",
    "gold-entities": "relations of the document, from gold entities",
}
_BETWEEN_MENTIONS = "relations between mentions, from gold entities"
_TOGETHER = "the same, by standing in one sentence"
_SAID = "how the relations that were found are said"
_TYPED = {"pair": "pair", "all": "type"}  # where the corpus knows one direction


def document_scores(
    question: Question, gold: Sequence[GoldDocument], predictions: Predictions, *, resolve: Resolve
) -> Scores:
    """Score the relations between concepts of documents."""
    types, relations = corpus_types(question.corpus), corpus_relations(question.corpus)
    counts = [
        relation_counts(
            document.relations,
            document_relations(predictions[document.id].claims, types=types, relations=relations),
            resolve=resolve,
            directed=relations.directed,
        )
        for document in gold
    ]
    measures = RELATION_MEASURES if relations.novel_kinds is not None else ("type",)
    return {_FROM[question.way]: {name: score([one[name] for one in counts]) for name in measures}}


def mention_scores(question: Question, gold: Sequence[GoldDocument], predictions: Predictions) -> Scores:
    """Score the relations between mentions: our claims, co-occurrence beside them, and how they are said."""
    types, table = corpus_types(question.corpus), mention_relations(question.corpus)
    measures = (
        {"pair": "pair", "direction": "pair, direction", "label": "pair, sign", "all": "all"}
        if table.pairs is None
        else _TYPED
    )
    ours, together, said = [], [], []
    for document in gold:
        pairs, prediction = MentionPairs(document, types, table), predictions[document.id]
        answers = pairs.of_claims(prediction.claims)
        ours.append(pair_counts(pairs.gold, answers))
        together.append(pair_counts(pairs.gold, pairs.of_sentences(prediction)))
        said.append(saying_counts(pairs.gold, answers))
    scores = {
        answered: {name: score([one[measure] for one in counts]) for measure, name in measures.items()}
        for answered, counts in ((_BETWEEN_MENTIONS, ours), (_TOGETHER, together))
    }
    if table.denied:
        scores[_SAID] = {name: score([one[name] for one in said]) for name in SAYING_MEASURES}
    return scores
