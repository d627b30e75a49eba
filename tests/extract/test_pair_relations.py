"""What the model adds to the rules: no doubles, the outer mentions, records that stay valid, and scores of both."""

import msgspec
import pytest

from claimgraph.corpus.document import Document
from claimgraph.extract.claim import Concept, Mention
from claimgraph.extract.components.claims import claims_of_doc
from claimgraph.extract.feature_names import FeatureNames, KnownNames
from claimgraph.extract.learnt_relations import Models, with_models
from claimgraph.extract.pair_features import PairReader
from claimgraph.extract.pair_model import Judgement
from claimgraph.extract.pair_outcomes import OUTCOMES
from claimgraph.extract.pair_relations import EXTRACTOR, FLOOR, LEAST_FOR_VAGUE
from claimgraph.extract.pipeline import extract, load
from claimgraph.extract.score_combination import AS_JUDGED, Combination

COOCCUR = "Aspirin|NN|2|nsubj was|VBD|1|cop given|VBN|0|ROOT with_|IN|1|case nausea|NN|-2|nmod .|.|-3|punct"
SEEN = "Nausea|NN|1|nsubj occurred_|VBD|0|ROOT .|.|-1|punct"
UNSEEN = "Nausea|NN|3|nsubj did|VBD|2|aux not|RB|1|neg occur_|VB|0|ROOT .|.|-1|punct"
UNSURE = "Nausea|NN|2|nsubj may|MD|1|aux occur_|VB|0|ROOT .|.|-1|punct"
GIVEN = "Aspirin|NN|2|nsubjpass was|VBD|1|auxpass given_|VBN|0|ROOT .|.|-1|punct"
DENIES = "Aspirin|NN|3|nsubj did|VBD|2|aux not|RB|1|neg relieve|VB|0|ROOT nausea_|NN|-1|dobj .|.|-2|punct"
APART = "Some|DT|1|det vomited|VBD|0|ROOT from|IN|1|case headache|NN|-2|nmod .|.|-3|punct"


class Scores(msgspec.Struct):
    """The part of the weights that scores claims."""

    rules: Combination
    own: Combination
    features: tuple[str, ...] = ()


class Sure:
    """A model that takes every pair for related in one way."""

    names = FeatureNames()

    def __init__(self, outcome: str, probability: float = 0.9, own: Combination = AS_JUDGED) -> None:
        place = OUTCOMES.index(outcome)
        rest = (1 - probability) if place else 0.0
        self.judgement = [
            rest if n == 0 else probability if n == place else 0.0 for n in range(len(OUTCOMES))
        ]
        self.outcome = place
        self.weights = Scores(Combination(0.0, 0.5, 0.5), own)

    def judge(self, cases):
        return [
            Judgement(tuple(self.judgement), self.outcome, tuple(range(len(case.of_places))))
            for case in cases
        ]


@pytest.fixture
def doc(parsed, with_mentions):
    return with_mentions(parsed(COOCCUR, APART), {"Aspirin": "Chemical", "nausea": "Disease"})


def test_a_probable_pair_becomes_a_claim_with_its_sentence(doc) -> None:
    doc._.relations = ()
    doc._.relations = tuple(with_models(doc, Models(Sure("positive"))))
    (claim,) = claims_of_doc(doc)
    assert (claim.subject.text, claim.predicate, claim.object.text) == ("Aspirin", "causes", "nausea")
    assert (claim.extractor, claim.score, claim.direction) == (EXTRACTOR, 0.9, None)
    assert claim.evidence.text == next(iter(doc.sents)).text.strip()
    assert doc.text[claim.evidence.start : claim.evidence.end] == claim.evidence.text


def test_a_claims_score_is_what_was_learnt_of_such_claims(doc) -> None:
    doc._.relations = ()
    (one,) = with_models(doc, Models(Sure("positive", 0.9, Combination(-1.0, 0.0, 1.0))))
    (unknown,) = with_models(doc, Models(Sure("positive", 0.9, Combination(-1.0, 0.0, 1.0, unknown=-1.0))))
    assert unknown.score < one.score < 0.9


def test_an_association_is_as_probable_as_any_relation(doc) -> None:
    doc._.relations = ()
    sure = Sure("association", 0.5)
    sure.judgement[OUTCOMES.index("positive")] = 0.3
    sure.judgement[0] = 0.2
    (relation,) = with_models(doc, Models(sure))
    assert (relation.predicate, relation.score) == ("associated_with", 0.8)


def test_what_the_words_deny_the_model_does_not_claim(parsed, with_mentions) -> None:
    doc = with_mentions(parsed(DENIES), {"Aspirin": "Chemical", "nausea": "Disease"})
    doc._.relations = ()
    doc._.relations = tuple(with_models(doc, Models(Sure("negative"))))
    assert len(doc._.relations) == 1
    assert claims_of_doc(doc) == ()


