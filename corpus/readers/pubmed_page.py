"""A PubMed page as people copy it from the browser, or PubMed's own "Abstract" text format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimgraph.corpus.assemble import Part, as_doi, as_pmcid, as_pmid, as_year, assemble, document_id
from claimgraph.corpus.document import Document, Source
from claimgraph.corpus.opening import ByteStream
from claimgraph.corpus.options import ReadOptions
from claimgraph.corpus.page_authors import author_names, is_author_line
from claimgraph.corpus.page_lines import PageLine, page_lines
from claimgraph.corpus.sections import starts_with_heading
from claimgraph.corpus.whole_text import read_text
from claimgraph.errors import UnreadableRecord

FORMAT = "pubmed_page"
_NUMBERED = re.compile(r"\d{1,5}\. \S")
_ENDS = re.compile(r"[.?!\u2026][\"'\u201d\u2019)\]]*$")
_WRAPPED_AT_MOST = 100  # characters: PubMed's text format breaks lines before 80
_PROSE = 12  # words: a line with fewer is no abstract by itself


def read_pubmed_page(
    stream: ByteStream, *, path: str, options: ReadOptions
) -> Iterator[Document | UnreadableRecord]:
    """Each page or numbered record of the file; offsets of `runs` point into the file's text."""
    text = read_text(stream, path=path, options=options)
    for number, record in enumerate(_records(list(page_lines(text))), start=1):
        try:
            yield _document(record, text, path=path, number=number, options=options)
        except ValueError as error:
            line = text.count("\n", 0, record[0].start) + 1
            yield UnreadableRecord(str(error), path=path, record=str(number), line=line)


def _records(page: list[PageLine]) -> Iterator[list[PageLine]]:
    """Cut where a new page begins, or a numbered citation after a blank line."""
    record: list[PageLine] = []
    for position, line in enumerate(page):
        numbered = line.after_blank and _NUMBERED.match(line.text) and _is_citation(page, position)
        fresh = "begin" in line.roles and not all(
            "banner" in old.roles or "begin" in old.roles for old in record
        )
        if record and (numbered or fresh):
            yield record
            record = []
        record.append(line)
    if any(not line.roles for line in record):
        yield record


def _is_citation(page: Sequence[PageLine], position: int) -> bool:
    """Whether a citation begins here; it may be wrapped over two lines."""
    line = page[position]
    if "citation" in line.roles:
        return True
    return bool(re.match(r"\d+\. .{3,120}?\. ?(?:19|20)\d\d\b.*(?:;|doi:|\.$)", line.text))


def _document(record: list[PageLine], text: str, *, path: str, number: int, options: ReadOptions) -> Document:
    source = _source(record, path=path)
    head, body = _head_and_body(record)
    title, rest = _title(head)
    if not body:
        body = [line for line in rest if len(line.text.split()) >= _PROSE]
    parts = [Part(raw=text[start:end], at=start) for start, end in _paragraphs(body)]
    return assemble(
        Part(raw=text[title[0].start : title[-1].end], at=title[0].start) if title else None,
        parts,
        id=document_id(source, path=path, number=number),
        source=source,
        options=options,
    )


def _head_and_body(record: list[PageLine]) -> tuple[list[PageLine], list[PageLine]]:
    """Lines before the abstract and those of the abstract, both without furniture."""
    marks = [at for at, line in enumerate(record) if "abstract" in line.roles or "absent" in line.roles]
    if marks:
        head = record[: marks[0]]
        after = [] if "absent" in record[marks[0]].roles else record[marks[0] + 1 :]
    else:
        head, after = _split_blocks(record)
    body: list[PageLine] = []
    for line in after:
        if "stop" in line.roles or (body and "pmid" in line.roles):
            break
        if not {"banner", "begin", "doi", "pmid", "pmcid", "citation", "abstract"} & line.roles.keys():
            body.append(line)
    return head, body


def _split_blocks(record: list[PageLine]) -> tuple[list[PageLine], list[PageLine]]:
    """For the text format, which has no line "Abstract": the first block of prose after authors and addresses."""
    blocks: list[list[PageLine]] = []
    for line in record:
        if line.after_blank or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    seen = 0
    for position, block in enumerate(blocks):
        first = block[0]
        words = sum(len(line.text.split()) for line in block)
        if "affil" in first.roles or "stop" in first.roles or "retracted" in first.roles:
            continue
        if "citation" in first.roles or _NUMBERED.match(first.text) or is_author_line(first.text):
            continue
        if not first.roles:
            seen += 1
        # The first block without a role is the title.
        if seen > 1 and words >= _PROSE:
            before = [line for old in blocks[:position] for line in old]
            return before, [line for rest in blocks[position:] for line in rest]
    return record, []


