"""Learning the sentence model: who does what to whom, and how sure its claims are."""

import numpy
import pytest

from claimgraph.extract import learn_sentences as learning
from claimgraph.extract.learn_pairs import Course
from claimgraph.extract.learn_sentences import learn_sentences
from claimgraph.extract.pair_features import Told
from claimgraph.extract.pair_model import PairModel, PairWeights
from claimgraph.extract.score_combination import AS_JUDGED, Combination
from claimgraph.extract.sentence_examples import SentenceExample
from claimgraph.extract.sentence_outcomes import OUTCOMES, outcome_of

RAISES, RAISED = (outcome_of("increases", forward=forward) for forward in (True, False))


def example(word: str, outcome: int, number: int, *, telling: bool = True) -> SentenceExample:
    return SentenceExample(
        f"doc{number}",
        Told((("names",),), (((word,),),)),
        tuple(one == outcome for one in range(len(OUTCOMES))),
        classes=("Gene", "Gene"),
        telling=telling,
    )


def corpus(number: int, *, telling: bool = True, wrong: bool = False) -> list[SentenceExample]:
    """What a text says; `wrong`: that of two that raise one another nothing is said."""
    raises = (0, 0) if wrong else (RAISES, RAISED)
    return [
        example("b:raises", raises[0], number, telling=telling),
        example("b:raised by", raises[1], number, telling=telling),
        example("b:and", 0, number, telling=telling),
    ]


@pytest.fixture
def short(monkeypatch) -> None:
    monkeypatch.setattr(learning, "COURSE", Course(epochs=60, width=8, rarest=2, batch=16))


def weights_of(examples: list[SentenceExample]) -> PairWeights:
    pairs = PairWeights(
        (), *(numpy.zeros(0, "float32"),) * 4, rules=Combination(doubt=-0.5), own=Combination(unknown=-2.0)
    )
    return learn_sentences(examples, pairs)


def test_the_order_of_two_names_is_learnt_and_doubts_come_from_the_pairs(short) -> None:
    weights = weights_of([one for number in range(40) for one in corpus(number)])
    told = PairModel(weights).judge([one.case for one in corpus(0)])
    assert [one.outcome for one in told[:2]] == [RAISES, RAISED]
    assert told[0].related > 0.5 > told[2].related
    assert (weights.rules.doubt, weights.own.unknown) == (-0.5, -2.0)


def test_a_corpus_of_chosen_sentences_does_not_tell_how_sure_claims_are(short) -> None:
    """Half of what is claimed is wrong in whole texts; in the chosen sentences all of it is right."""
    whole = [one for number in range(40) for one in corpus(number, wrong=number % 2 == 0)]
    chosen = [one for number in range(40, 80) for one in corpus(number, telling=False)]
    alike = [one for number in range(40, 80) for one in corpus(number)]
    scores = []
    for added in (chosen, alike):
        weights = weights_of(whole + added)
        (judged,) = PairModel(weights).judge([corpus(0)[0].case])
        scores.append(weights.own.score("increases", model=judged.probabilities[RAISES]))
    assert scores[0] == pytest.approx(0.5, abs=0.1)
    assert scores[1] > scores[0] + 0.1


def test_nothing_seen_leaves_the_models_probabilities_as_they_are(short) -> None:
    weights = weights_of([one for number in range(9) for one in corpus(number, telling=False)])
    assert weights.own.model == AS_JUDGED.model
