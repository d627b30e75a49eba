"""Learning the relation model: from labels of whole pairs, without chance, and never from what a label leaves open."""

import numpy
import pytest

from claimgraph.extract.concept_pairs import ConceptPair, Named, NamedConcept, Place
from claimgraph.extract.learn_pairs import judged_rules, learn_combination, learn_pairs, learn_with_rules
from claimgraph.extract.pair_examples import PairExample
from claimgraph.extract.pair_features import PairCase
from claimgraph.extract.pair_model import Judgement, PairModel
from claimgraph.extract.pair_outcomes import NONE, OUTCOMES
from claimgraph.extract.relation import Relation

_NAMED = Named(0, 0, 0, 1, 0)
_CONCEPT = NamedConcept("CHEBI:1", "Chemical", (_NAMED,), {0: (_NAMED,)})
_PAIR = ConceptPair(_CONCEPT, _CONCEPT, (0,), (Place(_NAMED, _NAMED, 1, 0),))
POSITIVE = OUTCOMES.index("positive")


def example(*places: str, outcomes: tuple[str, ...], number: int = 0, rules=()) -> PairExample:
    case = PairCase(_PAIR, (("pair",),), tuple(((word,),) for word in places), rules)
    return PairExample(f"doc{number}", case, tuple(one in outcomes for one in OUTCOMES), 1.0)


@pytest.fixture(scope="module")
def examples() -> list[PairExample]:
    made = []
    for number in range(200):
        made.append(example("plain", "b:induced", outcomes=("positive",), number=number))
        made.append(example("plain", "plain", outcomes=(NONE,), number=number))
    return made


def test_the_place_that_tells_is_found_from_labels_of_whole_pairs(examples, monkeypatch) -> None:
    monkeypatch.setattr("claimgraph.extract.learn_pairs.EPOCHS", 150)
    model = PairModel(learn_pairs(examples))
    related, unrelated = model.judge([examples[0].case, examples[1].case])
    assert related.outcome == POSITIVE
    assert related.related > 0.5 > unrelated.related
    assert related.places[0] == 1


def test_the_same_examples_give_the_same_weights(examples, monkeypatch) -> None:
    monkeypatch.setattr("claimgraph.extract.learn_pairs.EPOCHS", 2)
    one, other = learn_with_rules(examples), learn_with_rules(examples)
    assert one.features == other.features == ("b:induced", "pair", "plain")
    assert numpy.array_equal(one.embedding, other.embedding)
    assert one.combination == other.combination


def test_a_label_that_leaves_it_open_tells_nothing_of_a_rule(relate_aspirin) -> None:
    judgement = Judgement((0.5, *([0.5 / (len(OUTCOMES) - 1)] * (len(OUTCOMES) - 1))), 1, (0,))
    rules = (relate_aspirin,)
    right = example("plain", outcomes=("association",), rules=rules)
    wrong = example("plain", outcomes=(NONE,), rules=rules)
    open_ = example("plain", outcomes=(NONE, "association"), rules=rules)
    seen = list(judged_rules([right, wrong, open_], [judgement] * 3))
    assert [right for _, _, _, right, _ in seen] == [True, False]


def test_a_score_that_tells_nothing_weighs_nothing() -> None:
    seen = [(1.0, rule, model, model > 0, 1.0) for rule in (-1.0, 1.0) for model in (-1.0, 1.0)] * 50
    learnt = learn_combination(seen)
    assert abs(learnt.rule) < 0.01
    assert learnt.model > 1


@pytest.fixture
def relate_aspirin(relate, parsed) -> Relation:
    return relate(
        parsed("Aspirin|NN|1|nsubj affects|VBZ|0|ROOT ibuprofen|NN|-1|dobj"),
        "Aspirin",
        "affects",
        "ibuprofen",
        predicate="regulates",
    )
