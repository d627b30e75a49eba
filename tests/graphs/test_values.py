"""Values on their way into GraphML: one kind each, and back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.errors import GraphFormatError
from claimgraph.graphs.formats.values import common_kind, plain, read, split_list, written

lists = st.lists(st.text(alphabet="a|\\\\ ", min_size=1))


@given(lists)
def test_lists_come_back_whatever_their_items_hold(items: list[str]) -> None:
    given_as = plain(items, name="x")
    assert given_as is not None
    assert split_list(written(given_as[1], "list")) == items


@given(st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_and_truths_come_back(value: float) -> None:
    given_as = plain(value, name="x")
    assert given_as is not None
    kind, bare = given_as
    assert read(written(bare, kind), kind) == value


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1, 2], "long"),
        ([1, 0.5], "double"),
        ([2**60, 0.5], "string"),
        ([True, 1], "string"),
        ([["a"], {"b": 1}], "json"),
        ([["a"], "a"], "string"),
    ],
)
def test_an_attribute_takes_the_narrowest_kind(values: list[Any], kind: str) -> None:
    given_as = [plain(value, name="x") for value in values]
    assert common_kind(value for value in given_as if value is not None) == kind


@pytest.mark.parametrize(
    ("text", "kind"), [("maybe", "boolean"), ("1.5", "long"), ("x", "double"), ("{", "json")]
)
def test_a_text_that_is_no_such_value_is_refused(text: str, kind: Any) -> None:
    with pytest.raises((ValueError, KeyError)):
        read(text, kind)


def test_what_graphml_cannot_hold_is_named() -> None:
    with pytest.raises(GraphFormatError, match="'odd' holds a object"):
        plain(object(), name="odd")