def _title(head: list[PageLine]) -> tuple[list[PageLine], list[PageLine]]:
    """The title's lines and what comes after them.

    It is the line that the page shows twice, else the first line after the citation that is no furniture,
    type of publication, list of authors or address.
    """
    candidates: list[int] = []
    addresses = False
    for position, line in enumerate(head):
        if "affil" in line.roles:
            addresses = True
        if "stop" in line.roles and candidates:
            break
        if not line.roles and not addresses and not _NUMBERED.match(line.text) or position in candidates:
            candidates.append(position)
    if not candidates:
        return [], head
    texts = [head[position].text for position in candidates]
    twice = [
        position
        for position, text in zip(candidates, texts, strict=True)
        if texts.count(text) > 1 and len(text.split()) > 1
    ]
    cited = max(
        (
            at
            for at, line in enumerate(head)
            if {"citation", "doi"} & line.roles.keys() and at < candidates[-1]
        ),
        default=-1,
    )
    after = [position for position in candidates if position > _first_citation(head)]
    del cited
    start = (
        twice[0]
        if twice
        else next(
            (position for position in after or candidates if not is_author_line(head[position].text)),
            candidates[0],
        )
    )
    end = start + 1
    while end < len(head) and _title_goes_on(head[end - 1], head[end]):
        end += 1
    return head[start:end], head[end:]


def _first_citation(head: list[PageLine]) -> int:
    """Position of the last line of the first block that cites the article."""
    for position, line in enumerate(head):
        if "citation" in line.roles or _NUMBERED.match(line.text):
            while (
                position + 1 < len(head)
                and not head[position + 1].after_blank
                and (
                    head[position + 1].roles.keys() & {"doi", "citation"}
                    or len(line.text) > 60
                    and _NUMBERED.match(line.text)
                )
            ):
                position += 1
                line = head[position]
            return position
    return -1


def _title_goes_on(before: PageLine, line: PageLine) -> bool:
    """Whether a wrapped title continues: no blank line between, not ended, and no authors."""
    if line.after_blank or line.roles or len(before.text) > _WRAPPED_AT_MOST or len(before.text) < 50:
        return False
    return not _ENDS.search(before.text) and not is_author_line(line.text)


def _paragraphs(body: list[PageLine]) -> Iterator[tuple[int, int]]:
    """Bounds of the abstract's paragraphs: wrapped lines belong together."""
    start: int | None = None
    previous: PageLine | None = None
    for line in body:
        if previous is not None and start is not None:
            wrapped = not line.after_blank and 40 <= len(previous.text) <= _WRAPPED_AT_MOST
            if starts_with_heading(line.text) or not wrapped:
                yield start, previous.end
                start = None
        if start is None:
            start = line.start
        previous = line
    if start is not None and previous is not None:
        yield start, previous.end


def _source(record: list[PageLine], *, path: str) -> Source:
    found: dict[str, str] = {}
    journal_line: int | None = None
    for position, line in enumerate(record):
        if "stop" in line.roles and "title" in found and not {"pmid", "pmcid"} & line.roles.keys():
            break
        citation = line.roles.get("citation")
        if citation is not None:
            groups = citation.groupdict()
            if groups.get("journal"):
                found.setdefault("journal", groups["journal"].strip())
            elif position and "journal" not in found and not record[position - 1].roles:
                journal_line = position - 1  # the journal's name stands on a line of its own before the date
            if groups.get("year"):
                found.setdefault("year", groups["year"])
        for role in ("doi", "pmid", "pmcid"):
            if role in line.roles:
                found.setdefault(role, line.roles[role]["id"])
        inline = re.search(r"\bdoi: ?(10\.\d{4,9}/\S+)", line.text, re.IGNORECASE)
        if inline is not None and ("citation" in line.roles or _NUMBERED.match(line.text)):
            found.setdefault("doi", inline[1])
    if "journal" not in found and journal_line is not None and len(record[journal_line].text) < 80:
        found["journal"] = record[journal_line].text.rstrip(".")
    types = tuple(dict.fromkeys(line.text for line in record if "type" in line.roles))
    return Source(
        path=path,
        format=FORMAT,
        pmid=as_pmid(found.get("pmid")),
        pmcid=as_pmcid(found.get("pmcid")),
        doi=as_doi(found.get("doi")),
        journal=found.get("journal"),
        year=as_year(found.get("year")),
        authors=author_names([line.text for line in record]),
        publication_types=types,
        retracted=any("retracted" in line.roles for line in record),
    )
