"""`claimgraph extract` into a store: what is there is skipped, what changed is taken over."""

from __future__ import annotations

import os
from pathlib import Path

from command_line import LEXICON_ALONE, Command

from claimgraph.extract.store import ClaimStore


def test_a_store_skips_what_it_has_and_reads_what_changed(
    command: Command, notes: Path, tmp_path: Path
) -> None:
    path = tmp_path / "claims.db"
    first = command("extract", notes, "--store", path, *LEXICON_ALONE)
    assert first.code == 3
    assert "1 failure (listed in" in first.err
    with ClaimStore.open(path) as store:
        assert len(list(store.documents())) == 4
        assert [failure.source for failure in store.failures()] == [str(notes)]

    repaired = notes.read_text(encoding="utf-8").replace("{broken", '{"id": "N:2", "text": "Whole again."}')
    notes.write_text(repaired.replace("Fever is common", "Fever is rare"), encoding="utf-8")
    second = command("extract", notes, "--store", path, *LEXICON_ALONE)
    assert second.code == 0
    assert "2 documents" in second.err
    assert "3 skipped" in second.err
    with ClaimStore.open(path) as store:
        assert len(list(store.documents())) == 5
        assert store.failures() == []


def test_a_file_whose_name_is_no_utf_8_fails_alone(command: Command, notes: Path, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"n\xff.txt")).write_text("Fever is common.", encoding="utf-8")
    said = command("extract", tmp_path, "--store", tmp_path.with_suffix(".db"), *LEXICON_ALONE)
    assert said.code == 3
    with ClaimStore.open(tmp_path.with_suffix(".db")) as store:
        assert len(list(store.documents())) == 4
        assert [(failure.source, failure.line) for failure in store.failures()] == [
            (rf"{tmp_path}/n\xff.txt", None),
            (str(notes), 3),
        ]


def pubmed(*articles: str) -> str:
    return f'<?xml version="1.0"?>\n<PubmedArticleSet>{"".join(articles)}</PubmedArticleSet>\n'


def article(pmid: int, *, kind: str = "") -> str:
    types = f"<PublicationTypeList>{kind}</PublicationTypeList>" if kind else ""
    return (
        f'<PubmedArticle><MedlineCitation><PMID Version="1">{pmid}</PMID><Article>'
        "<Journal><Title>J Invented Immunol</Title></Journal><ArticleTitle>IL-2 in melanoma</ArticleTitle>"
        f"<Abstract><AbstractText>We gave IL-2 {pmid} times.</AbstractText></Abstract>{types}"
        "</Article></MedlineCitation></PubmedArticle>"
    )


def test_an_update_withdraws_what_was_deleted_or_retracted(command: Command, tmp_path: Path) -> None:
    source, path = tmp_path / "citations.xml", tmp_path / "claims.db"
    source.write_text(pubmed(article(1), article(2), article(3)), encoding="utf-8")
    assert command("extract", source, "--store", path, *LEXICON_ALONE).code == 0
    retracted = article(2, kind='<PublicationType UI="D016441">Retracted Publication</PublicationType>')
    deleted = '<DeleteCitation><PMID Version="1">1</PMID></DeleteCitation>'
    source.write_text(pubmed(retracted, article(3), deleted), encoding="utf-8")
    said = command("extract", source, "--store", path, *LEXICON_ALONE)
    assert said.code == 0
    assert "2 skipped" in said.err
    assert "2 withdrawn" in said.err
    again = command("extract", source, "--store", path, *LEXICON_ALONE)
    assert again.code == 0
    assert "withdrawn" not in again.err
    with ClaimStore.open(path) as store:
        assert {found.id: found.withdrawn for found in store.documents()} == {
            "PMID:1": True,
            "PMID:2": True,
            "PMID:3": False,
        }


def test_a_corrected_record_arrives_without_its_text_being_read_again(
    command: Command, tmp_path: Path
) -> None:
    source, path = tmp_path / "citations.xml", tmp_path / "claims.db"
    source.write_text(pubmed(article(1), article(2)), encoding="utf-8")
    assert command("extract", source, "--store", path, *LEXICON_ALONE).code == 0
    corrected = article(2).replace("J Invented Immunol", "J Renamed Immunol")
    source.write_text(pubmed(article(1), corrected), encoding="utf-8")
    assert "0 documents" in command("extract", source, "--store", path, *LEXICON_ALONE).err
    with ClaimStore.open(path) as store:
        assert [found.source.journal for found in store.documents()] == [
            "J Invented Immunol",
            "J Renamed Immunol",
        ]


def test_another_pipeline_leaves_files_as_they_are_and_says_so(
    command: Command, notes: Path, tmp_path: Path
) -> None:
    path, terms = tmp_path / "claims.db", tmp_path / "terms.tsv"
    terms.write_text("id\tname\ttype\nLAB:1\tzorblin\tChemical\n", encoding="utf-8")
    command("extract", notes, "--store", path, *LEXICON_ALONE)
    said = command("extract", notes, "--store", path, "--lexicon", terms, *LEXICON_ALONE)
    assert "1 file has been read by another pipeline; --reread reads them again" in said.err
    said = command("extract", notes, "--store", path, "--lexicon", terms, "--reread", *LEXICON_ALONE)
    assert said.err.count("another pipeline") == 0
    assert "4 documents" in said.err
