"""Whatever the source holds, offsets are exact and the map leads back."""

from __future__ import annotations

import io
import string

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from claimgraph.corpus.assemble import Part, RawMention, assemble
from claimgraph.corpus.document import Document, Source
from claimgraph.corpus.formats import READERS
from claimgraph.corpus.lines import lines
from claimgraph.corpus.markup import flatten
from claimgraph.corpus.normalize import clean, clean_offset, source_offset
from claimgraph.corpus.opening import ByteStream
from claimgraph.corpus.options import ReadOptions
from claimgraph.corpus.sections import stretches
from claimgraph.errors import UnreadableSource

PIECES = st.sampled_from(
    [
        *("IL-2", "TGF-β", "a", "B", "10", "p < 0.05", "5 mg/kg", "𝛼", "é", ".", ". ", ": ", "RESULTS: "),
        *(
            "Methods. ",
            "Conclusions ",
            " ",
            "  ",
            "\n",
            "\r\n",
            "\t",
            "\u2009",
            "\xa0",
            "\u200b",
            "\x07",
            "\x1c",
        ),
        *("<i>", "</i>", "<sup>", "</sup>", "<sup>6</sup>", "<br/>", "<x>", "<", ">", "&", "&lt;", "&beta;"),
        *("&nbsp;", "&#945;", "&nothing;", "\ud800"),
    ]
)
RAW = st.lists(PIECES, max_size=30).map("".join)


@given(RAW, st.booleans())
def test_clean_text_is_clean(raw: str, newlines: bool) -> None:
    cleaned = clean(raw, newlines=newlines)
    assert cleaned.text == cleaned.text.strip()
    assert "  " not in cleaned.text
    assert " \n" not in cleaned.text
    assert "\n " not in cleaned.text
    assert all(
        character == " " or (newlines and character == "\n")
        for character in cleaned.text
        if character.isspace()
    )


@given(RAW)
def test_map_leads_back_to_the_same_character(raw: str) -> None:
    cleaned = clean(raw)
    last = -1
    for offset, character in enumerate(cleaned.text):
        there = source_offset(cleaned.runs, offset)
        assert last < there < len(raw)
        last = there
        if raw[there] != character:
            assert character == " " or raw[there] in "&<", (raw[there], character)
        assert clean_offset(cleaned, there) == offset


@given(RAW)
def test_stretches_are_exact_and_in_order(raw: str) -> None:
    text = clean(raw, newlines=True).text
    last = 0
    for stretch in stretches(text):
        inside = text[stretch.start : stretch.end]
        assert inside
        assert inside == inside.strip()
        assert stretch.start >= last
        last = stretch.end


@given(RAW, st.lists(RAW, max_size=4), st.data())
def test_assembled_offsets(title: str, raws: list[str], data: st.DataObject) -> None:
    parts = []
    for raw in raws:
        start = data.draw(st.integers(0, len(raw)))
        end = data.draw(st.integers(start, len(raw)))
        parts.append(
            Part(raw=raw, mentions=[RawMention(start, end, "Gene")], newlines=data.draw(st.booleans()))
        )
    try:
        document = assemble(Part(raw=title), parts, source=Source(), options=ReadOptions())
    except ValueError:
        assert not any(clean(raw).text for raw in [title, *raws])
        return
    for section in document.sections:
        inside = document.text[section.start : section.end]
        assert inside == inside.strip() != ""
    for mention in document.annotations:
        assert document.text[mention.start : mention.end] == mention.text


@given(st.binary(max_size=300), st.sampled_from(sorted(READERS)))
def test_no_bytes_make_a_reader_fail_otherwise(content: bytes, name: str) -> None:
    heads = {
        "pubmed_xml": b"<PubmedArticle><MedlineCitation><PMID>",
        "jats": b"<article><front>",
        "bioc_xml": b"<document><id>",
        "bioc_json": b'{"passages": [',
        "pubtator": b"1|t|",
        "medline": b"PMID- 1\nTI  - ",
    }
    try:
        stream = ByteStream(io.BytesIO(heads.get(name, b"") + content), path="x", max_bytes=10_000)
        items = list(READERS[name](stream, path="x", options=ReadOptions()))
    except UnreadableSource:
        return
    assert all(isinstance(item, Document | UnreadableSource) for item in items)


@given(st.lists(st.text(string.ascii_letters + " é", max_size=8), max_size=12), st.data())
def test_lines_come_out_whatever_ends_them(texts: list[str], data: st.DataObject) -> None:
    ends = [data.draw(st.sampled_from(["\n", "\r\n", "\r"])) for _ in texts]
    # CR followed by an empty line that ends in LF would be one CR LF.
    content = "".join(text + end for text, end in zip(texts, ends, strict=True))
    expected = content.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:-1]
    stream = ByteStream(io.BytesIO(content.encode()), path="x", max_bytes=10_000)
    assert [line.text for line in lines(stream, max_bytes=1000)] == expected


@given(
    st.recursive(st.text("abc <&\n", max_size=5), lambda inner: st.lists(inner, max_size=3), max_leaves=12)
)
def test_flatten_keeps_every_character(tree: object) -> None:
    def build(node: object) -> etree._Element:
        element = etree.Element("i")
        if isinstance(node, str):
            element.text = node
        elif isinstance(node, list):
            element.extend(build(child) for child in node)
        return element

    element = build(tree)
    assert flatten(element) == "".join(element.itertext())
