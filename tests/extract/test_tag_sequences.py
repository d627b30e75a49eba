"""Spans to tags and back; the search for the best consistent tags, against trying every sequence."""

from __future__ import annotations

from itertools import pairwise, product

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from claimgraph.extract.tag_sequences import TAGS, best_tags, best_tags_of_batch, spans_of, tags_of

FOLLOWERS = {"O": "OBU", "L": "OBU", "U": "OBU", "B": "IL", "I": "IL"}
Logits = NDArray[numpy.float32]


def is_consistent(tags: str) -> bool:
    if not tags:
        return True
    steps = all(after in FOLLOWERS[before] for before, after in pairwise(tags))
    return steps and tags[0] in "OBU" and tags[-1] in "OLU"


def letters(tags: NDArray[numpy.int64]) -> str:
    return "".join(TAGS[tag] for tag in tags)


@st.composite
def separate_spans(draw: st.DrawFn) -> tuple[list[tuple[int, int]], int]:
    gaps = draw(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), max_size=5))
    spans, place = [], 0
    for gap, length in gaps:
        spans.append((place + gap, place + gap + length))
        place += gap + length
    return spans, place + draw(st.integers(0, 3))


@given(separate_spans())
def test_spans_come_back(drawn: tuple[list[tuple[int, int]], int]) -> None:
    spans, length = drawn
    tags = tags_of(spans, length)
    assert is_consistent(letters(tags))
    column = tags[:, None]
    found = spans_of(column, numpy.eye(5, dtype="float32")[column])
    assert [(start, end) for _, start, end, _ in found] == spans


def test_a_longer_span_wins_over_those_it_overlaps() -> None:
    assert letters(tags_of([(1, 2), (1, 4), (3, 5), (5, 6)], 7)) == "OBILOUO"


@given(st.integers(0, 12), st.integers(1, 3), st.integers(0, 2**32 - 1))
def test_best_tags_are_consistent(tokens: int, labels: int, seed: int) -> None:
    logits = numpy.random.default_rng(seed).normal(size=(tokens, labels, 5)).astype("float32") * 4
    tags = best_tags(logits)
    assert tags.shape == (tokens, labels)
    assert all(is_consistent(letters(column)) for column in tags.T)


def test_a_batch_gives_what_each_doc_gives_alone() -> None:
    numbers = numpy.random.default_rng(0)
    batch = [numbers.normal(size=(tokens, 3, 5)).astype("float32") for tokens in (0, 7, 1, 1500, 40, 1000)]
    for logits, tags in zip(batch, best_tags_of_batch(batch), strict=True):
        assert numpy.array_equal(tags, best_tags(logits))


@pytest.mark.parametrize("tokens", [1, 2, 3, 4])
def test_best_tags_are_the_likeliest_of_all_consistent_ones(tokens: int) -> None:
    ways = [way for way in product(range(5), repeat=tokens) if is_consistent("".join(TAGS[t] for t in way))]
    for seed in range(25):
        logits = numpy.random.default_rng(seed).normal(size=(tokens, 1, 5)).astype("float32")
        best = max(ways, key=lambda way: sum(logits[i, 0, tag] for i, tag in enumerate(way)))
        assert tuple(best_tags(logits)[:, 0]) == best


def test_probability_is_the_geometric_mean_of_the_tags() -> None:
    logits = numpy.log(
        numpy.array([[[0.1, 0.6, 0.1, 0.1, 0.1]], [[0.1, 0.1, 0.1, 0.15, 0.55]]], dtype="float32")
    )
    tags = numpy.array([[1], [3]])  # begin, last
    [(label, start, end, probability)] = spans_of(tags, logits)
    assert (label, start, end) == (0, 0, 2)
    assert probability == pytest.approx((0.6 * 0.15) ** 0.5, abs=1e-6)


def test_a_hopeless_tag_has_no_probability_but_breaks_nothing() -> None:
    logits = numpy.array([[[0, 500, 0, 0, 0]], [[500, 0, 0, 0, 0]]], dtype="float32")
    with numpy.errstate(all="raise", under="ignore"):
        [(_, _, _, probability)] = spans_of(numpy.array([[1], [3]]), logits)
    assert 0 <= probability < 1e-30
