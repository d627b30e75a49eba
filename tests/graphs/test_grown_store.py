"""A grown store is a store like any other: its counts, nodes and statements agree."""

from __future__ import annotations

import doctest
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest
from claim_samples import review, trial

from claimgraph.errors import StoreError
from claimgraph.extract.statement import statement_of
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs import patterns, related, sign
from claimgraph.graphs.benchmark.grown_store import grow
from claimgraph.graphs.query import relations

ROOT = Path(__file__).parents[2]


def test_counts_and_statements_are_those_of_the_claims(tmp_path: Path) -> None:
    small, large = tmp_path / "small.db", tmp_path / "large.db"
    with ClaimStore.open(small, mode="write") as store:
        store.insert([trial(), review()])
    assert grow(small, large, claims=100) == 108
    with ClaimStore.open(large) as store:
        claims = list(store.claims())
        assert len({claim.key for claim in claims}) == 108
        stated = Counter(statement_of(claim) for claim in claims)
        assert {one.statement: one.n_claims for one in store.statements()} == stated
        nodes = {node.key: node for node in store.nodes()}
        ends: Counter[str] = Counter()
        for one, count in stated.items():
            ends.update(dict.fromkeys({one.subject, one.object}, count))
        assert {key: node.n_claims for key, node in nodes.items()} == ends
        assert len(nodes) > 20
        assert relations(store, "IL-2")[0].evidence
    with pytest.raises(StoreError, match="already"):
        grow(small, large, claims=100)


@pytest.mark.parametrize("module", [patterns, related, sign])
def test_docstrings_show_what_the_code_does(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    if not (ROOT / "docs").is_dir():
        pytest.skip("the documents are not beside the tests")
    monkeypatch.chdir(ROOT)
    outcome = doctest.testmod(module)
    assert outcome.attempted > 0
    assert outcome.failed == 0
