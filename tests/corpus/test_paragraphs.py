"""Paragraphs."""

from __future__ import annotations

import pytest

from claimgraph.corpus.paragraphs import paragraphs

WRAPPED = "Owls that were given interleukin-2 over a period of twelve weeks had"
GOES_ON = "more natural killer cells than other owls had."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_wrapped_lines_belong_together(end: str) -> None:
    text = end.join(["A title", WRAPPED, GOES_ON, "", "More."])
    assert [text[start:stop] for start, stop in paragraphs(text)] == [
        "A title",
        f"{WRAPPED}{end}{GOES_ON}",
        "More.",
    ]


@pytest.mark.parametrize("line", ["RESULTS: They flew.", "Results", "Results:"])
def test_a_heading_begins_a_paragraph(line: str) -> None:
    text = f"{WRAPPED}\n{line}\n{GOES_ON}"
    assert f"{WRAPPED}" in [text[start:stop] for start, stop in paragraphs(text)]


def test_whole_lines_are_paragraphs() -> None:
    text = f"{WRAPPED} {WRAPPED}.\n{WRAPPED} {WRAPPED}."
    assert len(list(paragraphs(text))) == 2
    assert list(paragraphs("\n \n")) == []
