"""What the sentence model adds: who does what to whom, in place of the pair model's relations, and scores of rules."""

import msgspec
import pytest

from claimgraph.corpus.document import Document
from claimgraph.extract.claim import Concept
from claimgraph.extract.components.claims import claims_of_doc
from claimgraph.extract.components.relations import Relations
from claimgraph.extract.explain import explain
from claimgraph.extract.feature_names import FeatureNames
from claimgraph.extract.learnt_relations import Models, names_of, with_models
from claimgraph.extract.pair_model import Judgement, pair_model, sentence_model
from claimgraph.extract.pair_outcomes import OUTCOMES as PAIR_OUTCOMES
from claimgraph.extract.pipeline import extract, load
from claimgraph.extract.score_combination import AS_JUDGED, Combination
from claimgraph.extract.sentence_outcomes import OUTCOMES, claimed_as, outcome_names, outcome_of
from claimgraph.extract.sentence_relations import EXTRACTOR, FLOOR, LEAST, THRESHOLD, fitting_outcomes
from claimgraph.extract.store import ClaimStore

CHEMICAL_GENE = ("Chemical", "Gene")
SEEN = "Zorvin|NN|2|nsubj was|VBD|1|cop seen|VBN|0|ROOT with_|IN|1|case KinA|NN|-2|nmod .|.|-3|punct"
LISTED = "Zorvin|NN|0|ROOT ,|,|-1|punct KinA|NN|-2|appos .|.|-3|punct"
LOWERS = "Zorvin|NN|1|nsubj lowered|VBD|0|ROOT KinA|NN|-1|dobj .|.|-2|punct"
DENIED = "Zorvin|NN|3|nsubj did|VBD|2|aux not|RB|1|neg meet_|VB|0|ROOT KinA|NN|-1|dobj .|.|-2|punct"


class Scores(msgspec.Struct):
    """The part of the weights that scores claims, and the features that are known."""

    rules: Combination = Combination(0.0, 0.5, 0.5)
    own: Combination = AS_JUDGED
    features: tuple[str, ...] = ()


class Sure:
    """A model that says the same of everything that it is asked."""

    names = FeatureNames()

    def __init__(self, outcome: int, probability: float = 0.8, *, outcomes: int = len(OUTCOMES)) -> None:
        given = [0.0] * outcomes
        given[0] = 1 - probability
        given[outcome] = probability
        self.given, self.outcome, self.weights = tuple(given), outcome, Scores()

    def judge(self, cases):
        return [Judgement(self.given, self.outcome, tuple(range(len(case.of_places)))) for case in cases]


def sentences(act: str, *, forward: bool = True, probability: float = 0.8) -> Models:
    return Models(None, Sure(outcome_of(act, forward=forward), probability))


def named(parsed, with_mentions, *texts: str, chemical: str = "Chemical"):
    doc = with_mentions(parsed(*texts), {"Zorvin": chemical, "KinA": "GeneOrGeneProduct"})
    doc._.mentions = tuple(
        msgspec.structs.replace(one, concept=Concept(f"X:{one.text}", one.text, one.type), score=0.99)
        for one in doc._.mentions
    )
    doc._.relations = ()
    return doc


@pytest.mark.parametrize(
    ("act", "forward", "claim"),
    [
        ("increases", True, ("Zorvin", "increases", "KinA", "increased")),
        ("decreases", True, ("Zorvin", "decreases", "KinA", "decreased")),
        ("binds", True, ("Zorvin", "binds", "KinA", None)),
        ("is part of", True, ("Zorvin", "part_of", "KinA", None)),
        ("is acted on by", True, ("KinA", "regulates", "Zorvin", None)),
        ("is made by", True, ("KinA", "increases", "Zorvin", "increased")),
    ],
)
def test_what_is_said_of_two_names_is_claimed_of_who_does_it(
    parsed, with_mentions, act, forward, claim
) -> None:
    doc = named(parsed, with_mentions, SEEN)
    (one,) = with_models(doc, sentences(act, forward=forward))
    assert (one.subject.text, one.predicate, one.object.text, one.direction) == claim
    assert one.extractor == EXTRACTOR


def test_the_second_may_act_on_the_first(parsed, with_mentions) -> None:
    doc = named(parsed, with_mentions, SEEN, chemical="GeneOrGeneProduct")
    (one,) = with_models(doc, sentences("decreases", forward=False))
    assert (one.subject.text, one.predicate, one.object.text) == ("KinA", "decreases", "Zorvin")


def test_what_cannot_be_between_such_two_is_not_claimed(parsed, with_mentions) -> None:
    doc = named(parsed, with_mentions, SEEN)
    assert with_models(doc, sentences("increases", forward=False)) == []  # no gene increases a chemical
    assert with_models(doc, sentences("regulates")) == []


@pytest.mark.parametrize(
    ("probability", "claims"), [(THRESHOLD - 0.01, 0), (FLOOR - 0.01, 0), (FLOOR + 0.01, 1)]
)
def test_an_improbable_relation_is_not_claimed(parsed, with_mentions, probability, claims) -> None:
    doc = named(parsed, with_mentions, SEEN)
    assert len(with_models(doc, sentences("increases", probability=probability))) == claims


