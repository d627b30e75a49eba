"""JSON lines."""

from __future__ import annotations

import json

import pytest

from claimgraph.corpus.document import Document
from claimgraph.corpus.options import JsonFields, ReadOptions
from claimgraph.errors import UnreadableRecord


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


def test_sections_count_from_the_text_field(reading) -> None:
    text = "IL-2  was given. It worked."
    sections = [{"label": "Methods", "start": 0, "end": 16}, {"label": "RESULTS", "start": 17, "end": 27}]
    (document,) = reading(
        line(
            id="7",
            pmid="7",
            title="On IL-2",
            text=text,
            sections=sections,
            mesh=["Humans", "D007376"],
            year="2001",
        )
    )
    assert document.text == "On IL-2\nIL-2 was given. It worked."
    assert [(s.label, s.heading, document.text[s.start : s.end]) for s in document.sections] == [
        ("TITLE", None, "On IL-2"),
        ("METHODS", "Methods", "IL-2 was given."),
        ("RESULTS", "RESULTS", "It worked."),
    ]
    assert document.source.mesh == ("MESH:D007376",)
    assert document.source.mesh_terms == ("Humans",)
    assert document.source.year == 2001


def test_title_is_not_doubled(reading) -> None:
    (document,) = reading(line(id="x", title="On IL-2.", text="On IL-2. It works."))
    assert document.text == "On IL-2.\nIt works."
    (document,) = reading(line(id="x", title="On IL-2", text="On IL-20 and owls."))
    assert document.text == "On IL-2\nOn IL-20 and owls."


def test_title_that_is_the_id_is_none(reading) -> None:
    (document,) = reading(line(id="123", pmid=123, title="123", text="IL-2 works."))
    assert (document.id, document.title, document.text) == ("PMID:123", None, "IL-2 works.")


def test_whole_abstract_as_a_section_is_looked_into(reading) -> None:
    text = "AIM: To see. RESULTS: It rose."
    (document,) = reading(line(text=text, sections=[{"label": "ABSTRACT", "start": 0, "end": len(text)}]))
    assert [section.label for section in document.sections] == ["OBJECTIVE", "RESULTS"]


def test_own_names_of_fields(reading) -> None:
    fields = JsonFields(id="key", title="name", abstract="summary")
    (document,) = reading(
        line(key="k1", name="T", summary="A.", text="no"), options=ReadOptions(fields=fields)
    )
    assert (document.id, document.text) == ("k1", "T\nA.")


def test_a_record_of_extract_reads_back_equal(reading) -> None:
    text = "On IL-2\nMETHODS: We gave it. RESULTS: It rose."
    sections = [
        {"label": "TITLE", "heading": None, "start": 0, "end": 7},
        {"label": "METHODS", "heading": "METHODS", "start": 17, "end": 28},
        {"label": "RESULTS", "heading": "RESULTS", "start": 38, "end": 46},
    ]
    source = {
        "path": "a.xml",
        "format": "pubmed_xml",
        "pmid": "9",
        "journal": "J",
        "year": 2004,
        "retracted": True,
    }
    (document,) = reading(line(id="PMID:9", title="On IL-2", text=text, source=source, sections=sections))
    assert (document.id, document.title, document.text) == ("PMID:9", "On IL-2", text)
    assert [vars_of(section) for section in document.sections] == [tuple(s.values()) for s in sections]
    assert (document.source.journal, document.source.retracted) == ("J", True)


def vars_of(section: object) -> tuple[object, ...]:
    return tuple(getattr(section, name) for name in ("label", "heading", "start", "end"))


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("{broken", "not JSON"),
        ("[1, 2]", "a JSON list where a record"),
        ('"text"', "a JSON str where a record"),
        ('{"id": "1"}', "no text in field 'title', 'abstract' or 'text'; it has: id"),
        ('{"text": {"a": 1}}', "field 'text' is not text"),
        ('{"text": "ab", "sections": [{"label": "X", "start": 0, "end": 9}]}', "does not fit into the text"),
        ('{"text": "ab", "sections": 3}', "its sections are not a list"),
        ('{"text": " "}', "no text in field"),
        ('{"text": "\\u200b"}', "has neither title nor abstract"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_bad_lines_cost_themselves(reading, bad: str, reason: str) -> None:
    items = reading(line(id="a", text="Good.") + "\r\n" + bad + "\n" + line(id="b", text="Good."))
    assert [item.id if isinstance(item, Document) else "error" for item in items] == ["a", "error", "b"]
    assert isinstance(items[1], UnreadableRecord)
    assert reason in str(items[1])
    assert (items[1].line, items[1].record) == (3, "2")


def test_lone_surrogates_and_odd_numbers(reading) -> None:
    items = reading('{"text": "A \\ud800 b", "year": 1e999}\n{"id": 5, "text": "Good."}\n')
    assert isinstance(items[-1], Document)
    assert items[-1].id == "5"


def test_line_of_fifty_megabytes(reading) -> None:
    long = line(id="long", text="IL-2 acts. " * 4_700_000)
    assert len(long) > 50_000_000
    items = reading(line(id="a", text="Good.") + long + line(id="b", text="Good."))
    assert [item.id if isinstance(item, Document) else "error" for item in items] == ["a", "error", "b"]
    assert "more than 5,000,000 (max_document_characters)" in str(items[1])
    items = reading(
        line(id="a", text="Good.") + long + line(id="b", text="Good."),
        options=ReadOptions(max_record_bytes=1_000_000),
    )
    assert "longer than 1,000,000 bytes" in str(items[1])
    assert isinstance(items[2], Document)
