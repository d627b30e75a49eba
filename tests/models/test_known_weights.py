"""Starting from known weights: the same output for labels that both know, fresh weights for others."""

from __future__ import annotations

import numpy
import spacy
from floret_table import floret_vectors
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from thinc.api import fix_random_seed

from claimgraph.models.known_weights import start_from

ENCODER = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "claimgraph.LexiconEmbed.v2",
        "width": 8,
        "attrs": ["NORM"],
        "rows": [50],
        "lexicon_rows": 50,
    },
    "encode": {
        "@architectures": "claimgraph.WindowEncoder.v1",
        "width": 8,
        "depth": 1,
        "pieces": 2,
        "recurrent_width": 4,
        "recurrent_depth": 1,
    },
}
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 8}
WORDS = ["aspirin", "lowers", "fever"]


def pipeline(*labels: str, seed: int, tags: tuple[str, ...] = ("NN", "VBZ", "NN")) -> Language:
    fix_random_seed(seed)
    nlp = spacy.blank("en")
    nlp.vocab.vectors = floret_vectors(nlp.vocab)
    nlp.add_pipe("tok2vec", config={"model": ENCODER})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": LISTENER}})
    model = {"@architectures": "claimgraph.MentionTagger.v2", "hidden_width": 8, "tok2vec": LISTENER}
    nlp.add_pipe("claimgraph_recogniser", name="recogniser", config={"model": model})
    doc = Doc(nlp.vocab, words=WORDS, tags=list(tags))
    for label in labels:
        doc.spans[label] = [Span(doc, 0, 1, label=label)]
    nlp.initialize(lambda: [Example(Doc(nlp.vocab, words=WORDS), doc)])
    output = nlp.get_pipe("recogniser").model.get_ref("output")
    output.set_param(
        "W", numpy.random.default_rng(seed).normal(size=output.get_param("W").shape).astype("f4")
    )
    return nlp


def scores(nlp: Language) -> numpy.ndarray[tuple[int, ...], numpy.dtype[numpy.float32]]:
    docs = [Doc(nlp.vocab, words=WORDS)]
    encoder, recogniser = nlp.get_pipe("tok2vec"), nlp.get_pipe("recogniser")
    encoder.set_annotations(docs, encoder.predict(docs))
    return recogniser.predict(docs)[0]


def test_labels_that_both_know_score_alike() -> None:
    known, ours = pipeline("Chemical", "Disease", seed=1), pipeline("CellType", "Chemical", "Disease", seed=2)
    before = scores(ours)
    start_from(ours, known)
    assert numpy.allclose(scores(ours)[:, 1:], scores(known), atol=1e-5)
    assert not numpy.allclose(scores(ours)[:, 1:], before[:, 1:], atol=1e-2)
    own = [nlp.get_pipe("tagger").model.predict([Doc(nlp.vocab, words=WORDS)]) for nlp in (ours, known)]
    assert numpy.allclose(own[0][0], own[1][0], atol=1e-5)


def test_a_tagger_of_other_tags_starts_afresh() -> None:
    known, ours = pipeline("Chemical", seed=1), pipeline("Chemical", seed=2, tags=("NN", "VBD", "JJ"))
    start_from(ours, known)
    assert ours.get_pipe("tagger").labels == ("JJ", "NN", "VBD")
    assert ours.get_pipe("tagger").model.predict([Doc(ours.vocab, words=WORDS)])[0].shape == (3, 3)
