"""`claimgraph explain`: why a claim was made, by its key."""

from __future__ import annotations

import json
from pathlib import Path

from command_line import LEXICON_ALONE, Command


def test_explain_takes_a_key_that_query_shows(command: Command, store: Path) -> None:
    said = command("query", store, "relations", "compound X9", "--keys")
    key = said.out.splitlines()[-1].split()[0]
    told = command("explain", store, key[:8], *LEXICON_ALONE)
    assert told.code == 0
    assert told.out.startswith(f"{key}  ")
    assert "[compound X9]" in told.out
    assert "reading it again did not make this claim" in told.out
    as_json = json.loads(command("explain", store, key, *LEXICON_ALONE, "--json").out)
    assert (as_json["claim"]["key"], as_json["whole"], as_json["pipeline"]) == (key, False, "by hand 1")


def test_explain_names_a_key_that_it_does_not_know(command: Command, store: Path) -> None:
    said = command("explain", store, "abc")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("claimgraph: no claim of the key 'abc' in this store")
