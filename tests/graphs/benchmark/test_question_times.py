"""Timing questions needs DuckDB, and says so."""

from __future__ import annotations

import sys

import pytest

from claimgraph.errors import MissingExtra


def test_without_duckdb_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    monkeypatch.delitem(sys.modules, "claimgraph.graphs.benchmark.question_times", raising=False)
    with pytest.raises(MissingExtra, match=r"claimgraph\[analysis\]"):
        import claimgraph.graphs.benchmark.question_times  # noqa: F401, PLC0415
