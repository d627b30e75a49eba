"""Putting a document together from the parts a reader found: one text, exact sections, moved mentions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from claimgraph.corpus.document import Annotation, Document, Section, Source
from claimgraph.corpus.identifiers import document_id
from claimgraph.corpus.normalize import Cleaned, clean, clean_offset
from claimgraph.corpus.options import ReadOptions
from claimgraph.corpus.sections import OTHER, TITLE, is_heading_line, label_of, says_nothing, stretches

_RAW_TO_CLEAN = 3  # blanks and markup may make a raw text longer; cleaning a far longer one is wasted


class RawMention(msgspec.Struct, frozen=True):
    """A mention as the source gives it, its offsets counted in the raw text of its part."""

    start: int
    end: int
    type: str
    ids: tuple[str, ...] = ()
    text: str | None = None


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of raw text with the heading that the source sets over it (not inside it)."""

    raw: str
    heading: str | None = None
    label: str | None = None  # None: not known, so headings inside the text are looked for
    mentions: Sequence[RawMention] = ()
    newlines: bool = False  # whether its line ends mean something
    at: int | None = None  # where the part begins in the file's text, if that is known
    given: Sequence[Section] | None = None  # its sections by the source, counted in the raw text
    names_next: bool = False  # a heading on a line of its own, for the parts after it


def assemble(
    title: Part | None,
    parts: Iterable[Part],
    *,
    source: Source,
    options: ReadOptions,
    own: str | None = None,
) -> Document:
    """Title, newline, parts, each on its own line; raises ValueError for an empty or over-long text.

    `own` is the id that the record gives itself.
    """
    texts: list[str] = []
    sections: list[Section] = []
    annotations: list[Annotation] = []
    runs: list[tuple[int, int]] = []
    length = 0
    heading: str | None = None
    for part in ((title,) if title is not None else ()) + tuple(parts):
        if len(part.raw) > _RAW_TO_CLEAN * options.max_document_characters:
            raise ValueError(_too_long(len(part.raw), options))
        cleaned = clean(part.raw, newlines=part.newlines)
        if not cleaned.text:
            continue
        start = length + bool(texts)
        texts.append(cleaned.text)
        length = start + len(cleaned.text)
        if length > options.max_document_characters:
            raise ValueError(_too_long(length, options))
        if part.names_next:
            heading = cleaned.text.rstrip(" .:")
        else:
            found = list(_sections(part, heading, cleaned, start, is_title=part is title))
            heading = _still_over(heading, found)
            sections.extend(found)
        annotations.extend(_annotations(part, cleaned, start))
        if part.at is not None:
            runs.extend((start + here, part.at + there) for here, there in cleaned.runs)
    if not texts:
        raise ValueError("has neither title nor abstract")
    text = "\n".join(texts)
    return Document(
        id=document_id(source, text=text, own=own),
        title=texts[0] if sections and sections[0].label == TITLE else None,
        text=text,
        source=source,
        sections=tuple(sections),
        annotations=tuple(sorted(annotations, key=lambda mention: (mention.start, -mention.end))),
        runs=tuple(runs),
    )


def _too_long(length: int, options: ReadOptions) -> str:
    limit = f"{options.max_document_characters:,}"
    return f"its text has {length:,} characters, more than {limit} (max_document_characters)"


def _sections(
    part: Part, line_above: str | None, cleaned: Cleaned, start: int, *, is_title: bool
) -> Iterable[Section]:
    text = cleaned.text
    if is_title:
        return [Section(TITLE, None, start, start + len(text))]
    if part.given is not None:
        return _given_sections(part.given, cleaned, start)
    heading = _telling(part.heading)
    if heading or part.label not in (None, OTHER):
        return [Section(part.label or label_of(heading), heading, start, start + len(text))]
    return _stretches(text, start, heading=_telling(line_above))


def _telling(heading: str | None) -> str | None:
    return None if heading is None or says_nothing(heading) else heading


def _stretches(text: str, start: int, *, heading: str | None = None) -> list[Section]:
    """A text cut at the headings in it; what stands before the first of them is under `heading`."""
    return [
        Section(
            label_of(heading) if stretch.heading is None else stretch.label,
            heading if stretch.heading is None else stretch.heading,
            start + stretch.start,
            start + stretch.end,
        )
        for stretch in stretches(text)
    ]


def _still_over(heading: str | None, sections: Sequence[Section]) -> str | None:
    """The heading on a line of its own, until a heading of another role stands in the text under it."""
    last = sections[-1] if sections else None
    ended = last is not None and last.heading is not None and last.label != label_of(heading)
    return None if ended else heading


def _given_sections(given: Sequence[Section], cleaned: Cleaned, start: int) -> Iterable[Section]:
    """The source's own sections without blanks at their ends, and what lies between them but headings."""
    at = 0
    for section in given:
        begin, end = clean_offset(cleaned, section.start), clean_offset(cleaned, section.end)
        gap = cleaned.text[at:begin].strip()
        if gap and not is_heading_line(gap):
            yield from _stretches(gap, start + cleaned.text.index(gap, at))
        inner = cleaned.text[begin:end].strip()
        if inner:
            inside = start + cleaned.text.index(inner, begin)
            if section.heading is None and section.label == OTHER:
                yield from _stretches(inner, inside)
            else:
                yield Section(section.label, section.heading, inside, inside + len(inner))
        at = end
    if rest := cleaned.text[at:].strip():
        yield from _stretches(rest, start + cleaned.text.index(rest, at))


def _annotations(part: Part, cleaned: Cleaned, start: int) -> Iterable[Annotation]:
    for mention in part.mentions:
        begin = clean_offset(cleaned, mention.start)
        end = clean_offset(cleaned, mention.end)
        if begin < end:
            yield Annotation(start + begin, start + end, cleaned.text[begin:end], mention.type, mention.ids)
