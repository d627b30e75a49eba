"""`claimgraph status` and `merge`: what is done, and several stores in one."""

from __future__ import annotations

import json
from pathlib import Path

from command_line import LEXICON_ALONE, Command


def test_status_tells_what_is_done_and_merge_puts_stores_together(
    command: Command, notes: Path, tmp_path: Path
) -> None:
    path, merged = tmp_path / "claims.db", tmp_path / "merged.db"
    log = tmp_path / "run.jsonl"
    said = command("extract", notes, "--store", path, "--log", log, "--profile", *LEXICON_ALONE)
    assert said.code == 3
    assert "ms/document" in said.err
    assert "lexicon_marks" in said.err
    assert json.loads(log.read_text(encoding="utf-8").splitlines()[-1])["documents"] == 4
    status = command("status", path)
    assert status.code == 0
    assert "files: 1 done" in status.out
    assert "failures: malformed record 1" in status.out
    assert json.loads(command("status", path, "--json").out)["counts"]["documents"] == 4
    again = command("extract", notes, "--store", path, *LEXICON_ALONE)
    assert again.code == 3
    assert "--retry-failed tries again" in again.err
    put = command("merge", path, path, "-o", merged)
    assert (put.code, put.err) == (0, f"{merged}: 4 documents, 0 claims, 4 in more than one store\n")
    assert "files: 1 done" in command("status", merged).out
    assert command("merge", path, "-o", merged).code == 1