@pytest.mark.parametrize(
    ("first", "second", "certainties"),
    [(SEEN, GIVEN, ["certain"]), (UNSURE, GIVEN, ["possible"]), (UNSEEN, GIVEN, []), (GIVEN, UNSEEN, [])],
)
def test_what_stands_in_two_sentences_is_denied_or_hedged_by_either(
    parsed, with_mentions, monkeypatch, first, second, certainties
) -> None:
    monkeypatch.setattr("claimgraph.extract.concept_pairs.OFTEN", 1)
    doc = with_mentions(parsed(first, second), {"Aspirin": "Chemical", "Nausea": "Disease"})
    doc._.relations = tuple(with_models(doc, Models(Sure("positive"))))
    (relation,) = doc._.relations
    assert len(relation.triggers) == 2
    assert doc[relation.triggers[0]].sent.start > doc[relation.triggers[1]].sent.start
    claims = claims_of_doc(doc)
    assert [claim.certainty for claim in claims] == certainties
    for claim in claims:
        assert claim.evidence.text == doc.text.strip()


def test_a_rules_denial_leaves_the_model_nothing_to_claim_in_its_sentence(parsed, with_mentions) -> None:
    doc = with_mentions(
        parsed(DENIES, COOCCUR.replace("Aspirin", "aspirin")), {"Aspirin": "Chemical", "nausea": "Disease"}
    )
    assert [relation.extractor for relation in doc._.relations] == ["verb subj:dobj"]
    doc._.relations = tuple(with_models(doc, Models(Sure("negative"))))
    assert [(c.extractor, c.polarity) for c in claims_of_doc(doc)] == [("verb subj:dobj", "negated")]


def test_what_stands_far_apart_in_a_list_is_no_pair(parsed, with_mentions) -> None:
    between = " ".join(["item|NN|-1|dep"] * 120)
    doc = with_mentions(
        parsed(f"Aspirin|NN|0|ROOT {between} nausea_|NN|-1|dep .|.|-1|punct"),
        {"Aspirin": "Chemical", "nausea": "Disease"},
    )
    doc._.relations = ()
    assert list(PairReader(doc).cases()) == []


@pytest.mark.parametrize("probability", [0.1, 0.25])
def test_mere_mention_is_no_claim(doc, probability) -> None:
    doc._.relations = ()
    assert with_models(doc, Models(Sure("positive", probability))) == []


@pytest.mark.parametrize(("probability", "claims"), [(0.5, 0), (0.7, 1)])
def test_what_has_no_identifier_must_be_surer(doc, probability, claims) -> None:
    doc._.relations = ()
    assert all(one.concept is None for one in doc._.mentions)
    assert len(with_models(doc, Models(Sure("positive", probability)))) == claims


@pytest.mark.parametrize(
    ("words", "probability", "claims"), [(10, 0.7, 1), (30, 0.7, 0), (30, 0.8, 1), (10, 0.8, 1)]
)
def test_what_stands_far_apart_must_be_surer(parsed, with_mentions, words, probability, claims) -> None:
    between = " ".join(["item|NN|-1|dep"] * words)
    doc = with_mentions(
        parsed(f"Aspirin|NN|0|ROOT {between} nausea_|NN|-1|dep .|.|-1|punct"),
        {"Aspirin": "Chemical", "nausea": "Disease"},
    )
    doc._.relations = ()
    assert len(with_models(doc, Models(Sure("positive", probability)))) == claims


@pytest.mark.parametrize(
    ("probability", "predicate"), [(0.59, "associated_with"), (0.65, "positively_correlated_with")]
)
def test_a_sign_between_genes_must_be_surer_than_that_they_are_related(
    parsed, with_mentions, probability, predicate
) -> None:
    doc = with_mentions(parsed(COOCCUR), {"Aspirin": "GeneOrGeneProduct", "nausea": "GeneOrGeneProduct"})
    doc._.mentions = tuple(msgspec.structs.replace(one, score=1.0) for one in doc._.mentions)
    doc._.relations = ()
    assert [one.predicate for one in with_models(doc, Models(Sure("positive", probability)))] == [predicate]


@pytest.mark.parametrize(
    ("between", "claims"),
    [("(|-LRB-|1|punct", 0), (",|,|1|punct", 0), ("/|HYPH|1|punct", 1), ("for|IN|1|case", 1)],
)
def test_two_names_side_by_side_state_nothing(parsed, with_mentions, between, claims) -> None:
    doc = with_mentions(
        parsed(f"Aspirin|NN|0|ROOT {between} nausea|NN|-2|nmod was|VBD|-3|dep seen_|VBN|-1|dep .|.|-5|punct"),
        {"Aspirin": "Chemical", "nausea": "Disease"},
    )
    doc._.relations = ()
    assert len(with_models(doc, Models(Sure("positive", 0.9)))) == claims


@pytest.mark.parametrize(("outcome", "claims"), [("positive", 1), ("negative", 0)])
def test_a_therapy_must_be_surer_than_a_harm(doc, outcome, claims) -> None:
    known = Concept("X:1", "x", "Chemical"), Concept("X:2", "y", "Disease")
    doc._.mentions = tuple(
        msgspec.structs.replace(one, concept=concept, score=1.0)
        for one, concept in zip(doc._.mentions, known, strict=True)
    )
    doc._.relations = ()
    assert len(with_models(doc, Models(Sure(outcome, 0.35)))) == claims


