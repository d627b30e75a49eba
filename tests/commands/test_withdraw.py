"""`claimgraph withdraw`: documents go, are listed, and come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Command


def test_withdrawn_documents_no_longer_answer(command: Command, store: Path, tmp_path: Path) -> None:
    said = command("withdraw", store, "PMID:2", "99", "https://doi.org/10.9999/X")
    assert said.out.splitlines() == [
        "PMID:2: 5 claims withdrawn",
        "PMID:99: no claims of it here; it stays out",
        "DOI:10.9999/x: no claims of it here; it stays out",
    ]
    assert "PMID:2  (withdrawn)" in command("query", store, "documents").out
    assert command("query", store, "relations", "Tregs").code == 1
    typing_error = command("withdraw", store, "PMID:1", "notes")
    assert typing_error.code == 2
    assert "notes: no document of the store" in typing_error.err
    assert "PMID:1  (4 claims" in command("query", store, "documents").out
    missing = command("withdraw", tmp_path / "none.db", "PMID:2")
    assert (missing.code, (tmp_path / "none.db").exists()) == (1, False)


def test_what_is_withdrawn_is_listed_and_comes_back(command: Command, store: Path) -> None:
    before = command("query", store, "relations", "Tregs", "--json").out
    assert command("withdraw", store, "--list").out == "nothing is withdrawn\n"
    command("withdraw", store, "PMID:2", "99")
    assert command("withdraw", store, "--list").out.splitlines() == [
        "PMID:2  (by hand, or deleted; 5 claims kept aside)",
        "PMID:99  (by hand, or deleted; not in the store)",
    ]
    said = command("withdraw", store, "--undo", "2", "99")
    assert said.out.splitlines() == ["PMID:2: 5 claims taken in again", "PMID:99: no longer kept out"]
    assert command("query", store, "relations", "Tregs", "--json").out == before
    again = command("withdraw", store, "--undo", "PMID:2")
    assert (again.code, again.err) == (1, "claimgraph: PMID:2 is not withdrawn\n")


@pytest.mark.parametrize("arguments", [(), ("--undo",), ("--list", "PMID:2"), ("--list", "--undo")])
def test_documents_or_the_list_are_asked_for(
    command: Command, store: Path, arguments: tuple[str, ...]
) -> None:
    said = command("withdraw", store, *arguments)
    assert (said.code, said.out) == (2, "")
    assert "--list" in said.err
