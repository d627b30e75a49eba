"""The form of an extraction on disk: one JSON object a document, as docs/records.md tells.

In memory a claim holds its mentions whole (`claimgraph.extract.claim`); here it points into `entities`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import UNSET, Meta, UnsetType

from claimgraph.corpus.document import Document, Section, Source
from claimgraph.errors import InvalidRecord
from claimgraph.extract import vocabulary
from claimgraph.extract.claim import (
    Abbreviation,
    Candidate,
    Claim,
    Concept,
    Context,
    Cue,
    Evidence,
    Mention,
    Statistic,
)

Offset = Annotated[int, Meta(ge=0, description="characters into the record's text")]
Position = Annotated[int, Meta(ge=0, description="position in the record's entities")]
Score = Annotated[float, Meta(ge=0.0, le=1.0)]
_Value = TypeVar("_Value", Mention, Claim)


def _one_of(values: Iterable[str]) -> Meta:
    return Meta(extra_json_schema={"enum": list(values)})


class Stretch(msgspec.Struct, frozen=True):
    """A piece of the text: `text[start:end]` of the record is its `text`."""

    start: Offset
    end: Offset
    text: str


class AbbreviationRecord(msgspec.Struct, frozen=True):
    """A short form beside the long form that the document gives it."""

    short: Stretch
    long: Stretch


class EntityRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A mention and what it was grounded to; `concept_type` is there only where it differs from `type`."""

    start: Offset
    end: Offset
    text: str
    type: Annotated[str, _one_of(vocabulary.ENTITY_TYPES)]
    id: str | None = None
    name: str | None = None
    xrefs: tuple[str, ...] = ()
    score: Score = 0.0
    reason: str = ""
    alternatives: tuple[Candidate, ...] = ()
    concept_type: Annotated[str, _one_of(vocabulary.ENTITY_TYPES)] | UnsetType = UNSET


class CueRecord(msgspec.Struct, frozen=True):
    """Words that made the claim what it is."""

    role: Annotated[str, _one_of(vocabulary.CUE_ROLES)]
    start: Offset
    end: Offset
    text: str


class ContextRecord(msgspec.Struct, frozen=True):
    """A circumstance of the claim; `entity` is None where it is no mention (a dose); a statistic has its numbers."""

    role: Annotated[str, _one_of(vocabulary.CONTEXT_ROLES)]
    entity: Position | None
    start: Offset
    end: Offset
    text: str
    statistic: Statistic | UnsetType = UNSET


class ClaimRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A claim; `subject` and `object` are positions in the record's `entities`."""

    key: str
    subject: Position
    predicate: Annotated[str, _one_of(vocabulary.PREDICATES)]
    object: Position
    direction: Annotated[str, _one_of(vocabulary.DIRECTIONS)] | None = None
    aspect: Annotated[str, _one_of(vocabulary.ASPECTS)] | None = None
    polarity: Annotated[str, _one_of(vocabulary.POLARITIES)] = "affirmed"
    certainty: Annotated[str, _one_of(vocabulary.CERTAINTIES)] = "certain"
    kind: Annotated[str, _one_of(vocabulary.KINDS)] = "finding"
    section: str | None = None
    evidence: Stretch
    cues: tuple[CueRecord, ...] = ()
    context: tuple[ContextRecord, ...] = ()
    score: Score = 0.0
    extractor: str = ""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was extracted from one document, with the document's text."""

    id: str
    title: str | None = None
    text: str
    source: Source = Source()
    sections: tuple[Section, ...] = ()
    sentences: tuple[tuple[Offset, Offset], ...] = ()
    abbreviations: tuple[AbbreviationRecord, ...] = ()
    entities: tuple[EntityRecord, ...] = ()
    claims: tuple[ClaimRecord, ...] = ()


def to_record(
    document: Document,
    *,
    sentences: Iterable[tuple[int, int]] = (),
    abbreviations: Iterable[Abbreviation] = (),
    mentions: Iterable[Mention] = (),
    claims: Iterable[Claim] = (),
) -> Record:
    """Put a document and what was found in it into its form on disk, in one order whatever came in.

    Mentions that only a claim holds are added to the entities. Of claims with the same key the one with
    the highest score stays.
    """
    text = document.text
    best: dict[str, Claim] = {}
    for claim in _in_order(claims, _claim_order):
        best.setdefault(claim.key, claim)
    kept = list(best.values())
    found = set(mentions)
    for claim in kept:
        found.update((claim.subject, claim.object), (c.mention for c in claim.context if c.mention))
    entities = _in_order(found, _mention_order)
    positions = {mention: position for position, mention in enumerate(entities)}
    return Record(
        id=document.id,
        title=document.title,
        text=text,
        source=document.source,
        sections=document.sections,
        sentences=tuple(sorted(sentences)),
        abbreviations=tuple(
            AbbreviationRecord(_stretch(text, a.short), _stretch(text, a.long))
            for a in sorted(abbreviations, key=lambda a: (a.short, a.long))
        ),
        entities=tuple(_entity_record(mention) for mention in entities),
        claims=tuple(_claim_record(claim, positions) for claim in kept),
    )


