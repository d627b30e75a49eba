"""Paragraphs of a text whose lines may be wrapped (mail, terminal, PDF) or whole (browser, editor)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimgraph.corpus.sections import is_heading_line, starts_with_heading
from claimgraph.corpus.whole_text import lines_of

_WRAPPED_AT_MOST = 130  # characters; longer lines come from an editor or browser that does not wrap
_WRAPPED_AT_LEAST = 40
_ENDS = re.compile(r"[.?!:;]['\")\]\u201d\u2019]*\s*$")


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Bounds of the paragraphs: parted by blank lines and, where lines are not wrapped, by line ends."""
    start = previous = None
    for found in lines_of(text):
        line = found[0]
        if not line.strip():
            continue
        begin, end = found.span()
        if start is not None and previous is not None and not _goes_on(text, previous, (begin, end)):
            yield start, previous[1]
            start = None
        if start is None:
            start = begin
        previous = (begin, end)
    if start is not None and previous is not None:
        yield start, previous[1]


def _goes_on(text: str, previous: tuple[int, int], current: tuple[int, int]) -> bool:
    """Whether a line continues the paragraph of the line before it."""
    between = text[previous[1] : current[0]]
    if len(between.replace("\r\n", "\n").strip(" \t\xa0")) != 1:
        return False  # a blank line
    before = text[previous[0] : previous[1]]
    line = text[current[0] : current[1]]
    if starts_with_heading(line) or is_heading_line(line) or is_heading_line(before):
        return False
    if len(before) > _WRAPPED_AT_MOST or len(line) > _WRAPPED_AT_MOST:
        return False
    if len(before) >= _WRAPPED_AT_LEAST:
        # In wrapped text the next word would not have fitted; a shorter line ended because it was to end.
        return not (_ENDS.search(before) and len(before) + len(line.split(maxsplit=1)[0]) < 60)
    return line.lstrip()[:1].islower()
