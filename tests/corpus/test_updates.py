"""The newest word on each citation."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.corpus.document import Deletion, Document, Source
from claimgraph.corpus.updates import latest, newest_first
from claimgraph.errors import UnreadableRecord, UnreadableSource


def doc(pmid: int, text: str, *, version: int | None = None, retracts: tuple[str, ...] = ()) -> Document:
    return Document(id=f"PMID:{pmid}", text=text, source=Source(version=version, retracts=retracts))


def said(items: list) -> dict[str, str]:
    return {item.id: item.text if isinstance(item, Document) else "gone" for item in items}


def test_newest_file_wins() -> None:
    files = [
        [doc(1, "old"), doc(2, "old"), doc(3, "only")],
        [doc(1, "new"), Deletion(id="PMID:2", path="u1"), Deletion(id="PMID:4", path="u1")],
        [doc(4, "back")],
    ]
    found = list(newest_first(files))
    assert said(found) == {"PMID:4": "back", "PMID:1": "new", "PMID:2": "gone", "PMID:3": "only"}
    assert len(found) == 4


def test_within_a_file_the_higher_version_then_the_later_record() -> None:
    files = [[doc(1, "v2", version=2), doc(1, "v1", version=1), doc(2, "a"), doc(2, "b"), doc(3, "x")]]
    files[0].append(Deletion(id="PMID:3", path="u"))
    assert said(list(newest_first(files))) == {"PMID:1": "v2", "PMID:2": "b", "PMID:3": "gone"}


def test_notice_marks_the_older_article() -> None:
    files = [[doc(1, "article"), doc(2, "other")], [doc(9, "notice", retracts=("PMID:1",))]]
    found = {item.id: item.source.retracted for item in newest_first(files) if isinstance(item, Document)}
    assert found == {"PMID:9": False, "PMID:1": True, "PMID:2": False}


def test_errors_and_odd_ids_pass_through() -> None:
    bad = UnreadableRecord("bad", path="x")
    other = Document(id="DOI:10.1/x", text="old")
    files = [[other, bad], UnreadableSource("missing", path="y"), [Document(id="DOI:10.1/x", text="new")]]
    found = list(newest_first(files))
    assert [str(item) if isinstance(item, UnreadableSource) else item.text for item in found] == [
        "new",
        "y: missing",
        "x: bad",
    ]


def test_files(tmp_path: Path) -> None:
    (tmp_path / "pubmed26n0002.jsonl").write_text(
        '{"pmid": "1", "text": "old"}\n{"pmid": "2", "text": "two"}\n'
    )
    (tmp_path / "pubmed26n0010.xml").write_text(
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>new"
        "</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
        "<DeleteCitation><PMID>2</PMID></DeleteCitation></PubmedArticleSet>"
    )
    found = list(latest(tmp_path))
    assert said(found) == {"PMID:1": "new", "PMID:2": "gone"}
    with pytest.raises(UnreadableSource, match="No such file"):
        list(latest(tmp_path / "nothing"))
    errors: list[UnreadableSource] = []
    assert list(latest(tmp_path / "nothing", errors=errors.append)) == []
    assert len(errors) == 1