@pytest.mark.parametrize(
    ("predicate", "probability", "claimed"),
    [
        ("associated_with", LEAST_FOR_VAGUE + 0.1, ["causes"]),
        ("associated_with", LEAST_FOR_VAGUE - 0.1, ["associated_with"]),
        ("regulates", 0.9, ["regulates"]),
    ],
)
def test_a_plain_association_gives_way_to_what_says_more(
    doc, relate, predicate, probability, claimed
) -> None:
    known = Concept("X:1", "x", "Chemical"), Concept("X:2", "y", "Disease")
    rule = relate(doc, "Aspirin", "given", "nausea", predicate=predicate, types=("Chemical", "Disease"))
    ends = [
        msgspec.structs.replace(one, concept=concept, score=1.0)
        for one, concept in zip((rule.subject, rule.object), known, strict=True)
    ]
    doc._.mentions = tuple(ends)
    doc._.relations = (msgspec.structs.replace(rule, subject=ends[0], object=ends[1]),)
    doc._.relations = tuple(with_models(doc, Models(Sure("positive", probability))))
    assert [one.predicate for one in claims_of_doc(doc)] == claimed


@pytest.mark.model
@pytest.mark.parametrize(
    "text", ["Rofecoxib was not associated with gout.", "Cisplatin was not associated with nausea."]
)
def test_a_denied_association_does_not_give_way(text: str) -> None:
    (record,) = extract([Document(id="TEXT:1", text=text)], nlp=load())
    (claim,) = record.claims
    assert (claim.predicate, claim.polarity) == ("associated_with", "negated")


def test_what_is_improbable_all_in_all_is_not_claimed(doc, relate) -> None:
    rule = relate(doc, "Aspirin", "given", "nausea", predicate="causes", types=("Chemical", "Disease"))
    for relations in ((), (rule,)):
        for bias, claims in ((0.0, 1), (-6.0, 0)):
            doc._.relations = relations
            model = Sure("positive", 0.9, Combination(bias, 0.0, 1.0))
            model.weights = Scores(Combination(bias, 0.5, 0.5), model.weights.own)
            doc._.relations = tuple(with_models(doc, Models(model)))
            assert len(claims_of_doc(doc)) == claims
            assert all(claim.score >= FLOOR for claim in claims_of_doc(doc))


def test_what_a_rule_reads_needs_less_than_what_the_model_says(doc, relate) -> None:
    rule = relate(doc, "Aspirin", "given", "nausea", predicate="causes", types=("Chemical", "Disease"))
    for relations, claims in (((), 0), ((rule,), 1)):
        model = Sure("positive", 0.9, Combination(-4.4, 0.0, 1.0))
        model.weights = Scores(Combination(-4.4, 0.5, 0.5), model.weights.own)
        doc._.relations = relations
        doc._.relations = tuple(with_models(doc, Models(model)))
        assert len(claims_of_doc(doc)) == claims


def test_an_outcome_that_the_classes_do_not_have_is_no_claim(doc) -> None:
    doc._.relations = ()
    assert with_models(doc, Models(Sure("binding"))) == []


def test_a_rule_in_the_sentence_stands_alone_with_the_score_of_both(doc, relate) -> None:
    rule = relate(doc, "Aspirin", "given", "nausea", predicate="causes", types=("Chemical", "Disease"))
    doc._.relations = (rule,)
    (relation,) = with_models(doc, Models(Sure("positive", 0.95)))
    assert relation.extractor == rule.extractor
    assert rule.score < relation.combined < 0.95
    (denied,) = with_models(doc, Models(Sure("negative", 0.95)))
    assert denied.combined < rule.score


def test_a_model_is_told_what_it_knows_of_all_that_is_told_in_the_same_order(doc, relate) -> None:
    rule = relate(doc, "Aspirin", "given", "nausea", predicate="causes", types=("Chemical", "Disease"))
    doc._.relations = (rule,)
    (every,) = PairReader(doc).cases()
    told = [one for parts in (every.features, *every.of_places) for part in parts for one in part]
    assert {"b:with", "CDb:with", "rule:causes", "Chead:aspirin", "top:given", "p:given"} <= set(told)
    known = told[::2]
    (some,) = PairReader(doc, KnownNames(known)).cases()
    left = [one for parts in (some.features, *some.of_places) for part in parts for one in part]
    assert left == [one for one in told if one in set(known)]


def test_a_denied_relation_keeps_its_own_score(doc, relate) -> None:
    rule = relate(
        doc, "Aspirin", "given", "nausea", predicate="causes", types=("Chemical", "Disease"), negated=True
    )
    doc._.relations = (rule,)
    assert with_models(doc, Models(Sure("positive")))[0] == rule


def test_a_mention_within_another_is_no_argument(doc) -> None:
    doc._.relations = ()
    start = doc.text.index("nausea")
    doc._.mentions = (*doc._.mentions, Mention(start=start, end=start + 3, text="nau", type="Chemical"))
    assert {case.pair.other.key for case in PairReader(doc).cases()} == {"Disease nausea"}
