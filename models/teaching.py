"""Let trained recognisers teach: what they say of labels that a training document's corpus says nothing of."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec
import numpy

from claimgraph.models.training_docs import Taught, TrainingDoc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from spacy.language import Language

    Scores = NDArray[numpy.float32]

_BATCH = 64  # documents


def teach(docs: Iterable[TrainingDoc], teachers: Sequence[Language]) -> Iterator[TrainingDoc]:
    """Add to each document the mean shares of its tags by the teachers, for the labels that it has no spans for.

    Documents that say nothing of mentions (trees) stay as they are.
    """
    docs = iter(docs)
    while batch := list(islice(docs, _BATCH)):
        shares = _mean([_shares(batch, nlp) for nlp in teachers])
        for place, doc in enumerate(batch):
            if not doc.spans:
                yield doc
                continue
            taught = {
                label: Taught.of(columns[place])
                for label, columns in shares.items()
                if label not in doc.spans
            }
            yield msgspec.structs.replace(doc, taught=taught)


def _shares(batch: Sequence[TrainingDoc], nlp: Language) -> dict[str, list[Scores]]:
    """One teacher's shares of the tags: for each label float32 (tokens, 5) a document."""
    recogniser: Any = nlp.get_pipe("recogniser")
    docs = [doc.unread(nlp.vocab) for doc in batch]
    if nlp.has_pipe("tok2vec"):  # else the recogniser has an encoder of its own
        encoder: Any = nlp.get_pipe("tok2vec")
        encoder.set_annotations(docs, encoder.predict(docs))
    logits = recogniser.predict(docs)
    found: dict[str, list[Scores]] = {}
    for column, label in enumerate(recogniser.labels):
        found[label] = []
        for scores in logits:
            exponents = numpy.exp(scores[:, column] - scores[:, column].max(axis=1, keepdims=True))
            found[label].append(exponents / exponents.sum(axis=1, keepdims=True))
    return found


def _mean(of_teachers: Sequence[dict[str, list[Scores]]]) -> dict[str, list[Scores]]:
    """The mean over the teachers that know a label."""
    labels = sorted({label for shares in of_teachers for label in shares})
    found = {}
    for label in labels:
        knowing = [shares[label] for shares in of_teachers if label in shares]
        found[label] = [numpy.mean(parts, axis=0) for parts in zip(*knowing, strict=True)]
    return found
