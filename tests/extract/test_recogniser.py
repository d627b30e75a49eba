"""The recogniser: learns, respects what a corpus does not mark, decodes, scores, and survives the disk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy
import pytest
import spacy
from floret_table import floret_vectors
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from thinc.api import Adam, fix_random_seed

from claimgraph.extract.components.recogniser import Recogniser
from claimgraph.extract.components.tokenizer import biomedical_tokenizer

MODEL = {
    "@architectures": "claimgraph.MentionTagger.v2",
    "hidden_width": 24,
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "claimgraph.LexiconEmbed.v2",
            "width": 32,
            "attrs": ["NORM", "SHAPE"],
            "rows": [200, 100],
            "lexicon_rows": 50,
        },
        "encode": {
            "@architectures": "claimgraph.WindowEncoder.v1",
            "width": 32,
            "depth": 1,
            "pieces": 2,
        },
    },
}
GOLD: list[tuple[str, dict[str, list[str]]]] = [
    ("Cisplatin causes kidney failure in mice.", {"Chemical": ["Cisplatin"], "Disease": ["kidney failure"]}),
    (
        "Kidney cancer responds to sunitinib malate.",
        {"Chemical": ["sunitinib malate"], "Disease": ["Kidney cancer"]},
    ),
    ("Kidney cancer cells make TGF-β.", {"Disease": ["Kidney cancer"], "CellType": ["Kidney cancer cells"]}),
    ("The p53 protein binds DNA.", {"jnlpba:protein": ["p53 protein"], "Chemical": []}),
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.vocab.vectors = floret_vectors(nlp.vocab)
    nlp.tokenizer = biomedical_tokenizer(nlp)
    return nlp


def example(nlp: Language, text: str, marked: dict[str, list[str]]) -> Example:
    reference = nlp.make_doc(text)
    for label, names in marked.items():
        spans = [reference.char_span(text.index(name), text.index(name) + len(name)) for name in names]
        reference.spans[label] = [
            Span(reference, s.start, s.end, label=label) for s in spans if s is not None
        ]
    return Example(nlp.make_doc(text), reference)


@pytest.fixture(scope="module")
def trained(nlp: Language) -> Recogniser:
    fix_random_seed(0)
    examples = [example(nlp, text, marked) for text, marked in GOLD]
    config = {"model": MODEL, "with_conventions": True}
    recogniser = nlp.add_pipe("claimgraph_recogniser", name="recogniser", config=config)
    assert isinstance(recogniser, Recogniser)
    recogniser.initialize(lambda: examples, nlp=nlp)
    optimizer = Adam(0.02)
    for _ in range(60):
        recogniser.update(examples, sgd=optimizer, losses={})
    return recogniser


def found(doc: Doc) -> set[tuple[str, str]]:
    return {(mention.type, mention.text) for mention in doc._.mentions}


def test_labels_are_those_of_the_examples(trained: Recogniser) -> None:
    assert trained.labels == ("CellType", "Chemical", "Disease", "jnlpba:protein")


def test_it_learns_three_sentences_by_heart_and_nests_types(nlp: Language, trained: Recogniser) -> None:
    for text, marked in GOLD[:3]:
        doc = nlp(text)
        gold = {(label, name) for label, names in marked.items() for name in names}
        assert {(label, name) for label, name in found(doc) if label in marked} == gold
        assert all(doc.text[m.start : m.end] == m.text and 0 < m.score <= 1 for m in doc._.mentions)


def test_one_corpus_s_conventions_become_spans_not_mentions(nlp: Language, trained: Recogniser) -> None:
    doc = nlp(GOLD[3][0])
    assert [(span.label_, span.text) for span in doc.spans["jnlpba"]] == [("protein", "p53 protein")]
    trained.with_conventions = False
    own_types = nlp(GOLD[3][0])
    trained.with_conventions = True
    assert not own_types.spans
    assert own_types._.mentions == doc._.mentions
    assert {mention.type for mention in doc._.mentions} <= {"CellType", "Chemical", "Disease"}


def test_score_counts_only_what_the_reference_marks(nlp: Language, trained: Recogniser) -> None:
    examples = [example(nlp, text, marked) for text, marked in GOLD]
    for item in examples:
        item.predicted = nlp(item.predicted)
    scores = trained.score(examples)
    assert scores["mentions_f"] == 1.0
    assert scores["mentions_per_type"] == dict.fromkeys(trained.labels, 1.0)
    missed = example(nlp, GOLD[0][0], {"Chemical": ["Cisplatin"], "Disease": ["kidney failure", "mice"]})
    missed.predicted = nlp(missed.predicted)
    assert trained.score([missed])["mentions_per_type"] == {"Chemical": 1.0, "Disease": pytest.approx(2 / 3)}
    assert trained.score([]) == {"mentions_f": 0.0, "mentions_per_type": {}}


def test_labels_that_a_corpus_does_not_mark_get_no_gradient(nlp: Language, trained: Recogniser) -> None:
    item = example(nlp, "Cisplatin binds DNA.", {"Chemical": ["Cisplatin"], "never seen": ["DNA"]})
    logits = trained.predict([item.predicted])
    loss, [gradient] = trained.get_loss([item], [numpy.zeros_like(logits[0])])
    chemical = trained.labels.index("Chemical")
    assert loss > 0
    assert numpy.flatnonzero(gradient.any(axis=(0, 2))).tolist() == [chemical]
    assert gradient[0, chemical].tolist() == pytest.approx([0.2, 0.2, 0.2, 0.2, -0.8])
    assert gradient[1, chemical].tolist() == pytest.approx([-0.8, 0.2, 0.2, 0.2, 0.2])


def test_examples_without_labels_change_nothing(nlp: Language, trained: Recogniser) -> None:
    before = trained.model.get_ref("output").get_param("W").copy()
    losses = trained.update([example(nlp, "Nothing is marked.", {})], sgd=Adam(0.1), losses={})
    assert losses == {"recogniser": 0.0}
    # Adam goes on by its momentum: what counts is that no gradient comes
    trained.update([example(nlp, "Nothing is marked.", {})], losses=losses)
    assert not trained.model.get_ref("output").get_grad("W").any()
    trained.model.get_ref("output").set_param("W", before)


def logits_for(
    labels: Sequence[str], tokens: int, spans: list[tuple[str, int, int, float]]
) -> NDArray[numpy.float32]:
    """Logits that make just these (label, start, end, strength) the best spans."""
    logits = numpy.zeros((tokens, len(labels), 5), dtype="float32")
    logits[:, :, 0] = 1
    for label, start, end, strength in spans:
        column = labels.index(label)
        for token in range(start, end):
            tag = 4 if end - start == 1 else 1 if token == start else 3 if token == end - 1 else 2
            logits[token, column, tag] = strength
    return logits


@pytest.mark.parametrize(
    ("spans", "kept"),
    [
        ([("Chemical", 0, 2, 9), ("Disease", 1, 3, 5)], [("Chemical", 0, 2)]),  # crossing: the surer one
        ([("Chemical", 0, 2, 5), ("Disease", 1, 3, 9)], [("Disease", 1, 3)]),
        ([("Chemical", 0, 2, 5), ("Disease", 0, 2, 9)], [("Disease", 0, 2)]),  # equal: the surer one
        ([("CellType", 0, 3, 5), ("Disease", 0, 2, 9)], [("CellType", 0, 3), ("Disease", 0, 2)]),  # nested: both
        ([("CellType", 0, 3, 9), ("Disease", 2, 5, 8), ("Chemical", 4, 6, 7)],
         [("CellType", 0, 3), ("Chemical", 4, 6)]),
    ],
)  # fmt: skip
def test_crossing_spans_are_resolved(
    nlp: Language,
    trained: Recogniser,
    spans: list[tuple[str, int, int, float]],
    kept: list[tuple[str, int, int]],
) -> None:
    doc = Doc(nlp.vocab, words=["one", "two", "three", "four", "five", "six"])
    trained.set_annotations([doc], [logits_for(trained.labels, len(doc), spans)])
    assert [(m.type, m.start, m.end) for m in doc._.mentions] == [
        (label, doc[start].idx, doc[end - 1].idx + len(doc[end - 1])) for label, start, end in kept
    ]


def test_a_corpus_has_no_mentions_that_overlap(nlp: Language, trained: Recogniser) -> None:
    flat = Recogniser(nlp.vocab, trained.model, with_conventions=True)
    flat.cfg["labels"] = ["jnlpba:DNA", "jnlpba:cell_line", "jnlpba:protein"]
    doc = Doc(nlp.vocab, words=["one", "two", "three", "four", "five", "six"])
    spans = [
        ("jnlpba:DNA", 0, 3, 6),
        ("jnlpba:cell_line", 1, 2, 9),
        ("jnlpba:protein", 4, 6, 5),
        ("jnlpba:DNA", 4, 5, 4),
    ]
    flat.set_annotations([doc], [logits_for(flat.labels, len(doc), spans)])
    assert [(s.label_, s.start, s.end) for s in doc.spans["jnlpba"]] == [
        ("cell_line", 1, 2),
        ("protein", 4, 6),
    ]


def test_reading_scores_as_training_does(nlp: Language, trained: Recogniser) -> None:
    docs = [nlp.make_doc(text) for text in (GOLD[0][0], "", GOLD[1][0])]
    learnt, _ = trained.model(docs, True)
    for logits, read in zip(learnt, trained.predict(docs), strict=True):
        assert numpy.allclose(logits.reshape(read.shape), read, atol=1e-4)


def test_from_disk_gives_the_same_output(nlp: Language, trained: Recogniser, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    for text, _ in GOLD:
        assert again(text)._.mentions == nlp(text)._.mentions


def test_empty_docs_stand_beside_others(nlp: Language, trained: Recogniser) -> None:
    texts = ["", GOLD[0][0], ""]
    assert [len(doc._.mentions) for doc in nlp.pipe(texts)] == [0, len(nlp(GOLD[0][0])._.mentions), 0]
    assert nlp("")._.mentions == ()


def test_empty_docs_do_not_stop_learning(nlp: Language, trained: Recogniser) -> None:
    losses = trained.update([example(nlp, "", {}), example(nlp, *GOLD[0])], losses={})
    assert losses["recogniser"] > 0
