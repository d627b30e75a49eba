"""PubTator: title and abstract lines with their mentions, records parted by blank lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimgraph.corpus.assemble import Part, RawMention, assemble
from claimgraph.corpus.document import Document, Source
from claimgraph.corpus.identifiers import as_pmcid, as_pmid
from claimgraph.corpus.lines import Line, lines
from claimgraph.corpus.mentions import concept_ids, place
from claimgraph.corpus.opening import ByteStream
from claimgraph.corpus.options import ReadOptions
from claimgraph.errors import UnreadableRecord

FORMAT = "pubtator"
_TEXT_LINE = re.compile(r"([^|\t]+)\|([ta])\|(.*)", re.DOTALL)
_RELATION = re.compile(r"[A-Za-z][A-Za-z _-]*")  # where a mention has its first offset


def read_pubtator(
    stream: ByteStream, *, path: str, options: ReadOptions
) -> Iterator[Document | UnreadableRecord]:
    """Records in the order of the file; lines of relations are passed over."""
    blocks = _blocks(lines(stream, max_bytes=options.max_record_bytes))
    for number, block in enumerate(blocks, start=1):
        try:
            yield _document(block, path=path, options=options)
        except _Fault as fault:
            yield UnreadableRecord(fault.reason, path=path, record=_name(block, number), line=fault.line)
        except ValueError as error:
            yield UnreadableRecord(str(error), path=path, record=_name(block, number), line=block[0].number)


class _Fault(Exception):
    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def _blocks(source: Iterator[Line]) -> Iterator[list[Line]]:
    """Lines of one record: a blank line ends it, and so does a title of another id."""
    block: list[Line] = []
    own: str | None = None
    for line in source:
        blank = line.text is not None and not line.text.strip()
        found = _TEXT_LINE.match(line.text) if line.text else None
        if block and (blank or (found is not None and own not in (None, found[1]))):
            yield block
            block, own = [], None
        if not blank:
            block.append(line)
            own = own or (found[1] if found else None)
    if block:
        yield block


def _name(block: list[Line], number: int) -> str:
    found = next((match for line in block if (match := _TEXT_LINE.match(line.text or ""))), None)
    return f"{number} ({found[1]})" if found else str(number)


def _document(block: list[Line], *, path: str, options: ReadOptions) -> Document:
    texts: dict[str, str] = {}
    own = ""
    mentions: list[RawMention] = []
    for line in block:
        if line.text is None:
            raise _Fault(line.fault or "unreadable", line.number)
        found = _TEXT_LINE.fullmatch(line.text)
        if found is not None:
            own = found[1].strip()
            texts[found[2]] = found[3]
            continue
        fields = line.text.split("\t")
        if len(fields) >= 3 and not _RELATION.fullmatch(fields[1]):
            mentions.append(_mention(fields, line))
        elif len(fields) < 3:
            raise _Fault(f"neither text, mention nor relation: {line.text[:60]!r}", line.number)
    if not texts:
        raise _Fault("no title or abstract line (id|t|… or id|a|…)", block[0].number)
    title, abstract = texts.get("t", ""), texts.get("a", "")
    whole = f"{title} {abstract}"
    placed = [place(mention, whole) for mention in mentions]
    cut = len(title) + 1
    source = Source(
        path=path, format=FORMAT, pmid=as_pmid(own), pmcid=as_pmcid(own) if own[:1] == "P" else None
    )
    return assemble(
        Part(raw=title, mentions=[mention for mention in placed if mention and mention.end <= len(title)]),
        [Part(raw=abstract, mentions=[
            RawMention(mention.start - cut, mention.end - cut, mention.type, mention.ids)
            for mention in placed if mention and mention.start >= cut
        ])],
        own=own or None,
        source=source,
        options=options,
    )  # fmt: skip


def _mention(fields: list[str], line: Line) -> RawMention:
    """id, start, end, words, type, identifiers and sometimes more."""
    try:
        start, end = int(fields[1]), int(fields[2])
    except ValueError:
        raise _Fault(f"a mention with offsets {fields[1]!r} and {fields[2]!r}", line.number) from None
    if len(fields) < 5:
        raise _Fault(f"a mention with {len(fields)} columns instead of 5 or 6", line.number)
    ids = fields[5] if len(fields) > 5 else ""
    return RawMention(start, end, fields[4].strip(), concept_ids(ids), fields[3])
