"""`claimgraph show`: a text with its claims, in colour where there is a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import LEXICON_ALONE, Command, in_own_process


def test_show_prints_plain_text_where_there_is_no_terminal(command: Command, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("Tregs were counted in patients with melanoma. \x1b[31m Red.\n", encoding="utf-8")
    said = command("show", text, *LEXICON_ALONE)
    assert said.code == 0
    assert "\x1b" not in said.out
    assert "MONDO:0005105" in said.out
    assert "0 claims" in said.out


def test_show_colours_on_demand(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("Tregs were counted in patients with melanoma.\n", encoding="utf-8")
    done = in_own_process("show", text, *LEXICON_ALONE, FORCE_COLOR="1", TERM="xterm-256color")
    assert done.returncode == 0, done.stderr
    assert b"\x1b[" in done.stdout


@pytest.mark.model
def test_show_prints_claims_with_their_sentences(command: Command, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    sentence = "In mice, dexamethasone inhibits the secretion of IL-6."
    text.write_text(f"{sentence} The weather was fine.\n", encoding="utf-8")
    said = command("show", text)
    claims = said.out[said.out.index(" claim") :]
    assert "dexamethasone  decreases  IL-6" in claims
    assert sentence in claims
    assert "weather" not in claims


def test_show_prints_what_it_can_read_and_tells_the_rest(command: Command, notes: Path) -> None:
    said = command("show", notes, "--limit", 9, *LEXICON_ALONE)
    assert said.code == 3
    assert [name for name in ("N:0", "N:1", "N:3", "N:4") if name not in said.out] == []
    assert said.err.startswith(f"claimgraph: {notes}, line 3")


@pytest.mark.model
def test_the_example_of_show_has_a_claim(command: Command, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text(command("show", "--help").out.split('echo "')[1].split('"')[0], encoding="utf-8")
    assert "IL-2  causes  hypotension" in command("show", text).out
