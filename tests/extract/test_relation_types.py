"""What a change in a treated group says of the treatment."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from claimgraph.extract.relation_types import _of_group


@pytest.mark.parametrize(
    ("level", "relation"), [(1, "increases"), (-1, "decreases"), (0, None), (None, None)]
)
def test_what_changed_in_a_group_is_the_doing_of_what_it_was_given(
    level: int | None, relation: str | None
) -> None:
    treated: Any = SimpleNamespace(group=True, sign=None)
    target: Any = SimpleNamespace(sign=None, level=level)
    assert _of_group(treated, target) == relation
