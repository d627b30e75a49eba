"""Where title, authors and abstract stand in the lines of one copied PubMed page or text record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from claimgraph.corpus.page_authors import is_author_line
from claimgraph.corpus.page_lines import PageLine
from claimgraph.corpus.sections import OTHER, is_heading_line, label_of

_NUMBERED = re.compile(r"\d{1,5}\. \S")
_ENDS = re.compile(r"[.?!\u2026][\"'\u201d\u2019)\]]*$")
_WRAPPED_AT_LEAST, _WRAPPED_AT_MOST = 50, 100  # characters: PubMed's text format breaks lines before 80
_PROSE = 12  # words: a block with fewer is no abstract
_SURE_PROSE = 40  # words: a line with as many is no address or list of authors
_FURNITURE = frozenset({"banner", "begin", "doi", "pmid", "pmcid", "citation", "abstract", "retracted"})


class Layout(NamedTuple):
    """Lines of the title, of the abstract, and of the record up to the lists of other articles."""

    title: Sequence[PageLine]
    authors: PageLine | None
    abstract: Sequence[PageLine]
    own: Sequence[PageLine]


def lay_out(record: Sequence[PageLine]) -> Layout:
    """Find them by the line "Abstract" if there is one, else by the blocks between blank lines."""
    marks = [at for at, line in enumerate(record) if line.roles.keys() & {"abstract", "absent"}]
    ends = [at for at, line in enumerate(record) if "end" in line.roles]
    head_end = marks[0] if marks else _abstract_block(record)
    if ends and ends[0] < head_end:
        head_end = ends[0]
    own_end = next((at for at in ends if at >= head_end), len(record))
    title_start, title_end = _title(record[:head_end])
    after = record[head_end:own_end]
    absent = bool(marks) and "absent" in record[marks[0]].roles
    abstract = [] if absent else _abstract(after)
    if not abstract and not marks:
        prose = [line for line in record[title_end:own_end] if not line.roles]
        abstract = [line for line in prose if len(line.text.split()) >= _SURE_PROSE]
    authors = next(
        (
            line
            for line in record[title_end:head_end]
            if line.roles.keys() <= {"citation"} and is_author_line(line.text)
        ),
        None,
    )
    return Layout(record[title_start:title_end], authors, abstract, record[:own_end])


def is_numbered(line: PageLine) -> int | None:
    """The number of a record of the text format that begins with this line."""
    if not line.after_blank or not _NUMBERED.match(line.text):
        return None
    cites = "citation" in line.roles or re.match(r"\d+\. .{3,120}?\. ?(?:19|20)\d\d\b", line.text)
    return int(line.text.split(".", 1)[0]) if cites else None


def _abstract(lines: Sequence[PageLine]) -> list[PageLine]:
    """Lines up to the first furniture that ends an abstract; a heading that tells a role is none."""
    abstract: list[PageLine] = []
    for line in lines:
        if is_heading_line(line.text) and label_of(line.text) != OTHER:
            abstract.append(line)  # "Summary", which elsewhere on the page is furniture
            continue
        if "stop" in line.roles or (abstract and "pmid" in line.roles):
            break
        if not _FURNITURE & line.roles.keys():
            abstract.append(line)
    return abstract


def _abstract_block(record: Sequence[PageLine]) -> int:
    """Where the abstract begins in the text format: the second block without furniture that is prose."""
    starts = [at for at, line in enumerate(record) if line.after_blank] or [0]
    seen = 0
    for start, end in zip(starts, [*starts[1:], len(record)], strict=True):
        first = record[start]
        if first.roles or _NUMBERED.match(first.text):
            continue
        seen += 1  # the first is the title
        words = sum(len(line.text.split()) for line in record[start:end])
        if seen > 1 and words >= _PROSE and not is_author_line(first.text):
            return start
    return len(record)


def _title(head: Sequence[PageLine]) -> tuple[int, int]:
    """Bounds of the title: the line shown twice, else the first after the citation that is no furniture."""
    free = [at for at, line in enumerate(head) if not line.roles and not _NUMBERED.match(line.text)]
    texts = [head[at].text for at in free]
    twice = [at for at, text in zip(free, texts, strict=True) if texts.count(text) > 1 and " " in text]
    cited = _citation_end(head)
    after = [at for at in free if at >= cited]
    if not free:
        return len(head), len(head)
    start = twice[0] if twice else (after or free)[0]
    end = start + 1
    while end < len(head) and _goes_on(head[end - 1], head[end]):
        end += 1
    return start, end


def _citation_end(head: Sequence[PageLine]) -> int:
    """Position after the citation at the head, which may be wrapped; 0 if there is none."""
    at = next(
        (at for at, line in enumerate(head) if "citation" in line.roles or _NUMBERED.match(line.text)), None
    )
    if at is None:
        return 0
    numbered = _NUMBERED.match(head[at].text) is not None
    at += 1
    while at < len(head) and (
        head[at].roles.keys() & {"doi", "citation"} or (numbered and not head[at].after_blank)
    ):
        at += 1
    return at


def _goes_on(before: PageLine, line: PageLine) -> bool:
    """Whether a wrapped title continues: no blank line between, not ended, and no authors."""
    if line.after_blank or line.roles or not _WRAPPED_AT_LEAST <= len(before.text) <= _WRAPPED_AT_MOST:
        return False
    return not _ENDS.search(before.text) and not is_author_line(line.text)
