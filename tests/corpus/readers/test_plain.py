"""Plain text."""

from __future__ import annotations

import re

from claimgraph.corpus.document import Document
from claimgraph.corpus.normalize import source_offset
from claimgraph.corpus.options import ReadOptions
from claimgraph.errors import UnreadableSource

WRAPPED = """IL-2 in owls

Owls that were given interleukin-2 over a period of twelve weeks had
more natural killer cells than owls that were given placebo, and they
flew.

Results:
  They hooted\tlouder.\r
\r
The end.
"""


def test_a_file_each(reading) -> None:
    (document,) = reading(WRAPPED, name="owls.txt")
    assert re.fullmatch(r"owls\.txt#[0-9a-f]{12}", document.id)
    assert document.title is None
    assert document.text.split("\n") == [
        "IL-2 in owls",
        "Owls that were given interleukin-2 over a period of twelve weeks had more natural killer cells than "
        "owls that were given placebo, and they flew.",
        "Results:",
        "They hooted louder.",
        "The end.",
    ]
    assert [(section.label, section.heading) for section in document.sections] == [
        ("OTHER", None),
        ("OTHER", None),
        ("RESULTS", "Results"),
        ("RESULTS", "Results"),
    ]
    for word in ("IL-2", "killer", "flew", "hooted", "end"):
        assert WRAPPED[source_offset(document.runs, document.text.index(word)) :].startswith(word)


def test_lines_that_are_paragraphs(reading) -> None:
    long = "Interleukin-2 " * 20
    (document,) = reading(f"A title\n{long}end.\nAnother paragraph.\n")
    assert len(document.text.split("\n")) == 3


def test_a_line_each(reading) -> None:
    items = reading(b"IL-2 acts.\n\nbad \xff\r\nIL-6 acts.", name="l.txt", options=ReadOptions(plain="line"))
    assert [getattr(item, "text", "error") for item in items] == ["IL-2 acts.", "error", "IL-6 acts."]
    assert items[1].line == 3


def test_broken_encoding_names_the_line(reading) -> None:
    (error,) = reading("Fine.\nMüller cells".encode("latin-1"))
    assert isinstance(error, UnreadableSource)
    assert ("not UTF-8" in str(error), error.line) == (True, 2)


def test_over_long_text(reading) -> None:
    (error,) = reading("IL-2 acts. " * 100, options=ReadOptions(max_document_characters=500))
    assert "more than 500 (max_document_characters)" in str(error)


def roles(document: Document) -> list[tuple[str, str | None]]:
    return [(section.label, section.heading) for section in document.sections]


def test_a_heading_on_its_own_line_reaches_to_the_next_in_the_text(reading) -> None:
    (document,) = reading("Objective\nTo test IL-2 in owls.\nResults: It rose.\n\nOwls flew.\n")
    assert roles(document) == [("OBJECTIVE", "Objective"), ("RESULTS", "Results"), ("OTHER", None)]
    (document,) = reading("Methods\nWe asked. Results: It rose.\n\nConclusions\nGood.\n\nIt helps.\n")
    assert roles(document) == [
        *[("METHODS", "Methods"), ("RESULTS", "Results")],
        *[("CONCLUSIONS", "Conclusions"), ("CONCLUSIONS", "Conclusions")],
    ]


def test_a_heading_of_the_same_role_does_not_end_the_reach(reading) -> None:
    (document,) = reading("Methods\nPatients: 20 owls.\n\nThey got IL-2.\n")
    assert roles(document) == [("METHODS", "Patients"), ("METHODS", "Methods")]


def test_the_heading_abstract_names_nothing(reading) -> None:
    (document,) = reading("Abstract\nOwls are old.\nBackground: IL-2 is known.\nMethods: We gave it.\n")
    assert roles(document) == [("OTHER", None), ("BACKGROUND", "Background"), ("METHODS", "Methods")]
