"""The parser in numpy: the parses that spaCy's own search finds, and the sentences that it is given."""

from __future__ import annotations

import random

import numpy
import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import DependencyParser
from spacy.tokens import Doc
from spacy.training import Example

from claimgraph.extract import greedy_parse
from claimgraph.extract.components import parser
from claimgraph.extract.components.parser import SentenceParser

WORDS = ["IL-2", "treats", "advanced", "melanoma", "in", "patients", "who", "had", "not", "been", "fever"]
LABELS = ["nsubj", "obj", "amod", "case", "nmod||obj", "conj"]


def sentences(nlp: Language, seed: int) -> Doc:
    """A document of a few sentences of any words."""
    chooser = random.Random(seed)
    lengths = [chooser.randint(1, 12) for _ in range(chooser.randint(1, 5))]
    words = [chooser.choice(WORDS) for _ in range(sum(lengths))]
    starts = {sum(lengths[:i]) for i in range(len(lengths))}
    return Doc(nlp.vocab, words=words, sent_starts=[i in starts for i in range(len(words))])


def annotated(nlp: Language, seed: int) -> Doc:
    """Such a document with any projective tree: each word hangs on the word before or on the first."""
    doc = sentences(nlp, seed)
    chooser = random.Random(seed)
    heads, deps = [], []
    for sentence in doc.sents:
        for token in sentence:
            is_root = token.i == sentence.start
            heads.append(token.i if is_root else chooser.choice([token.i - 1, sentence.start]))
            deps.append("ROOT" if is_root else chooser.choice(LABELS[:4]))
    words = [token.text for token in doc]
    return Doc(nlp.vocab, words=words, heads=heads, deps=deps)


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec")
    nlp.add_pipe("claimgraph_parser", name="parser", config={"min_action_freq": 1})
    examples = [
        Example(Doc(nlp.vocab, words=[token.text for token in doc]), doc)
        for doc in (annotated(nlp, seed) for seed in range(40))
    ]
    nlp.initialize(lambda: examples)
    numbers = numpy.random.default_rng(0)
    for part in ("lower", "upper"):
        layer = nlp.get_pipe("parser").model.get_ref(part)
        for name in layer.param_names:
            values = numbers.normal(size=layer.get_param(name).shape).astype("float32")
            layer.set_param(name, values)
    optimizer = nlp.resume_training()
    for _ in range(20):
        nlp.update(examples, sgd=optimizer)
    return nlp


@pytest.fixture(autouse=True)
def side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    """However little there is to do."""
    monkeypatch.setattr(parser, "_WORTH", 0)


def trees(docs: list[Doc]) -> list[list[tuple[int, str, bool]]]:
    return [[(token.head.i, token.dep_, bool(token.is_sent_start)) for token in doc] for doc in docs]


@pytest.mark.parametrize("seed", range(20))
def test_spacys_own_search_finds_the_same(nlp: Language, seed: int) -> None:
    ours = nlp.get_pipe("parser")
    assert isinstance(ours, SentenceParser)
    spacys = DependencyParser(nlp.vocab, ours.model, moves=ours.moves)
    found = []
    for search in (spacys, ours):
        docs = [sentences(nlp, 100 * seed + number) for number in range(5)]
        for doc in docs:
            nlp.get_pipe("tok2vec")(doc)
        found.append(trees(list(search.pipe(docs, batch_size=3))))
    assert found[0] == found[1]


def test_sentences_stay_as_they_are_given(nlp: Language) -> None:
    docs = [sentences(nlp, seed) for seed in range(5)]
    starts = [[sentence.start for sentence in doc.sents] for doc in docs]
    parsed = list(nlp.pipe(docs))
    assert [[sentence.start for sentence in doc.sents] for doc in parsed] == starts
    assert all(token.dep_ == "ROOT" for doc in parsed for token in doc if token.head == token)


def test_where_sentences_are_unknown_spacy_parses(nlp: Language) -> None:
    doc = nlp("IL-2 treats melanoma and causes fever")
    assert doc.has_annotation("DEP")
    mixed = list(nlp.pipe([sentences(nlp, 1), nlp.make_doc("IL-2 treats melanoma")]))
    assert all(doc.has_annotation("DEP") for doc in mixed)


def test_nothing_to_parse(nlp: Language) -> None:
    empty = Doc(nlp.vocab)
    assert [len(doc) for doc in nlp.pipe([empty, sentences(nlp, 2), empty])][::2] == [0, 0]
    assert len(next(nlp.pipe([Doc(nlp.vocab)]))) == 0


@pytest.mark.parametrize(("long", "worth"), [(5, 0), (150, 20), (5, 1), (150, 0)])
def test_who_parses_makes_no_difference(
    nlp: Language, monkeypatch: pytest.MonkeyPatch, long: int, worth: int
) -> None:
    expected = trees(list(nlp.pipe([sentences(nlp, seed) for seed in range(12)])))
    monkeypatch.setattr(parser, "_LONG", long)
    monkeypatch.setattr(parser, "_WORTH", worth)
    docs = [sentences(nlp, seed) for seed in range(12)]
    assert trees(list(nlp.pipe([*docs[:5], Doc(nlp.vocab), *docs[5:]])))[:5] == expected[:5]
    assert trees(docs) == expected


def test_a_word_alone(nlp: Language) -> None:
    [doc] = nlp.pipe([Doc(nlp.vocab, words=["melanoma"], sent_starts=[True])])
    assert (doc[0].head.i, doc[0].dep_) == (0, "ROOT")


@pytest.mark.parametrize("block", [1, 7, 30])
def test_how_many_are_parsed_at_a_time_makes_no_difference(
    nlp: Language, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    texts = [*(sentences(nlp, seed) for seed in range(8)), Doc(nlp.vocab), sentences(nlp, 8)]
    expected = trees(list(nlp.pipe(doc.copy() for doc in texts)))
    monkeypatch.setattr(greedy_parse, "_BLOCK", block)
    assert trees(list(nlp.pipe(texts))) == expected
