"""Figures are drawn only where matplotlib is installed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from claim_samples import review, trial

from claimgraph.extract.store import ClaimStore


@pytest.fixture
def store() -> Iterator[ClaimStore]:
    with ClaimStore.open(":memory:", mode="write") as claims:
        claims.insert([trial(), review()])
        yield claims
