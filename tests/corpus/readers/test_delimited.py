"""Tables."""

from __future__ import annotations

import pytest

from claimgraph.corpus.document import Document
from claimgraph.corpus.options import JsonFields, ReadOptions
from claimgraph.errors import UnreadableRecord, UnreadableSource


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_row_a_record(reading, delimiter: str) -> None:
    rows = [
        ["PMID", "Title", "Note", "Abstract"],
        ["99000001", "Owls", "", '"IL-2 acts, and ""more"".\nRESULTS: It rose."'],
        ["99000002", "Mice"],
        [],
    ]
    first, second = reading("\ufeff" + "\r\n".join(map(delimiter.join, rows)))
    assert first.id == "PMID:99000001"
    assert first.text == 'Owls\nIL-2 acts, and "more".\nRESULTS: It rose.'
    assert [section.label for section in first.sections] == ["TITLE", "OTHER", "RESULTS"]
    assert (first.source.format, second.text) == ("csv", "Mice")


def test_columns_of_an_export(reading) -> None:
    (document,) = reading(
        "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI\n"
        '99000001,"On owls","Roe AB, Poe C.","J Owls. 2004",Roe AB,J Owls,2004,2005/01/05,PMC9900,,10.9999/o\n'
    )
    source = document.source
    assert (document.text, source.journal, source.year) == ("On owls", "J Owls", 2004)
    assert (source.authors, source.pmcid, source.doi) == (("Roe AB", "Poe C"), "PMC9900", "10.9999/o")


def test_columns_by_own_names(reading) -> None:
    options = ReadOptions(fields=JsonFields(id="key", text="body"))
    (document,) = reading("key\tbody\nk1\tIL-2 acts.\n", options=options)
    assert (document.id, document.text) == ("k1", "IL-2 acts.")


def test_bad_rows_cost_themselves(reading) -> None:
    items = reading(
        b'pmid,title\n99000001,Good\n99000002,Too,many\n\n99000003,M\xfcller\n99000004,\n99000005,"Two\nlines"\n'
    )
    assert [getattr(item, "text", item) for item in items if isinstance(item, Document)] == [
        "Good",
        "Two lines",
    ]
    faults = [item for item in items if isinstance(item, UnreadableRecord)]
    assert [fault.line for fault in faults] == [3, 5, 6]
    assert "3 cells under 2 columns" in str(faults[0])
    assert "not UTF-8" in str(faults[1])
    assert "no text in field" in str(faults[2])


def test_a_table_without_known_columns(reading) -> None:
    (error,) = reading("name,value\na,b\n", format="csv")
    assert isinstance(error, UnreadableSource)
    assert "names no column for a title or text" in str(error)


@pytest.mark.parametrize(
    "text", ["Title, abstract and text of owls.\nMore.", "Text", "Abstract\nIL-2 acts, well."]
)
def test_prose_is_no_table(reading, text: str) -> None:
    (document,) = reading(text)
    assert document.source.format == "plain"


@pytest.mark.parametrize("text", ["15\n16\n", "PMID: 15, PMID: 16", "99000001"])
def test_nothing_but_pmids(reading, text: str) -> None:
    (error,) = reading(text)
    assert "holds nothing but numbers" in str(error)


def test_a_first_line_that_is_too_long_for_a_header(reading) -> None:
    (error,) = reading("title," + "x" * 200_000 + "\n", format="csv")
    assert "names no column" in str(error)
