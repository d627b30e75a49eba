"""What is asked of a pipeline, with one whose steps are a few rules each."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.benchmark.conventions import corpus_types
from claimgraph.extract.benchmark.gold import read_gold
from claimgraph.extract.benchmark.predict import predict
from claimgraph.extract.benchmark.predictions import PredictedMention
from claimgraph.extract.claim import Abbreviation, Claim, Concept, Evidence, Mention
from claimgraph.extract.scoring.parsing import ParsedToken

IDS = {"zetrol": "CHEBI:1", "quell fever": "MONDO:1"}
TYPES = {"zetrol": "Chemical", "quell fever": "Disease"}


@Language.component("test_recogniser")
def recognise(doc: Doc) -> Doc:
    found = re.finditer("zetrol|quell fever", doc.text)  # misses the capital
    doc._.mentions = tuple(
        Mention(start=one.start(), end=one.end(), text=one[0], type=TYPES[one[0]]) for one in found
    )
    doc.spans["biored"] = [Span(doc, 0, 1, label="ChemicalEntity")]
    return doc


@Language.component("test_terms")
def drop_upper(doc: Doc) -> Doc:
    doc._.mentions = tuple(one for one in doc._.mentions if one.text[0].islower())
    return doc


@Language.component("test_grounder")
def ground(doc: Doc) -> Doc:
    doc._.mentions = tuple(
        msgspec.structs.replace(one, concept=Concept(IDS[one.text.lower()], one.text, one.type))
        if one.text.lower() in IDS
        else one
        for one in doc._.mentions
    )
    return doc


@Language.component("test_abbreviations")
def abbreviate(doc: Doc) -> Doc:
    doc._.abbreviations = tuple(
        Abbreviation(one.span(1), (0, one.start(1) - 2)) for one in re.finditer(r"\((\w+)\)", doc.text)
    )
    return doc


@Language.component("test_claims")
def claim(doc: Doc) -> Doc:
    if len(doc._.mentions) > 1:
        subject, object_ = doc._.mentions[1], doc._.mentions[0]
        doc._.claims = (
            Claim(
                key="k",
                document=doc._.document.id,
                subject=subject,
                predicate="treats",
                object=object_,
                evidence=Evidence(0, len(doc.text), doc.text),
                score=0.5,
            ),
        )
    return doc


@Language.component("test_cutter", assigns=["token.is_sent_start"])
def cut_everywhere(doc: Doc) -> Doc:
    for token in doc:
        token.is_sent_start = True
    return doc


@Language.component("test_parser", assigns=["token.dep", "token.head", "token.tag"])
def parse(doc: Doc) -> Doc:
    for sentence in doc.sents:
        for token in sentence:
            token.head, token.dep_, token.tag_ = (
                sentence[0],
                "ROOT" if token.i == sentence.start else "dep",
                "NN",
            )
    return doc


@pytest.fixture
def nlp(monkeypatch: pytest.MonkeyPatch) -> Language:
    declare_attributes()
    nlp = spacy.blank("en")
    for name in ("cutter", "parser", "abbreviations", "recogniser", "terms", "grounder", "claims"):
        nlp.add_pipe(f"test_{name}")
    for name in ("recogniser", "terms", "grounder"):
        monkeypatch.setattr(nlp.get_pipe_meta(f"test_{name}"), "factory", f"claimgraph_{name}")
    return nlp


def test_raw_text(nlp: Language, corpora: Path) -> None:
    (prediction,) = predict(nlp, read_gold(corpora, "biored", "dev"), corpus="biored")
    assert prediction.mentions == (
        PredictedMention(24, 35, "Disease", "MONDO:1"),
        PredictedMention(51, 57, "Chemical", "CHEBI:1"),
        PredictedMention(65, 76, "Disease", "MONDO:1"),
    )
    (claim,) = prediction.claims
    assert (claim.subject, claim.predicate, claim.object) == ("CHEBI:1", "treats", "MONDO:1")
    assert len(prediction.sentences) > 10
    assert prediction.own_spans is None  # no step declares labels of this corpus


class _Discreet:
    """A recogniser that keeps what follows a corpus's conventions to itself, unless it is asked."""

    labels = ("biored:ChemicalEntity",)

    def __init__(self) -> None:
        self.with_conventions = False

    def __call__(self, doc: Doc) -> Doc:
        if self.with_conventions:
            doc.spans["biored"] = [Span(doc, 0, 1, label="ChemicalEntity")]
        return doc


@Language.factory("test_discreet")
def make_discreet(nlp: Language, name: str) -> _Discreet:
    return _Discreet()


def test_the_recogniser_is_asked_for_what_it_keeps_from_its_users(nlp: Language, corpora: Path) -> None:
    nlp.add_pipe("test_discreet", name="recogniser")
    nlp.remove_pipe("test_recogniser")
    (prediction,) = predict(nlp, read_gold(corpora, "biored", "dev"), corpus="biored")
    assert prediction.own_spans == ((0, 6, "ChemicalEntity"),)


def test_title_and_abstract_are_told_apart_as_in_any_document(
    nlp: Language, corpora: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    monkeypatch.setattr(nlp, "pipe", lambda docs: (seen.append(doc) or doc for doc in docs))
    list(predict(nlp, read_gold(corpora, "biored", "dev"), corpus="biored"))
    text, sections = seen[0].text, seen[0]._.document.sections
    assert [(one.label, text[one.start : one.end]) for one in sections] == [
        ("TITLE", "Zetrol lowers gabrin in quell fever."),
        ("OTHER", "We found that zetrol treats quell fever."),
    ]


def test_a_pipeline_that_only_finds_mentions_is_asked_for_no_more(nlp: Language, corpora: Path) -> None:
    gold = read_gold(corpora, "biored", "dev")
    nlp.remove_pipe("test_parser")
    (prediction,) = predict(nlp, gold, corpus="biored", way="left-out")
    assert [(one.start, one.type, one.id) for one in prediction.mentions] == [
        (24, "Disease", None),
        (51, "Chemical", None),
        (65, "Disease", None),
    ]
    assert prediction.claims == ()
    (whole,) = predict(nlp, gold, corpus="biored")
    assert whole.claims  # the steps are back


def test_abbreviations_are_told_as_words(nlp: Language, corpora: Path) -> None:
    (prediction,) = predict(nlp, read_gold(corpora, "med1250", "dev"), corpus="med1250")
    assert prediction.abbreviations == (("QF", "Quell fever"),)


def test_gold_mentions_take_the_place_of_the_recognised(nlp: Language, corpora: Path) -> None:
    gold = read_gold(corpora, "biored", "dev")
    joint_type = corpus_types("biored").joint_of_gold
    (prediction,) = predict(nlp, gold, corpus="biored", way="gold-mentions", joint_type=joint_type)
    assert [(one.start, one.type, one.id) for one in prediction.mentions] == [
        (0, "Chemical", "CHEBI:1"),
        (14, "GeneOrGeneProduct", None),
        (24, "Disease", "MONDO:1"),
        (51, "Chemical", "CHEBI:1"),
        (65, "Disease", "MONDO:1"),
    ]
    assert prediction.claims == ()


def test_a_gold_sentence_is_parsed_whole(nlp: Language, corpora: Path) -> None:
    (prediction,) = predict(nlp, read_gold(corpora, "genia", "dev"), corpus="genia", way="gold-sentences")
    assert prediction.tokens[0] == ParsedToken(0, 6, 0, "ROOT", "NN")
    assert [token.head for token in prediction.tokens] == [0, 0, 0, 0]
    assert prediction.mentions == ()
