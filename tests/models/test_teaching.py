"""Teachers label what a document's corpus says nothing of."""

from __future__ import annotations

import numpy
import pytest
import spacy
from floret_table import floret_vectors
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from claimgraph.models.teaching import teach
from claimgraph.models.training_docs import TrainingDoc

WIDTH = 8
MODEL = {
    "@architectures": "claimgraph.MentionTagger.v2",
    "hidden_width": 8,
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "claimgraph.LexiconEmbed.v2",
            "width": WIDTH,
            "attrs": ["NORM"],
            "rows": [50],
            "lexicon_rows": 50,
        },
        "encode": {"@architectures": "claimgraph.WindowEncoder.v1", "width": WIDTH, "depth": 1, "pieces": 2},
    },
}


def teacher(labels: dict[str, float]) -> Language:
    """A recogniser that, for each label, raises the score of "unit" by so much at every token."""
    nlp = spacy.blank("en")
    nlp.vocab.vectors = floret_vectors(nlp.vocab)
    config = {"model": MODEL, "with_conventions": True}
    recogniser = nlp.add_pipe("claimgraph_recogniser", name="recogniser", config=config)
    doc = Doc(nlp.vocab, words=["fever"])
    for label in labels:
        doc.spans[label] = [Span(doc, 0, 1, label=label)]
    recogniser.initialize(lambda: [Example(Doc(nlp.vocab, words=["fever"]), doc)], nlp=nlp)
    bias = numpy.zeros((len(labels), 5), dtype="float32")
    bias[:, 4] = [labels[label] for label in sorted(labels)]
    recogniser.model.get_ref("output").set_param("b", bias.ravel())
    return nlp


def test_labels_without_spans_get_the_mean_of_the_teachers_that_know_them() -> None:
    teachers = [teacher({"Disease": 0.0, "Chemical": 0.0}), teacher({"Disease": 2.0, "Phenotype": 1.0})]
    marked = TrainingDoc(["fever", "falls"], [True, False], [0, 0], spans={"Chemical": []})
    tree = TrainingDoc(
        ["It", "falls"], [True, False], [0, 0], tags=["PRP", "VBZ"], heads=[1, 1], relations=["a", "b"]
    )
    taught, untouched = teach([marked, tree], teachers)
    assert untouched == tree
    assert taught.spans == {"Chemical": []}
    assert set(taught.taught) == {"Disease", "Phenotype"}
    even, raised = numpy.full(5, 0.2), numpy.exp([0, 0, 0, 0, 2.0]) / (4 + numpy.exp(2.0))
    for shares in taught.taught["Disease"].unpack(2):
        assert shares.tolist() == pytest.approx(((even + raised) / 2).tolist(), abs=1e-3)
    assert taught.taught["Phenotype"].unpack(2)[1, 4] == pytest.approx(numpy.e / (4 + numpy.e), abs=1e-3)
