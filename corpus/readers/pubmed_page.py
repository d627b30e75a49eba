"""A PubMed page as people copy it from the browser, or PubMed's own "Abstract" text format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimgraph.corpus.assemble import Part, assemble
from claimgraph.corpus.document import Document
from claimgraph.corpus.opening import ByteStream
from claimgraph.corpus.options import ReadOptions
from claimgraph.corpus.page_layout import is_numbered, lay_out
from claimgraph.corpus.page_lines import PageLine, page_lines
from claimgraph.corpus.page_source import page_source
from claimgraph.corpus.sections import is_heading_line, starts_with_heading
from claimgraph.corpus.whole_text import read_text
from claimgraph.errors import UnreadableRecord

FORMAT = "pubmed_page"
_WRAPPED_AT_LEAST, _WRAPPED_AT_MOST = 40, 100  # characters of a line of wrapped text


def read_pubmed_page(
    stream: ByteStream, *, path: str, options: ReadOptions
) -> Iterator[Document | UnreadableRecord]:
    """Each page or numbered record of the file; `runs` lead back into the file's text."""
    text = read_text(stream, path=path, options=options)
    for number, record in enumerate(_records(page_lines(text)), start=1):
        layout = lay_out(record)
        source = page_source(layout, path=path, format_name=FORMAT)
        parts = list(_parts(layout.abstract, text))
        try:
            yield assemble(
                _part(layout.title, text) if layout.title else None,
                parts,
                source=source,
                options=options,
            )
        except ValueError as error:
            line = text.count("\n", 0, record[0].start) + 1
            yield UnreadableRecord(str(error), path=path, record=str(number), line=line)


def _records(page: Iterator[PageLine]) -> Iterator[list[PageLine]]:
    """Cut where another page begins, or the next number of a numbered list of citations."""
    record: list[PageLine] = []
    last: int | None = None
    for line in page:
        number = is_numbered(line)
        if number is not None and not record:
            last = number
        elif number is not None and last is not None and number == last + 1:
            yield record
            record, last = [], number
        elif "begin" in line.roles and any(not old.roles for old in record):
            yield record
            record, last = [], None
        record.append(line)
    if record:
        yield record


def _parts(abstract: Sequence[PageLine], text: str) -> Iterator[Part]:
    """Paragraphs of the abstract: wrapped lines belong together, a heading on its own line stays alone."""
    paragraph: list[PageLine] = []
    for line in abstract:
        if paragraph and not _goes_on(paragraph[-1], line):
            yield _part(paragraph, text)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield _part(paragraph, text)


def _goes_on(before: PageLine, line: PageLine) -> bool:
    if line.after_blank or not _WRAPPED_AT_LEAST <= len(before.text) <= _WRAPPED_AT_MOST:
        return False
    return not starts_with_heading(line.text) and not is_heading_line(line.text)


def _part(lines: Sequence[PageLine], text: str) -> Part:
    start, end = lines[0].start, lines[-1].end
    return Part(raw=text[start:end], at=start, names_next=is_heading_line(lines[0].text) and len(lines) == 1)
