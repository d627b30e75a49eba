"""Cutting and parsing XML records: damage stays where it is, nothing is expanded, nothing is fetched."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from claimgraph.corpus.document import Document
from claimgraph.corpus.opening import ByteStream
from claimgraph.corpus.options import ReadOptions
from claimgraph.corpus.xml_cutter import XmlCutter
from claimgraph.errors import UnreadableRecord, UnreadableSource

HEAD = '<?xml version="1.0"?>\n<PubmedArticleSet>\n'


def article(pmid: int, title: str = "IL-2 acts.") -> str:
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article><ArticleTitle>{title}</ArticleTitle>"
        "</Article></MedlineCitation></PubmedArticle>\n"
    )


def collection(*records: str) -> str:
    return HEAD + "".join(records) + "</PubmedArticleSet>"


def ids(items: list) -> list[str]:
    return [item.id if isinstance(item, Document) else "error" for item in items]


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (b"bad \xff byte", "not well-formed XML"),
        (b"bad \x07 control", "not well-formed XML"),
        (b"bad <i> tag", "not well-formed XML"),
        (b"bad &nonsense; entity", "not well-formed XML: Entity 'nonsense' not defined"),
        (b"bad & sign", "not well-formed XML"),
    ],
)
def test_damage_costs_its_record(reading, damage: bytes, reason: str) -> None:
    whole = collection(article(1), article(2, "DAMAGE"), article(3)).encode().replace(b"DAMAGE", damage)
    items = reading(whole, name="set.xml")
    assert ids(items) == ["PMID:1", "error", "PMID:3"]
    assert isinstance(items[1], UnreadableRecord)
    assert items[1].reason.startswith(reason)
    assert (items[1].record, items[1].line) == ("2 (2)", 4)


def test_missing_end_tag(reading) -> None:
    broken = article(2).replace("</PubmedArticle>", "")
    items = reading(collection(article(1), broken, article(3)))
    assert ids(items) == ["PMID:1", "error", "PMID:3"]
    assert "no end tag </PubmedArticle>" in str(items[1])


def test_file_cut_short(reading) -> None:
    items = reading(collection(article(1), article(2))[:-60])
    assert ids(items) == ["PMID:1", "error"]
    assert "the file ends inside the record" in str(items[1])


def test_stray_content(reading) -> None:
    items = reading(collection(article(1), "Stray text.\n", article(2)))
    assert ids(items) == ["PMID:1", "error", "PMID:2"]
    assert "stray content" in str(items[1])


BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))


@pytest.mark.parametrize(
    "declaration",
    [
        f'<!ENTITY l0 "ha">{BOMB}',
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY % p SYSTEM "http://h/">',
    ],
)
def test_declared_entities_are_refused(reading, declaration: str) -> None:
    whole = f"<?xml version='1.0'?>\n<!DOCTYPE PubmedArticleSet [\n{declaration}]>\n" + collection(
        article(1, "&l8;&x;")
    ).removeprefix('<?xml version="1.0"?>\n')
    (error,) = reading(whole)
    assert isinstance(error, UnreadableSource)
    assert "declares entities" in str(error)
    assert error.line == 3


def test_secret_file_is_never_read(reading, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hush")
    include = f'<xi:include href="{secret}" parse="text"/>'
    namespace = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
    record = article(1, "see it").replace("<PubmedArticle>", f"<PubmedArticle {namespace}>{include}")
    items = reading(collection(record))
    assert "hush" not in items[0].text


def test_record_over_the_limit_is_skipped(reading) -> None:
    whole = collection(article(1), article(2, "x" * 300_000), article(3))
    items = reading(whole, options=ReadOptions(max_record_bytes=100_000))
    assert ids(items) == ["PMID:1", "error", "PMID:3"]
    assert "longer than 100,000 bytes" in str(items[1])


def test_no_record(reading) -> None:
    (error,) = reading(HEAD + "</PubmedArticleSet>")
    assert "no element <PubmedArticle>" in str(error)


@pytest.mark.parametrize("size", [1, 5, 64, 4096])
def test_same_pieces_however_the_bytes_come(size: int) -> None:
    class Trickle(io.BytesIO):
        def read(self, count: int | None = -1) -> bytes:
            return super().read(size)

    whole = collection(article(1), article(2, "é"), "<DeleteCitation/>\n", article(3)).encode()
    stream = ByteStream(io.BytesIO(whole), path="x", max_bytes=10**9)
    stream._ahead = b""
    stream._source = Trickle(whole)
    names = ("PubmedArticle", "DeleteCitation")
    pieces = list(XmlCutter(stream, names, path="x", options=ReadOptions()).pieces())
    assert [(piece.name, piece.line, piece.fault) for piece in pieces] == [
        ("PubmedArticle", 3, None),
        ("PubmedArticle", 4, None),
        ("DeleteCitation", 5, None),
        ("PubmedArticle", 6, None),
    ]
    assert pieces[1].raw == article(2, "é").strip().encode()


def test_named_characters_and_namespaces(reading) -> None:
    title = 'TGF-&beta; &lt; <mml:math><mml:mi>k</mml:mi></mml:math>&nbsp;<ext xlink:href="h">x</ext>'
    (document,) = reading(collection(article(1, title)))
    assert document.title == "TGF-β < k x"


def test_a_record_in_a_comment_is_none(reading) -> None:
    comment = f"<!-- {article(2)} <PubmedArticle> <!ENTITY -->\n"
    items = reading(
        collection(comment, article(1), comment, article(3, "bad & sign"), "<!--" + article(4) + "-->")
    )
    assert ids(items) == ["PMID:1", "error"]
    assert items[1].line == 8


@pytest.mark.parametrize("size", range(1, 12))
def test_a_comment_over_many_reads(size: int) -> None:
    class Drops(io.BytesIO):
        def read(self, _: int | None = -1) -> bytes:
            return super().read(size)

    content = collection("<!-- - -- > <article> <article -->", "<article>x</article>").encode()
    stream = ByteStream(Drops(content), path="x", max_bytes=10_000)
    stream._ahead, stream._source = b"", Drops(content)
    pieces = list(XmlCutter(stream, ("article",), path="x", options=ReadOptions()).pieces())
    assert [(piece.raw, piece.fault) for piece in pieces] == [(b"<article>x</article>", None)]


def test_a_comment_that_does_not_end(reading) -> None:
    *documents, error = reading(collection(article(1), "<!-- ", article(2)))
    assert ids(documents) == ["PMID:1"]
    assert "a comment that does not end" in str(error)
    assert error.line == 4