def test_a_name_without_identifier_needs_more(parsed, with_mentions) -> None:
    doc = named(parsed, with_mentions, SEEN)
    doc._.mentions = tuple(
        msgspec.structs.replace(one, concept=None, score=0.0) if one.text == "KinA" else one
        for one in doc._.mentions
    )
    assert with_models(doc, sentences("increases", probability=0.45)) == []
    assert len(with_models(doc, sentences("increases", probability=0.55))) == 1


def test_members_of_a_list_are_left_alone(parsed, with_mentions) -> None:
    assert with_models(named(parsed, with_mentions, LISTED), sentences("increases")) == []


def test_what_the_sentence_says_stands_in_place_of_what_the_pair_is_said_to_be(parsed, with_mentions) -> None:
    doc = named(parsed, with_mentions, SEEN)
    pairs = Sure(PAIR_OUTCOMES.index("association"), 0.95, outcomes=len(PAIR_OUTCOMES))
    (alone,) = with_models(doc, Models(pairs))
    (one,) = with_models(doc, Models(pairs, sentences("decreases").sentences))
    assert (alone.predicate, one.predicate) == ("associated_with", "decreases")
    assert one.score < alone.score  # how sure the pair is says nothing of who does what


def test_the_rules_claim_stands_and_is_scored_by_what_the_sentence_says(parsed, with_mentions) -> None:
    doc = named(parsed, with_mentions, LOWERS)
    (rule,) = Relations()(doc)._.relations
    (fitting,) = with_models(doc, sentences("decreases"))
    (against,) = with_models(doc, sentences("increases", probability=0.5))
    assert fitting.extractor == against.extractor == rule.extractor
    assert fitting.combined > against.combined


def test_what_the_words_deny_is_not_claimed(parsed, with_mentions) -> None:
    doc = named(parsed, with_mentions, DENIED)
    doc._.relations = tuple(with_models(doc, sentences("binds")))
    assert len(doc._.relations) == 1
    assert claims_of_doc(doc) == ()


@pytest.mark.parametrize(("given", "claims"), [(LEAST - 0.01, 0), (FLOOR - 0.01, 0), (FLOOR + 0.01, 1)])
def test_what_is_said_must_be_probable_and_not_only_that_something_is(
    parsed, with_mentions, given, claims
) -> None:
    doc = named(parsed, with_mentions, SEEN)
    model = Sure(outcome_of("increases", forward=True), given)
    model.given = (0.2, *model.given[1:])  # related with 0.8
    assert len(with_models(doc, Models(None, model))) == claims


def test_names_far_apart_need_more(parsed, with_mentions) -> None:
    far = SEEN.replace("seen|VBN", " ".join(["quite|RB|1|advmod"] * 30) + " seen|VBN")
    doc = named(parsed, with_mentions, far)
    assert with_models(doc, sentences("increases", probability=0.7)) == []
    assert len(with_models(doc, sentences("increases", probability=0.8))) == 1


def test_outcomes_have_names_and_claims_that_lead_back_to_them() -> None:
    assert len(set(outcome_names())) == len(OUTCOMES)
    assert outcome_names()[outcome_of("decreases", forward=False)] == "second decreases first"
    for number, outcome in enumerate(OUTCOMES[1:], start=1):
        for classes in (CHEMICAL_GENE, CHEMICAL_GENE[::-1], ("Gene", "Gene")):
            claim = claimed_as(outcome, classes)
            if claim is not None:
                predicate, forward = claim
                assert number in fitting_outcomes(predicate, classes, forward=forward)


def test_a_predicate_that_the_model_does_not_know_fits_nothing() -> None:
    assert fitting_outcomes("located_in", CHEMICAL_GENE, forward=True) == ()
    assert fitting_outcomes("decreases", ("Gene", "Chemical"), forward=True) == ()


@pytest.mark.model
def test_both_models_ship_and_their_features_are_read_together() -> None:
    names = names_of(pair_model(), sentence_model())
    for model in (pair_model(), sentence_model()):
        kind, _, value = model.weights.features[0].partition(":")
        assert names.kind(kind)(value) == model.weights.features[0]
    assert sentence_model().weights.output.shape[1] == len(OUTCOMES)


@pytest.mark.model
def test_the_shipped_model_knows_who_does_what() -> None:
    nlp = load()
    doc = nlp(
        "Erlotinib was followed by a drop in EGFR activity. EGF, which is secreted, drives EGFR activation."
    )
    said = {(one.subject.text, one.predicate, one.object.text) for one in doc._.relations}
    assert ("EGF", "increases", "EGFR") in said
    assert not {("EGFR", "increases", "EGF"), ("Erlotinib", "increases", "EGFR")} & said


@pytest.mark.model
def test_a_claim_of_the_sentence_model_is_explained_by_it() -> None:
    nlp = load()
    text = "A study\nErlotinib was followed by a drop in EGFR activity."
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert(extract([Document(id="N:1", text=text)], nlp=nlp))
        claims = [claim for claim in store.claims() if claim.extractor == EXTRACTOR]
        assert claims
        told = explain(store, claims[0].key, nlp=nlp)
    assert told.rule is None
    assert len(told.model.claimed) == 1
    assert set(told.model.probabilities) == set(outcome_names())
    given = told.model.probabilities[told.model.claimed[0]]
    assert {part.what: part.value for part in told.score}["what the model gives to it"] == pytest.approx(
        given, abs=1e-3
    )
