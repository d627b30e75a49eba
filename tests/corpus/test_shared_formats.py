"""Every real file of every format."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from pathlib import Path

import pytest

from claimgraph.corpus.document import Document
from claimgraph.corpus.formats import read, read_items
from claimgraph.errors import UnreadableSource
from claimgraph.settings import shared_folder

from .conftest import check_offsets

pytestmark = pytest.mark.shared

_MARKUP = re.compile(r"</?[a-z]+[^<>]*>|&[a-z]+;|&#|\ufffc|\s\s|^\s|[\x00-\x09\x0b-\x1f]")

RECORDS = {"medline_xml": 104, "nbib": 6, "pubtator": 70, "bioc_xml": 24, "bioc_json": 24, "jats": 25}


@pytest.mark.parametrize("name", RECORDS)
def test_every_file_is_read_whole(shared_formats: Path, name: str) -> None:
    documents = list(read(shared_formats / name))
    assert len(documents) == RECORDS[name]
    for document in documents:
        check_offsets(document)
        assert document.id.startswith("PMID:")
        assert document.sections[0].label == "TITLE"
        assert not _MARKUP.search(document.text), document.id


def test_stand_off_files_are_refused(shared_formats: Path) -> None:
    items = list(read_items(shared_formats / "bionlp"))
    assert len(items) == 3
    assert all(isinstance(item, UnreadableSource) for item in items)


def test_no_record_is_lost_in_the_baseline_form(shared_formats: Path) -> None:
    for path in (shared_formats / "medline_xml").glob("*.gz"):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            pmids = re.findall(r"<PubmedArticle><MedlineCitation[^>]*><PMID[^>]*>(\d+)", file.read())
        assert [document.source.pmid for document in read(path)] == pmids


def test_xml_and_json_of_bioc_agree(shared_formats: Path) -> None:
    for path in (shared_formats / "bioc_json").glob("*.json"):
        twin = shared_formats / "bioc_xml" / f"{path.stem}.xml"
        for left, right in zip(read(path), read(twin), strict=True):
            assert left.text == right.text
            assert left.annotations == right.annotations
            assert left.annotations or "sentence-level" in path.stem


def test_pubtator_and_bioc_agree(shared_formats: Path) -> None:
    pubtator = {
        document.id: document for document in read(shared_formats / "pubtator" / "biored_dev_20.pubtator")
    }
    compared = 0
    for document in read(shared_formats / "bioc_xml" / "biored_dev_10.xml"):
        other = pubtator[document.id]
        assert document.text == other.text
        assert [(m.start, m.end) for m in document.annotations] == [
            (m.start, m.end) for m in other.annotations
        ]
        compared += len(document.annotations)
    assert compared > 100


def test_full_texts_have_all_their_sections(shared_formats: Path) -> None:
    for document in read(shared_formats / "jats"):
        labels = {section.label for section in document.sections}
        assert len(document.text) > 8_000, document.id
        assert labels & {"RESULTS", "METHODS"}, document.id
        assert (document.source.doi, document.source.pmcid, document.source.journal) != (None, None, None)
        assert document.source.year is not None
        assert document.source.authors


def test_topic_abstracts() -> None:
    folder = shared_folder() / "corpora" / "raw" / "topic_abstracts"
    if not folder.is_dir():
        pytest.skip(f"no real corpora at {shared_folder()} (CLAIMGRAPH_SHARED)")
    documents = list(read(folder))
    assert len(documents) == 633
    assert len({document.id for document in documents}) == 633
    labels: Counter[str] = Counter()
    for document in documents:
        assert isinstance(document, Document)
        check_offsets(document)
        labels.update(section.label for section in document.sections)
    assert labels["RESULTS"] >= 40
    assert labels["TITLE"] >= 430
