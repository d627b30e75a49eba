"""`claimgraph query STORE paths`: chains of claims between two entities."""

from __future__ import annotations

from pathlib import Path

from command_line import Command


def test_paths_are_shown_with_their_claims(command: Command, store: Path) -> None:
    said = command("query", store, "paths", "TGF-β", "IL-2", "--max-length", "3")
    assert said.code == 0
    assert said.out.startswith("1. TGFB – immune escape – regulatory T cell – IL2")
    assert "Expanding Tregs is what IL-2 does." in said.out
    assert "no path" in command("query", store, "paths", "TGF-β", "IL-2", "--max-length", "1").out
