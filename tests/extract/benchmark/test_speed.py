"""What a command used."""

from __future__ import annotations

import os
import sys

import pytest

from claimgraph.errors import ClaimgraphError
from claimgraph.extract.benchmark.speed import run_watched

pytestmark = pytest.mark.skipif(not hasattr(os, "wait4"), reason="this system can't tell what a command used")


def test_memory_and_time_of_a_command_alone() -> None:
    held = bytearray(400_000_000)  # of this process: it must not be counted
    held[::4096] = b"x" * len(held[::4096])
    small = run_watched([sys.executable, "-c", "pass"])
    large = run_watched(
        [sys.executable, "-c", "x = bytearray(100_000_000); x[::4096] = b'x' * len(x[::4096])"]
    )
    assert small.peak_mb < 60
    assert 100 < large.peak_mb < 200
    busy = run_watched([sys.executable, "-c", "sum(range(20_000_000))"])
    assert busy.cpu > small.cpu
    assert busy.wall >= 0.8 * busy.cpu


def test_a_failing_command_tells_its_last_line() -> None:
    with pytest.raises(ClaimgraphError, match="not today"):
        run_watched([sys.executable, "-c", "raise SystemExit('not today')"])
