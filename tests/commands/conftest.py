"""The command line in this process, and what it is called on."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from claim_samples import review, trial
from command_line import Command, Said

from claimgraph.cli import main
from claimgraph.extract.store import ClaimStore


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """Run the command line in this process, as its entry point does."""

    def run(*arguments: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["claimgraph", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        said = capfd.readouterr()
        return Said(int(end.value.code or 0), said.out, said.err)

    return run


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Five short texts as JSON lines, the third of which is broken."""
    path = tmp_path / "notes.jsonl"
    texts = [
        "IL-2 was given against melanoma.",
        "Regulatory T cells secrete TGF-beta.",
        None,
        "Fever is common.",
        "Nothing of note.",
    ]
    lines = [
        "{broken" if text is None else json.dumps({"id": f"N:{n}", "text": text})
        for n, text in enumerate(texts)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with the claims of two hand-made records."""
    path = tmp_path / "claims.db"
    with ClaimStore.open(path, mode="write") as claims:
        claims.insert([trial(), review()], pipeline="by hand 1")
    return path
