"""The command `claimgraph ground`, as it is called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from claimgraph.cli import app

pytestmark = pytest.mark.model


def ask(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["ground", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_answer_has_identifier_probability_and_reason() -> None:
    first, *_ = ask("CD25", "--type", "GeneOrGeneProduct").splitlines()
    assert first.split()[:2] == ["GeneOrGeneProduct", "HGNC:6008"]
    assert "IL2RA" in first


def test_what_is_open_shows_its_candidates() -> None:
    first, *others = ask("LCH", "--type", "Disease").splitlines()
    assert first.split()[:2] == ["Disease", "–"]
    assert any("MONDO:0018310" in line for line in others)


def test_json_is_an_object_a_line(tmp_path: Path) -> None:
    terms = tmp_path / "terms.tsv"
    terms.write_text("id\tname\ttype\nLAB:7\tzetrol\tChemical\n", encoding="utf-8")
    [line] = ask("zetrol", "--lexicon", str(terms), "--json").splitlines()
    assert json.loads(line)["concept"]["id"] == "LAB:7"


@pytest.mark.parametrize("arguments", [["  "], ["IL-2", "--type", "Gene"], ["IL-2", "--lexicon", "none.tsv"]])
def test_wrong_calls_are_usage_errors(arguments: list[str]) -> None:
    assert CliRunner().invoke(app, ["ground", *arguments]).exit_code == 2
