"""One text out of parts."""

from __future__ import annotations

import pytest

from claimgraph.corpus.assemble import Part, RawMention, assemble
from claimgraph.corpus.document import Source
from claimgraph.corpus.options import ReadOptions


def test_parts_become_lines_with_sections_and_mentions() -> None:
    document = assemble(
        Part(raw=" On  IL-2 "),
        [
            Part(raw="<i>IL-2</i> was given.", label="METHODS", heading="Design",
                 mentions=[RawMention(3, 7, "Gene", ("3558",))]),
            Part(raw=" "),
            Part(raw="It rose.", heading="Abstract"),
        ],
        source=Source(pmid="7"),
        options=ReadOptions(),
    )  # fmt: skip
    assert (document.id, document.text) == ("PMID:7", "On IL-2\nIL-2 was given.\nIt rose.")
    assert [(s.label, s.heading, s.start, s.end) for s in document.sections] == [
        ("TITLE", None, 0, 7),
        ("METHODS", "Design", 8, 23),
        ("OTHER", None, 24, 32),
    ]
    (mention,) = document.annotations
    assert (mention.start, mention.end, mention.text) == (8, 12, "IL-2")


def test_ids_follow_the_text_as_it_is_read() -> None:
    def name(raw: str) -> str:
        return assemble(None, [Part(raw=raw)], source=Source(path="a/b.txt"), options=ReadOptions()).id

    assert name("IL-2  acts.\n") == name("IL-2 acts.")
    assert name("IL-2 acts.") != name("IL-6 acts.")


def test_nothing_to_read() -> None:
    with pytest.raises(ValueError, match="neither title nor abstract"):
        assemble(Part(raw=" "), [], source=Source(), options=ReadOptions())
