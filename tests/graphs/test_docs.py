"""The documents on records, store and graph: their code runs, their tables are those of the code."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

from claimgraph.extract.record_files import read_records
from claimgraph.graphs.formats.catalog import FORMATS
from claimgraph.graphs.schema import EDGE_ATTRIBUTES, NODE_ATTRIBUTES

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(not (ROOT / "docs").is_dir(), reason="the documents are not beside the tests")


@pytest.mark.parametrize("name", ["records.md", "graph.md", "queries.md", "formats.md"])
def test_the_code_of_a_document_does_what_it_shows(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    outcome = doctest.testfile(
        str(ROOT / "docs" / name),
        module_relative=False,
        optionflags=doctest.ELLIPSIS,
        encoding="utf-8",
    )
    assert outcome.attempted > 0
    assert outcome.failed == 0


@pytest.mark.parametrize("name", ["hidden", "identifiers", "rdf_terms", "values"])
def test_the_examples_of_a_module_do_what_they_show(name: str) -> None:
    outcome = doctest.testmod(importlib.import_module(f"claimgraph.graphs.formats.{name}"))
    assert outcome.attempted > 0
    assert outcome.failed == 0


def test_the_tables_of_attributes_are_those_of_the_schema() -> None:
    text = (ROOT / "docs" / "graph.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    expected = [f"| `{a.name}` | {a.kind} | {a.meaning} |" for a in (*NODE_ATTRIBUTES, *EDGE_ATTRIBUTES)]
    assert rows == expected


def test_the_table_of_formats_is_the_catalog() -> None:
    text = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert rows == [
        f"| `{known.name}` | {known.endings[0]} | {known.meaning} | {'yes' if known.reader else ''} |"
        for known in FORMATS.values()
    ]


def test_the_example_records_are_sound() -> None:
    assert [record.id for record in read_records(ROOT / "docs" / "example.jsonl")] == ["PMID:1", "PMID:2"]
