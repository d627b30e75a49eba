"""`claimgraph query STORE documents` and `failures`: what went in, and what did not."""

from __future__ import annotations

import json
from pathlib import Path

from command_line import Command

from claimgraph.extract.store import ClaimStore
from claimgraph.extract.store_ledger import Failure


def test_a_store_tells_its_documents_and_failures(command: Command, store: Path) -> None:
    assert command("query", store, "failures").out == "nothing failed\n"
    with ClaimStore.open(store, mode="write") as claims:
        claims.record_failure(Failure("a.xml", "7", "broken", line=31))
        claims.withdraw("PMID:2")
    assert command("query", store, "failures").out == "a.xml, line 31, record 7: broken\n"
    assert json.loads(command("query", store, "failures", "--json").out)["line"] == 31
    listed = command("query", store, "documents").out.splitlines()
    assert listed == ["PMID:1  (4 claims; Invented Letters 2021)  A trial of IL-2", "PMID:2  (withdrawn)"]
    plain = [json.loads(line) for line in command("query", store, "documents", "--json").out.splitlines()]
    assert [document["withdrawn"] for document in plain] == [False, True]
