"""Learning how sure claims are: from the claims that are made, and never from what an annotation leaves open."""

import pytest

from claimgraph.extract.claim import Concept, Mention
from claimgraph.extract.concept_pairs import ConceptPair, Named, NamedConcept, Place
from claimgraph.extract.learn_scores import Seen, learn_combination, seen_claims
from claimgraph.extract.pair_examples import PairExample
from claimgraph.extract.pair_features import PairCase
from claimgraph.extract.pair_model import Judgement
from claimgraph.extract.pair_outcomes import NONE, OUTCOMES
from claimgraph.extract.relation import Relation
from claimgraph.extract.score_combination import AS_JUDGED, Combination

_NAMED = Named(0, 0, 0, 1, 0)
_CHEMICAL = NamedConcept("CHEBI:1", "Chemical", (_NAMED,), {0: (_NAMED,)})
_DISEASE = NamedConcept("MONDO:1", "Disease", (_NAMED,), {0: (_NAMED,)})
_PAIR = ConceptPair(_CHEMICAL, _DISEASE, (0,), (Place(_NAMED, _NAMED, 1, 0),))
ARGUMENTS = (
    Mention(
        start=0,
        end=1,
        text="x",
        type="Chemical",
        concept=Concept("CHEBI:1", "x", "Chemical"),
        score=0.9,
    ),
    Mention(start=2, end=3, text="y", type="Disease"),
)
NOT_ASKED = (NONE, "association", "negative")


def rule(predicate: str, *, negated: bool = False) -> Relation:
    return Relation(
        subject=ARGUMENTS[0],
        object=ARGUMENTS[1],
        predicate=predicate,
        triggers=(0,),
        subject_token=0,
        object_token=1,
        negated=negated,
        score=0.8,
        extractor="hand",
    )


def seen(
    *rules: Relation,
    meant: tuple[str, ...],
    unrelated: tuple[str, ...] = (NONE,),
    outcome: str = "positive",
    probability: float = 0.0,
    free: bool = True,
) -> list[tuple[str, bool, bool]]:
    """Predicate, whether a rule made it, and whether it is right."""
    given = [probability if one == outcome else 0.0 for one in OUTCOMES]
    given[0] = 1 - probability
    example = PairExample(
        "doc",
        PairCase(((),), (((),),), _PAIR, rules),
        (),
        1.0,
        meant=meant,
        unrelated=unrelated,
        arguments=ARGUMENTS,
        free=free,
    )
    judgement = Judgement(tuple(given), OUTCOMES.index(outcome), (0,))
    return [(one.predicate, one.rule is not None, one.right) for one in seen_claims([example], [judgement])]


def test_claims_of_rules_and_of_the_model_are_right_by_their_sign() -> None:
    assert seen(rule("causes"), meant=("positive",), probability=0.9) == [
        ("causes", True, True),
        ("causes", False, True),
    ]
    assert seen(rule("treats"), meant=("positive",)) == [("treats", True, False)]
    assert seen(rule("regulates"), meant=("negative",)) == [("regulates", True, True)]


def test_denials_and_what_the_model_would_not_claim_are_not_seen() -> None:
    assert seen(rule("causes", negated=True), meant=("positive",)) == []
    assert seen(meant=("positive",), probability=0.25) == []
    assert seen(meant=("positive",), probability=0.9, free=False) == []


@pytest.mark.parametrize("meant", [("positive",), NOT_ASKED])
def test_what_a_corpus_can_only_call_right_or_only_wrong_is_not_seen(meant) -> None:
    for predicate in ("treats", "associated_with"):
        assert seen(rule(predicate), meant=meant, unrelated=NOT_ASKED) == []
    assert len(seen(rule("causes"), meant=meant, unrelated=NOT_ASKED)) == 1


def example_of(
    rule_: float | None, model: float, *, right: bool, predicate: str = "causes", doubt=0.0
) -> Seen:
    return Seen(predicate=predicate, rule=rule_, model=model, doubt=doubt, unknown=0, right=right)


def test_a_score_that_tells_nothing_weighs_nothing() -> None:
    made = [example_of(r, m, right=m > 0) for r in (-1.0, 1.0) for m in (-1.0, 1.0)] * 50
    learnt = learn_combination(made, Combination())
    assert abs(learnt.rule) < 0.01
    assert learnt.model > 1


def test_doubt_and_predicates_have_their_own_weights() -> None:
    made = [
        example_of(None, 0.5, right=doubt == 0.0, predicate=predicate, doubt=doubt)
        for doubt, times in ((0.0, 60), (3.0, 60))
        for predicate in ("causes", "treats")
        for _ in range(times)
    ]
    made += [example_of(None, 0.5, right=False, predicate="binds")] * 60
    made += [example_of(None, 0.5, right=True, predicate="rare")] * 5
    learnt = learn_combination(made, AS_JUDGED)
    assert learnt.doubt < -0.3
    assert learnt.offsets["binds"] < learnt.offsets["treats"]
    assert "rare" not in learnt.offsets


def test_where_nothing_was_seen_scores_stay_as_they_are() -> None:
    assert learn_combination([], AS_JUDGED) == AS_JUDGED
