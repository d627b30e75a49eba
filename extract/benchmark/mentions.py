"""The mentions of a document as they are scored: what a corpus marks, and what answers it."""

from __future__ import annotations

from functools import cache

from claimgraph.extract.benchmark.conventions import CorpusTypes
from claimgraph.extract.benchmark.gold import GoldDocument, GoldEntity
from claimgraph.extract.benchmark.predictions import Prediction
from claimgraph.extract.scoring.counts import Counts
from claimgraph.extract.scoring.spans import LabelledSpan, outermost, span_counts
from claimgraph.models.gold import read_plan


def marked_spans(document: GoldDocument, types: CorpusTypes) -> list[LabelledSpan]:
    """The gold mentions whose class our entity types answer, by class."""
    joint = types.joint()
    return [
        (entity.start, entity.end, name)
        for entity in document.entities
        if (name := types.of_gold(entity.type)) in joint
        and (types.persons or name != "Organism" or not _is_person(document, entity))
    ]


def found_spans(prediction: Prediction, types: CorpusTypes) -> list[LabelledSpan]:
    """The predicted mentions that answer a class of the corpus, by class.

    Where the corpus marks no mention inside another one, neither are ours counted: the outermost stand.
    """
    found = [
        (mention.start, mention.end, name)
        for mention in prediction.mentions
        if (name := types.of_joint(mention.type)) is not None
    ]
    return found if types.nested else outermost(found)


def joint_counts(document: GoldDocument, prediction: Prediction, types: CorpusTypes) -> dict[str, Counts]:
    """Score the mentions that a user gets, by class."""
    return span_counts(marked_spans(document, types), found_spans(prediction, types))


def own_counts(document: GoldDocument, prediction: Prediction, types: CorpusTypes) -> dict[str, Counts]:
    """Score the spans of a recogniser that follows the corpus, by what it calls the corpus's types."""
    marked = [(entity.start, entity.end, types.own_label(entity.type)) for entity in document.entities]
    return span_counts(marked, prediction.own_spans or ())


def _is_person(document: GoldDocument, entity: GoldEntity) -> bool:
    return document.text[entity.start : entity.end].lower() in _persons()


@cache
def _persons() -> frozenset[str]:
    return read_plan().persons
