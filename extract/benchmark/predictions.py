"""What a pipeline said of each document of a corpus, as it is saved and as it is scored.

Scores come from these files alone, so that a figure can be looked into, and computed again, without the
pipeline.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from claimgraph.errors import TrainingDataError
from claimgraph.extract.benchmark.gold import GoldDocument, decode_lines
from claimgraph.extract.scoring.parsing import ParsedToken
from claimgraph.extract.scoring.spans import LabelledSpan
from claimgraph.whole_file import open_whole


class PredictedMention(msgspec.Struct, frozen=True, omit_defaults=True):
    """A mention with its joint type, the identifier of its concept (None: left open), and how sure that is.

    `best` is the first candidate of a mention that was left open.
    """

    start: int
    end: int
    type: str
    id: str | None = None
    score: float = 0.0
    best: str | None = None


class PredictedClaim(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A claim, cut down to what relations of a document or of two mentions are made of; `*_at` are characters."""

    subject_type: str
    subject: str | None
    predicate: str
    object_type: str
    object: str | None
    subject_at: tuple[int, int] | None = None
    object_at: tuple[int, int] | None = None
    polarity: str = "affirmed"
    certainty: str = "certain"
    kind: str = "finding"
    score: float = 0.0
    by_model: bool = False  # else by a rule


class Prediction(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """All that was predicted for one document.

    `own_spans` are those of a recogniser that follows the corpus's own guidelines, by the corpus's types;
    None where the pipeline has none for it.
    """

    id: str
    mentions: tuple[PredictedMention, ...] = ()
    own_spans: tuple[LabelledSpan, ...] | None = None
    abbreviations: tuple[tuple[str, str], ...] = ()
    claims: tuple[PredictedClaim, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    tokens: tuple[ParsedToken, ...] = ()


def save_predictions(path: Path, predictions: Iterable[Prediction]) -> None:
    """Write a JSON line a document; the file is there whole or not at all."""
    encoder = msgspec.json.Encoder()
    path.parent.mkdir(parents=True, exist_ok=True)
    with open_whole(path) as lines:
        for prediction in predictions:
            lines.write(encoder.encode(prediction) + b"\n")


def load_predictions(path: Path) -> dict[str, Prediction]:
    """Read saved predictions by document id; raises `TrainingDataError` where there are none."""
    return {prediction.id: prediction for prediction in decode_lines(path, Prediction)}


def check_complete(predictions: Mapping[str, Prediction], gold: Iterable[GoldDocument], *, name: str) -> None:
    """Raise `TrainingDataError` where a document has no prediction; `name` says whose they are."""
    missing = [document.id for document in gold if document.id not in predictions]
    if missing:
        raise TrainingDataError(f"{name}: no prediction for {len(missing)} documents ({missing[0]}…)")
