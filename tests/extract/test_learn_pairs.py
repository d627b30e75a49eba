"""Learning the relation model: from labels of whole pairs, without chance, and never from what a label leaves open."""

import numpy
import pytest

from claimgraph.extract.concept_pairs import ConceptPair, Named, NamedConcept, Place
from claimgraph.extract.learn_pairs import Course, learn_pairs, learn_with_scores
from claimgraph.extract.pair_examples import PairExample
from claimgraph.extract.pair_features import PairCase
from claimgraph.extract.pair_model import PairModel
from claimgraph.extract.pair_outcomes import NONE, OUTCOMES

_NAMED = Named(0, 0, 0, 1, 0)
_CONCEPT = NamedConcept("CHEBI:1", "Chemical", (_NAMED,), {0: (_NAMED,)})
_PLACE = Place(_NAMED, _NAMED, 1, 0)
POSITIVE = OUTCOMES.index("positive")


def example(*places: str, outcomes: tuple[str, ...], number: int = 0) -> PairExample:
    pair = ConceptPair(_CONCEPT, _CONCEPT, (0,), (_PLACE,) * len(places))
    case = PairCase((("pair",),), tuple(((word,),) for word in places), pair, ())
    allowed = tuple(one in outcomes for one in OUTCOMES)
    return PairExample(f"doc{number}", case, allowed, 1.0, meant=outcomes, unrelated=(NONE,))


@pytest.fixture(scope="module")
def examples() -> list[PairExample]:
    made = []
    for number in range(200):
        made.append(example("plain", "b:induced", outcomes=("positive",), number=number))
        made.append(example("plain", "plain", outcomes=(NONE,), number=number))
    return made


def test_the_place_that_tells_is_found_from_labels_of_whole_pairs(examples) -> None:
    model = PairModel(learn_pairs(examples, course=Course(epochs=150)))
    related, unrelated = model.judge([examples[0].case, examples[1].case])
    assert related.outcome == POSITIVE
    assert related.related > 0.5 > unrelated.related
    assert related.places[0] == 1


def test_the_same_examples_give_the_same_weights(examples) -> None:
    one, other = (learn_with_scores(examples, course=Course(epochs=2)) for _ in range(2))
    assert one.features == other.features == ("b:induced", "pair", "plain")
    assert numpy.array_equal(one.embedding, other.embedding)
    assert (one.rules, one.own) == (other.rules, other.own)
