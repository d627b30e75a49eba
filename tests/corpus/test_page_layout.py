"""Where title and abstract stand on a copied page."""

from __future__ import annotations

import pytest

from claimgraph.corpus.page_layout import lay_out
from claimgraph.corpus.page_lines import page_lines
from claimgraph.corpus.page_source import page_source
from claimgraph.corpus.tables import table

PAGE = """J Owls. 2004 Nov;16(6):542-6.
Case Reports
IL-2 in owls
Ada B Roe 1, Carl Poe
PMID: 99000001
Abstract
{heading}
Owls that were given IL-2 had more natural killer cells than owls that were given none.
Similar articles
Other owls.
"""
# Headings that name the abstract itself, and lists of words, which are no text.
FURNITURE = {"abstract", "keywords", "key words"}


@pytest.mark.parametrize(
    "heading",
    sorted({row["heading"] for row in table("headings") if row["kind"] == "whole"} - FURNITURE),
)
def test_a_known_heading_below_the_mark_is_no_furniture(heading: str) -> None:
    layout = lay_out(list(page_lines(PAGE.format(heading=heading.capitalize()))))
    assert [line.text.partition(" that")[0] for line in layout.abstract] == [heading.capitalize(), "Owls"]
    assert [line.text for line in layout.title] == ["IL-2 in owls"]
    source = page_source(layout, path="x", format_name="pubmed_page")
    assert source.publication_types == ("Case Reports",)


def test_summary_as_a_heading_has_its_role(reading) -> None:
    (document,) = reading(PAGE.format(heading="Summary"), format="pubmed_page")
    assert [(section.label, section.heading) for section in document.sections] == [
        ("TITLE", None),
        ("CONCLUSIONS", "Summary"),
    ]
