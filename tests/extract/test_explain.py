"""Explaining a stored claim: path, rule, model and score, from the document or from the store's sentences."""

from pathlib import Path

import pytest

from claimgraph.corpus.document import Document
from claimgraph.corpus.formats import read
from claimgraph.errors import QueryError, UnknownClaim
from claimgraph.extract.explain import explain
from claimgraph.extract.pair_relations import EXTRACTOR
from claimgraph.extract.pipeline import extract, load
from claimgraph.extract.store import ClaimStore

TEXT = (
    "Aspirin and fever\nFever was common on the ward. Aspirin lowered fever in most children. Nothing else helped."
    " Rofecoxib did not cause nausea in adults."
)


@pytest.fixture(scope="module")
def nlp():
    return load()


@pytest.fixture
def source(tmp_path) -> Path:
    path = tmp_path / "ward.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def store(nlp, source):
    (document,) = read(source)
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert(extract([document], nlp=nlp), pipeline="another 1")
        yield store


def claim_of(store, subject: str, extractor: str = ""):
    return next(c for c in store.claims() if c.subject.text == subject and c.extractor.startswith(extractor))


@pytest.mark.model
def test_a_rules_claim_is_told_by_its_rule_and_the_numbers_of_its_score(store, nlp) -> None:
    claim = claim_of(store, "Aspirin", "verb")
    told = explain(store, claim.key[:8], nlp=nlp)
    assert (told.claim, told.whole, told.found, told.pipeline) == (claim, True, True, "another 1")
    assert [(step.text, step.role) for step in told.path] == [
        ("Aspirin", "subject"),
        ("lowered", "trigger"),
        ("fever", "object"),
    ]
    assert [(step.edge, step.upward) for step in told.path] == [
        (None, False),
        ("nsubj", True),
        ("dobj", False),
    ]
    assert told.rule.name == claim.extractor
    assert told.rule.trigger == "lowered"
    assert told.rule.object == "the object of the verb"
    values = {part.what: part.value for part in told.score}
    assert (
        values["both together, with the doubt about the arguments"]
        == values["the score in the store"]
        == claim.score
    )
    assert round(told.rule.share * told.rule.left, 3) == values["the rule's score"]
    assert told.model.features


@pytest.mark.model
def test_a_denial_has_the_rules_score_alone(store, nlp) -> None:
    told = explain(store, claim_of(store, "Rofecoxib").key, nlp=nlp)
    assert told.claim.polarity == "negated"
    assert not any(part.what.startswith("both together") for part in told.score)
    assert told.score[0].value == told.claim.score


@pytest.mark.model
def test_without_the_source_the_stored_sentences_are_read(store, nlp, source) -> None:
    claim = claim_of(store, "Rofecoxib")
    whole = explain(store, claim.key, nlp=nlp)
    source.unlink()
    told = explain(store, claim.key, nlp=nlp)
    assert (told.whole, told.found) == (False, True)
    assert (told.path, told.rule) == (whole.path, whole.rule)


@pytest.mark.model
def test_a_source_without_the_text_is_an_error(store, nlp, tmp_path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Something else.", encoding="utf-8")
    with pytest.raises(QueryError, match=r"other\.txt: does not hold the text of ward"):
        explain(store, claim_of(store, "Aspirin").key, nlp=nlp, source=other)


@pytest.mark.model
def test_what_is_not_found_again_is_said_and_still_has_its_path(store, nlp) -> None:
    claim = claim_of(store, "Aspirin", "verb")
    store._connection.execute("UPDATE predicate SET name = 'binds' WHERE name = ?", (claim.predicate,))
    told = explain(store, claim.key, nlp=nlp)
    assert (told.found, told.rule) == (False, None)
    assert [step.text for step in told.path] == ["Aspirin", "lowered", "fever"]


@pytest.mark.model
def test_the_models_claim_has_the_models_probability(nlp) -> None:
    text = "Aspirin and nausea\nNausea followed aspirin. Nausea was seen with aspirin in all. Aspirin-induced nausea."
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert(extract([Document(id="N:2", text=text)], nlp=nlp))
        claims = [claim for claim in store.claims() if claim.extractor == EXTRACTOR]
        assert claims
        told = explain(store, claims[0].key, nlp=nlp)
    assert told.rule is None
    assert sum(told.model.probabilities.values()) == pytest.approx(1, abs=1e-3)
    assert told.model.claimed == ("positive",)


@pytest.mark.model
def test_an_unknown_key_and_a_beginning_of_several_are_errors(store, nlp) -> None:
    keys = sorted(claim.key for claim in store.claims())
    with pytest.raises(UnknownClaim, match="no claim of the key 'none'"):
        explain(store, "none", nlp=nlp)
    with pytest.raises(UnknownClaim, match="more than one claim") as raised:
        store.claim("")
    assert raised.value.keys[0] == keys[0]
