"""Let an initialised pipeline start from the weights of another, as far as both have the same parts and labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy

from claimgraph.errors import TrainingDataError

if TYPE_CHECKING:
    from spacy.language import Language
    from thinc.api import Model

_TRAINED = ("tok2vec", "tagger", "recogniser")


def start_from(nlp: Language, known: Language) -> None:
    """Copy the weights of the encoder, of the recogniser, label by label, and of a tagger with the same tags.

    Raises `TrainingDataError` where a part has another size.
    """
    for name in _TRAINED:
        ours: Any = nlp.get_pipe(name)
        theirs: Any = known.get_pipe(name)
        if name == "tagger" and ours.labels != theirs.labels:
            continue
        output = ours.model.get_ref("output") if name == "recogniser" else None
        for node, source in zip(ours.model.walk(), theirs.model.walk(), strict=True):
            for parameter in source.param_names:
                if source.has_param(parameter) and node is not output:
                    _copy(node, source, parameter)
        if output is not None:
            _copy_labels(output, ours.labels, theirs.model.get_ref("output"), theirs.labels)


def _copy(node: Model[Any, Any], source: Model[Any, Any], parameter: str) -> None:
    known = numpy.asarray(source.get_param(parameter))
    if known.shape != numpy.asarray(node.get_param(parameter)).shape:
        raise TrainingDataError(f"the first teacher's {node.name} has not the size of the pipeline's")
    node.set_param(parameter, cast("Any", known.copy()))


def _copy_labels(
    output: Model[Any, Any], labels: tuple[str, ...], known: Model[Any, Any], known_labels: tuple[str, ...]
) -> None:
    """Copy what an output layer has for each label; labels that are new to it keep what they start with."""
    places = {label: place for place, label in enumerate(known_labels)}
    for parameter in ("W", "b"):
        ours = numpy.asarray(output.get_param(parameter)).copy()
        theirs = numpy.asarray(known.get_param(parameter))
        of_label = ours.reshape(len(labels), -1)
        for place, label in enumerate(labels):
            if label in places:
                of_label[place] = theirs.reshape(len(known_labels), -1)[places[label]]
        output.set_param(parameter, cast("Any", ours))
