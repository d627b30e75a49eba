"""The errors of `ner` on dev parts: counted by kind and class, and a sample of them to read by eye.

Counts may be shown to anybody; the sample holds text of the corpora and goes to its reader alone.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from claimgraph.extract.benchmark.conventions import CorpusTypes, corpus_types
from claimgraph.extract.benchmark.gold import GoldDocument
from claimgraph.extract.benchmark.leaks import read_scored
from claimgraph.extract.benchmark.mentions import found_spans, marked_spans
from claimgraph.extract.benchmark.predictions import Prediction, check_complete, load_predictions
from claimgraph.extract.benchmark.questions import questions
from claimgraph.extract.scoring.counts import ALL
from claimgraph.extract.scoring.errors import ERROR_KINDS, MentionError, mention_errors

SAMPLE = 200
_AROUND = 40  # characters of context


class ErrorCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many errors there are of a class, by kind; `drawn` tells whether of the sample or of all."""

    label: str
    drawn: bool
    kinds: dict[str, int]
    false_hits: int
    misses: int
    inconsistent: int


class PlacedError(msgspec.Struct, frozen=True):
    """An error with the document that it stands in."""

    corpus: str
    document: GoldDocument
    error: MentionError


def read_errors(corpora: Path, predictions: Path) -> list[PlacedError]:
    """All errors of the predictions of `ner` that are saved in a folder; raises `TrainingDataError` without them."""
    found: list[PlacedError] = []
    for asked in questions(["errors"]):
        gold = read_scored(corpora, asked.corpus, asked.part)
        said = load_predictions(predictions / asked.file)
        check_complete(said, gold, name=asked.file)
        found += errors_of_corpus(asked.corpus, gold, said)
    return found


def errors_of_corpus(
    corpus: str, gold: Sequence[GoldDocument], predictions: Mapping[str, Prediction]
) -> Iterator[PlacedError]:
    """All errors of the joint entity types, in the order of the documents."""
    types = corpus_types(corpus)
    for document in gold:
        prediction = predictions[document.id]
        errors = mention_errors(
            document.text,
            marked_spans(document, types),
            found_spans(prediction, types),
            other_gold=[
                (one.start, one.end, types.of_gold(one.type) or one.type) for one in document.entities
            ],
            other_predicted=_all_predicted(prediction, types),
        )
        yield from (PlacedError(corpus, document, one) for one in errors)


def draw(errors: Sequence[PlacedError], *, size: int = SAMPLE, seed: int = 0) -> list[PlacedError]:
    """Draw a sample without replacement, each error with the same chance; it keeps their order."""
    chosen = random.Random(seed).sample(range(len(errors)), min(size, len(errors)))
    return [errors[position] for position in sorted(chosen)]


def count_errors(errors: Sequence[PlacedError], drawn: Sequence[PlacedError]) -> tuple[ErrorCount, ...]:
    """Count all errors and the drawn ones, then the drawn ones by class, the most frequent first."""
    labels = Counter(one.error.label for one in drawn)
    return (
        _count(ALL, (one.error for one in errors), drawn=False),
        _count(ALL, (one.error for one in drawn), drawn=True),
        *(
            _count(label, (one.error for one in drawn if one.error.label == label), drawn=True)
            for label, _ in sorted(labels.items(), key=lambda pair: (-pair[1], pair[0]))
        ),
    )


def show(placed: PlacedError) -> str:
    """One line to read: where, what is wrong, and the words between brackets in their context."""
    error, text = placed.error, placed.document.text
    before = text[max(0, error.start - _AROUND) : error.start]
    after = text[error.end : error.end + _AROUND]
    words = f"{before}[[{text[error.start : error.end]}]]{after}"
    fields = [
        f"{placed.corpus} {placed.document.id}:{error.start}",
        "false hit" if error.found else "miss",
        error.label,
        error.kind + (", inconsistent" if error.inconsistent else ""),
        words,
    ]
    if error.rival is not None:
        start, end, label = error.rival
        fields.append(f"{'gold' if error.found else 'found'}: {text[start:end]} ({label})")
    return "\t".join(" ".join(field.split()) for field in fields)


def _all_predicted(prediction: Prediction, types: CorpusTypes) -> list[tuple[int, int, str]]:
    return [(one.start, one.end, types.of_joint(one.type) or one.type) for one in prediction.mentions]


def _count(label: str, errors: Iterable[MentionError], *, drawn: bool) -> ErrorCount:
    listed = list(errors)
    kinds = Counter(one.kind for one in listed)
    return ErrorCount(
        label=label,
        drawn=drawn,
        kinds={kind: kinds[kind] for kind in ERROR_KINDS},
        false_hits=sum(one.found for one in listed),
        misses=sum(not one.found for one in listed),
        inconsistent=sum(one.inconsistent for one in listed),
    )
