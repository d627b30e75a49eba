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


def test_quotes_in_a_table_parted_by_tabs_may_be_text(reading) -> None:
    rows = [
        "pmid\ttitle\tabstract",
        '99000001\t"Warm" owls.\tThey fly.',
        '99000002\tMice.\t"Cold mice sleep.',
        '99000003\tCats.\tThey say "miaow".',
        '99000004\t"Dogs, ""big"" ones."\t"They\tbark."',
        '99000005\tBats.\t"They hang.',
    ]
    assert [item.text for item in reading("\n".join(rows))] == [
        '"Warm" owls.\nThey fly.',
        'Mice.\n"Cold mice sleep.',
        'Cats.\nThey say "miaow".',
        'Dogs, "big" ones.\nThey bark.',
        'Bats.\n"They hang.',
    ]


@pytest.mark.parametrize(
    "stray",
    ['"Cold owls sleep.', '"Cold" owls sleep.', '"Cold ""owls"" sleep.'],
    ids=["open", "early", "doubled"],
)
def test_a_stray_quote_in_a_table_parted_by_commas_costs_its_line(reading, stray: str) -> None:
    rows = ["pmid,title,abstract", f"99000001,Owls.,{stray}"]
    rows += [f"{99000002 + number},Mice.,They run." for number in range(300)]
    fault, *documents = reading("\n".join(rows))
    assert isinstance(fault, UnreadableRecord)
    assert (fault.line, "quoted cell" in fault.reason) == (2, True)
    assert [document.id for document in documents] == [f"PMID:{99000002 + number}" for number in range(300)]
    with_quotes = "\n".join(
        [*rows, '99000900,Cats.,"They ""purr"",\nand sleep."', '99000901,Dogs.,"They bark."']
    )
    fault, *documents = reading(with_quotes)
    assert (fault.line, len(documents)) == (2, 302)
    assert documents[-2].text == 'Cats.\nThey "purr",\nand sleep.'


def test_an_unreadable_line_in_a_quoted_cell_is_told(reading) -> None:
    fault, document = reading(b'pmid,title\n99000001,"Owls\nM\xfcller\nfly."\n')
    assert (fault.line, document.text) == (3, "Owls fly.")


def test_the_length_of_a_cell_has_the_limits_of_a_document(reading) -> None:
    abstract = "IL-2 acts. " * 20_000
    table = f'pmid,title,abstract\n99000001,Owls.,"{abstract}"\n99000002,Mice.,They run.\n'
    long, short = reading(table)
    assert len(long.text) == len("Owls.\n") + len(abstract) - 1
    fault, short = reading(table, options=ReadOptions(max_document_characters=10_000))
    assert "more than 10,000 (max_document_characters)" in str(fault)
    assert short.text == "Mice.\nThey run."
    table = 'pmid,title\n99000001,"Owls\n' + "fly\n" * 10_000
    fault = reading(table, options=ReadOptions(max_record_bytes=10_000))[0]
    assert (fault.line, "longer than 10,000 characters" in fault.reason) == (2, True)


def test_blank_cells_beyond_the_header_are_nothing(reading) -> None:
    (document,) = reading("pmid,title,abstract\n99000001,Owls.,They fly.,, \n")
    assert document.text == "Owls.\nThey fly."
