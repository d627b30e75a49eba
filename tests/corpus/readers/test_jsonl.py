"""JSON lines."""

from __future__ import annotations

import json

import pytest

from claimgraph.corpus.document import Document
from claimgraph.corpus.options import JsonFields, ReadOptions
from claimgraph.errors import UnreadableRecord, UnreadableSource


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
    assert items[-1].id.startswith("5#")


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


def test_a_text_that_begins_with_the_words_of_its_title_stays_whole(reading) -> None:
    (document,) = reading(line(id="x", title="Melanoma", abstract="Melanoma is treated with IL-2."))
    assert document.text == "Melanoma\nMelanoma is treated with IL-2."
    (document,) = reading(line(id="x", title="Melanoma", text="Melanoma\nIt is treated with IL-2."))
    assert document.text == "Melanoma\nIt is treated with IL-2."


RECORDS = [{"pmid": 99000001, "title": "Owls", "abstract": "IL-2 acts."}, {"pmid": 99000002, "text": "IL-6."}]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(RECORDS),
        json.dumps(RECORDS, indent=1),
        "\ufeff" + json.dumps(RECORDS, indent=4) + "\n",
        "\n".join(json.dumps(record, indent=2) for record in RECORDS),
        ",\n".join(map(json.dumps, RECORDS)),
    ],
)
def test_records_that_are_not_one_a_line(reading, content: str) -> None:
    assert [document.text for document in reading(content)] == ["Owls\nIL-2 acts.", "IL-6."]


def test_an_array_longer_than_any_one_read(reading) -> None:
    items = reading(json.dumps([{"text": f"IL-2 acts on owl {n}."} for n in range(60_000)]))
    assert len(items) == 60_000
    assert all(isinstance(item, Document) for item in items)


def test_a_fault_in_an_array_is_told_once(reading) -> None:
    items = reading('[{"text": "Good."}, 3, {"text": "Good too."}, {"text": oops}, {"text": "Lost."}]')
    assert [getattr(item, "text", None) for item in items] == ["Good.", None, "Good too.", None]
    assert "a JSON int where a record" in str(items[1])
    assert "not JSON: Expecting value; put one record on each line" in str(items[3])
    *_, error = reading('[\n{"text": "Good."},\n{"text": "Cut o')
    assert "put one record on each line" in str(error)


@pytest.mark.parametrize("end", ["", "\n", ",\n"])
def test_an_array_that_does_not_end_is_told(reading, end: str) -> None:
    first, second, error = reading('[\n{"text": "Good."},\n{"text": "Good too."}' + end)
    assert (first.text, second.text) == ("Good.", "Good too.")
    assert isinstance(error, UnreadableSource)
    assert "its array does not end" in str(error)


def test_what_follows_an_array_is_told_wherever_a_read_ends(reading) -> None:
    array = "[\n" + json.dumps({"text": "Good."})
    for length in (2**16, 2**18, 2**20):
        *_, error = reading(array + " " * (length - len(array) - 1) + ']{"text": "Lost."}')
        assert isinstance(error, UnreadableSource)


def test_authors_and_terms_as_objects(reading) -> None:
    authors = [{"name": "A Roe"}, {"given": "Carl", "family": "Poe"}, {"email": "x"}, "B Doe"]
    (document,) = reading(line(text="x", authors=authors, mesh=[{"id": "D007376", "name": "Owls"}, "Mice"]))
    assert document.source.authors == ("A Roe", "Carl Poe", "B Doe")
    assert (document.source.mesh, document.source.mesh_terms) == (("MESH:D007376",), ("Owls", "Mice"))
    (document,) = reading(line(text="x", authors="Roe A; Poe CB"))
    assert document.source.authors == ("Roe A", "Poe CB")
