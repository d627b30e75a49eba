"""The command `claimgraph view`."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path

import pytest
from claim_samples import review, trial

from claimgraph.cli import main
from claimgraph.extract.store import ClaimStore


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "claims.db"
    with ClaimStore.open(path, mode="write") as claims:
        claims.insert([trial(), review()])
    return path


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["claimgraph", "view", *map(str, arguments)])
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0)


def test_view_writes_a_page_and_says_what_it_holds(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], store: Path, tmp_path: Path
) -> None:
    page = tmp_path / "claims.html"
    assert run(monkeypatch, store, page, "--title", "Two texts", "--nodes", 4) == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "<title>Two texts</title>" in page.read_text(encoding="utf-8")
    said = capfd.readouterr().err
    assert said == f"{page}: 8 of 8 concepts, 4 drawn at first; 8 of 8 distinct claims\n"


def test_view_of_an_entity(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], store: Path, tmp_path: Path
) -> None:
    assert run(monkeypatch, store, tmp_path / "x.html", "--entity", "TGF-β", "--depth", 1) == 0
    assert "2 of 8 concepts" in capfd.readouterr().err
    assert run(monkeypatch, store, tmp_path / "y.html", "--entity", "nobody") == 1
    assert "no entity called 'nobody'" in capfd.readouterr().err
    assert not (tmp_path / "y.html").exists()


def test_view_never_writes_over_the_store_or_under_another_ending(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], store: Path, tmp_path: Path
) -> None:
    before = store.read_bytes()
    assert run(monkeypatch, store, store) == 2
    assert "is the store itself" in capfd.readouterr().err
    assert run(monkeypatch, store, tmp_path / "page.graphml") == 2
    assert ".html" in capfd.readouterr().err
    assert store.read_bytes() == before


def test_view_shows_the_page_in_the_browser(
    monkeypatch: pytest.MonkeyPatch, store: Path, tmp_path: Path
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(webbrowser, "open", shown.append)
    assert run(monkeypatch, store, tmp_path / "claims.html", "--open") == 0
    assert shown == [(tmp_path / "claims.html").as_uri()]
