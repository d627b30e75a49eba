"""Sorts failures into a few classes by what their reasons say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from claimgraph.extract.store_ledger import Failure
from claimgraph.extract.word_list import read_rows

OTHER = "other"


def failure_class(failure: Failure) -> str:
    """The class of a failure; the first pattern of `failure_classes.tsv` that is found in its reason tells it.

    >>> failure_class(Failure("a.gz", None, "its gzip data end too early (truncated download?)"))
    'damaged file'
    >>> failure_class(Failure("a.jsonl", "D:1", "took longer than 180 s"))
    'time limit'
    """
    return next((name for pattern, name in _patterns() if pattern.search(failure.reason)), OTHER)


def by_class(failures: Iterable[Failure]) -> dict[str, int]:
    """How many there are of each class, the most frequent first."""
    return dict(Counter(sorted(map(failure_class, failures))).most_common())


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), name) for name, pattern in read_rows("failure_classes.tsv"))