def claims_of(record: Record) -> Iterator[Claim]:
    """Give the claims of a record back as values in memory, in the record's order."""
    mentions = mentions_of(record)
    for claim in record.claims:
        yield Claim(
            key=claim.key,
            document=record.id,
            subject=mentions[claim.subject],
            predicate=claim.predicate,
            object=mentions[claim.object],
            direction=claim.direction,
            aspect=claim.aspect,
            polarity=claim.polarity,
            certainty=claim.certainty,
            kind=claim.kind,
            section=claim.section,
            evidence=Evidence(claim.evidence.start, claim.evidence.end, claim.evidence.text),
            cues=tuple(Cue(c.role, c.start, c.end, c.text) for c in claim.cues),
            context=tuple(
                Context(
                    c.role,
                    c.start,
                    c.end,
                    c.text,
                    None if c.entity is None else mentions[c.entity],
                    None if c.statistic is UNSET else c.statistic,
                )
                for c in claim.context
            ),
            score=claim.score,
            extractor=claim.extractor,
        )


def mentions_of(record: Record) -> tuple[Mention, ...]:
    """Give the entities of a record back as mentions, in the record's order."""
    return tuple(_mention(entity) for entity in record.entities)


def encode_record(record: Record) -> bytes:
    """Write a record as one line of JSON in UTF-8, newline included; raises `InvalidRecord`.

    The same record always gives the same bytes. Line ends inside strings are escaped by JSON itself.
    """
    try:
        return msgspec.json.encode(record) + b"\n"
    except (UnicodeEncodeError, ValueError) as error:  # a lone surrogate has no UTF-8
        raise InvalidRecord(f"record {record.id!r} can't be written as JSON: {error}") from None


_DECODER = msgspec.json.Decoder(Record)


def decode_record(line: bytes | str, *, where: str = "record") -> Record:
    """Read one line of JSON; raises `InvalidRecord` that says what is wrong, where (file and line)."""
    try:
        return _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeError) as error:  # ValidationError is a DecodeError
        raise InvalidRecord(f"{where}: {error}") from None


def _in_order(values: Iterable[_Value], order: Callable[[_Value], tuple[Any, ...]]) -> list[_Value]:
    """Sort by place and the like; equals are told apart by all that they hold, which takes longer to compare."""
    values = sorted(values, key=order)
    if len(set(map(order, values))) < len(values):
        values.sort(key=lambda value: (*order(value), repr(value)))
    return values


def _claim_order(claim: Claim) -> tuple[int, int, int, str, float, str]:
    place = (claim.evidence.start, claim.subject.start, claim.object.start)
    return (*place, claim.key, -claim.score, claim.extractor)


def _mention_order(mention: Mention) -> tuple[int, int, str]:
    return mention.start, -mention.end, mention.type


def _stretch(text: str, offsets: Sequence[int]) -> Stretch:
    start, end = offsets
    return Stretch(start, end, text[start:end])


def _entity_record(mention: Mention) -> EntityRecord:
    concept = mention.concept
    return EntityRecord(
        start=mention.start,
        end=mention.end,
        text=mention.text,
        type=mention.type,
        id=concept.id if concept else None,
        name=concept.name if concept else None,
        xrefs=concept.xrefs if concept else (),
        score=mention.score,
        reason=mention.reason,
        alternatives=mention.alternatives,
        concept_type=concept.type if concept and concept.type != mention.type else UNSET,
    )


def _mention(entity: EntityRecord) -> Mention:
    concept = None
    if entity.id is not None:
        kind = entity.type if entity.concept_type is UNSET else entity.concept_type
        concept = Concept(entity.id, entity.name or entity.text, kind, entity.xrefs)
    return Mention(
        start=entity.start,
        end=entity.end,
        text=entity.text,
        type=entity.type,
        concept=concept,
        score=entity.score,
        reason=entity.reason,
        alternatives=entity.alternatives,
    )


def _claim_record(claim: Claim, positions: dict[Mention, int]) -> ClaimRecord:
    evidence = claim.evidence
    return ClaimRecord(
        key=claim.key,
        subject=positions[claim.subject],
        predicate=claim.predicate,
        object=positions[claim.object],
        direction=claim.direction,
        aspect=claim.aspect,
        polarity=claim.polarity,
        certainty=claim.certainty,
        kind=claim.kind,
        section=claim.section,
        evidence=Stretch(evidence.start, evidence.end, evidence.text),
        cues=tuple(CueRecord(c.role, c.start, c.end, c.text) for c in claim.cues),
        context=tuple(
            ContextRecord(
                c.role,
                positions[c.mention] if c.mention else None,
                c.start,
                c.end,
                c.text,
                UNSET if c.statistic is None else c.statistic,
            )
            for c in claim.context
        ),
        score=claim.score,
        extractor=claim.extractor,
    )
