"""The kinds of wrong mentions, by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.scoring.counts import Counts
from claimgraph.extract.scoring.errors import ERROR_KINDS, mention_errors
from claimgraph.extract.scoring.spans import LabelledSpan, span_counts

TEXT = "Acute quell fever spares gabrin cells; quell fever ends."
ACUTE, QUELL, FEVER, AGAIN = (0, 17), (6, 17), (12, 17), (39, 50)


def kinds(gold: list[LabelledSpan], predicted: list[LabelledSpan]) -> set[tuple[str, str]]:
    return {("found" if one.found else "missed", one.kind) for one in mention_errors(TEXT, gold, predicted)}


@pytest.mark.parametrize(
    ("gold", "predicted", "of_hit", "of_miss"),
    [
        ((*QUELL, "Disease"), (*ACUTE, "Disease"), "too long", "too long"),
        ((*QUELL, "Disease"), (*FEVER, "Disease"), "too short", "too short"),
        ((0, 11, "Disease"), (6, 17, "Disease"), "shifted", "shifted"),
        ((*QUELL, "Disease"), (*QUELL, "Chemical"), "wrong type", "wrong type"),
        ((*QUELL, "Disease"), (*ACUTE, "Chemical"), "wrong type and ends", "wrong type and ends"),
        ((*QUELL, "Disease"), (*AGAIN, "Disease"), "spurious", "missed"),
        ((*QUELL, "Disease"), (17, 24, "Disease"), "spurious", "missed"),  # side by side
    ],
)
def test_a_mistake_is_a_false_hit_and_a_miss(
    gold: LabelledSpan, predicted: LabelledSpan, of_hit: str, of_miss: str
) -> None:
    assert kinds([gold], [predicted]) == {("found", of_hit), ("missed", of_miss)}


def test_what_is_right_is_no_error() -> None:
    assert mention_errors(TEXT, [(*QUELL, "Disease")], [(*QUELL, "Disease")]) == []


def test_equal_ends_tell_before_an_equal_class() -> None:
    (error,) = mention_errors(
        TEXT, [(*QUELL, "Disease")], [], other_predicted=[(*QUELL, "Sign"), (*ACUTE, "Disease")]
    )
    assert (error.kind, error.rival) == ("wrong type", (*QUELL, "Sign"))


def test_a_mention_that_is_wrong_itself_tells_before_one_that_is_right() -> None:
    gold = [(*QUELL, "Disease"), (0, 5, "Disease")]
    errors = mention_errors(TEXT, gold, [(*ACUTE, "Disease"), (*QUELL, "Disease")])
    (hit,) = [one for one in errors if one.found]
    assert (hit.kind, hit.rival) == ("too long", (0, 5, "Disease"))


def test_mentions_that_are_not_scored_tell_what_a_scored_one_was_taken_for() -> None:
    (error,) = mention_errors(TEXT, [], [(*QUELL, "Disease")], other_gold=[(*QUELL, "Sign")])
    assert (error.kind, error.rival) == ("wrong type", (*QUELL, "Sign"))
    # but the same mention, left out of what is scored, tells nothing
    (error,) = mention_errors(TEXT, [], [(*QUELL, "Disease")], other_gold=[(*QUELL, "Disease")])
    assert (error.kind, error.rival) == ("spurious", None)


def test_words_that_are_right_elsewhere() -> None:
    gold = [(*QUELL, "Disease"), (*AGAIN, "Disease")]
    (error,) = mention_errors(TEXT, gold, gold[:1])
    assert error.inconsistent
    (error,) = mention_errors(TEXT, gold[:1], gold)
    assert error.inconsistent
    (error,) = mention_errors(TEXT, [gold[0], (*AGAIN, "Sign")], gold[:1])
    assert not error.inconsistent  # right as another class only


_SPANS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(1, 6), st.sampled_from("AB")).map(
        lambda one: (one[0], one[0] + one[1], one[2])
    )
)


@given(_SPANS, _SPANS)
def test_each_false_hit_and_miss_has_one_kind(
    gold: list[LabelledSpan], predicted: list[LabelledSpan]
) -> None:
    errors = mention_errors("abcabcabcabcabcabc", gold, predicted)
    counts = sum(span_counts(gold, predicted).values(), Counts())
    assert sum(one.found for one in errors) == counts.fp
    assert sum(not one.found for one in errors) == counts.fn
    assert {one.kind for one in errors} <= set(ERROR_KINDS)
    assert all((one.rival is None) == (one.kind in {"spurious", "missed"}) for one in errors)
