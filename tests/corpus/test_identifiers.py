"""Identifiers as sources write them, and ids of documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimgraph.corpus.document import Source
from claimgraph.corpus.formats import read
from claimgraph.corpus.identifiers import as_doi, as_pmid, document_id, named_pmid


@pytest.mark.parametrize(
    "written",
    [
        *("77", " 0077 ", "PMID: 77", "PMID77", "pmid:77", "77.0", "https://pubmed.ncbi.nlm.nih.gov/77/"),
        *("pubmed.ncbi.nlm.nih.gov/77", "http://www.ncbi.nlm.nih.gov/pubmed/77"),
    ],
)
def test_pmids(written: str) -> None:
    assert as_pmid(written) == "77"


@pytest.mark.parametrize("written", ["", "0", "7.5", "PMC77", "77 78", "1234567890", "a77", None])
def test_no_pmids(written: str | None) -> None:
    assert as_pmid(written) is None


def test_a_bare_number_does_not_say_that_it_is_a_pmid() -> None:
    assert (named_pmid("PMID: 77"), named_pmid("77")) == ("77", None)


def test_dois_are_told_apart_without_case() -> None:
    assert as_doi("https://doi.org/10.9999/ABC.") == "10.9999/ABC"
    assert document_id(Source(doi="10.9999/ABC"), text="x") == "DOI:10.9999/abc"


def test_files_of_one_name_in_two_folders(tmp_path: Path) -> None:
    for name, text in {"a": "IL-2 acts.", "b": "IL-6 acts."}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "abs.txt").write_text(text)
    ids = [document.id for document in read(tmp_path)]
    assert len(set(ids)) == 2
    assert ids == [document.id for document in read(tmp_path)]


def test_running_numbers_name_nothing_across_files(tmp_path: Path) -> None:
    for name, text in {"a": "IL-2 acts.", "b": "IL-6 acts."}.items():
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"id": "1", "text": text}))
    assert len({document.id for document in read(tmp_path)}) == 2


def test_the_place_in_a_file_does_not_matter(tmp_path: Path) -> None:
    records = ['{"text": "IL-2 acts."}\n', '{"text": "IL-6 acts."}\n']
    path = tmp_path / "x.jsonl"
    path.write_text("".join(records))
    forward = {document.id for document in read(path)}
    path.write_text("".join(reversed(records)))
    assert {document.id for document in read(path)} == forward


def test_a_name_of_its_own_stays(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    ids = ["trial-7", "x.jsonl#0123456789ab", "12345678", "PMID:5"]
    path.write_text("".join(json.dumps({"id": name, "text": "IL-2 acts."}) + "\n" for name in ids))
    documents = list(read(path))
    assert [document.id for document in documents] == ids
    assert [document.source.pmid for document in documents] == [None, None, None, "5"]
