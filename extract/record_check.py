"""Checks that the parts of a record agree with each other: offsets, vocabularies, positions, evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
from msgspec import UNSET

from claimgraph.extract import vocabulary
from claimgraph.extract.claim import Evidence, Mention, Statistic
from claimgraph.extract.claim_key import claim_key
from claimgraph.extract.records import (
    ClaimRecord,
    ContextRecord,
    CueRecord,
    EntityRecord,
    Record,
    Stretch,
    mentions_of,
)

_HELD_CURIES = 1 << 14
_OF_CLAIMS = {
    "predicate": frozenset(vocabulary.PREDICATES),
    "direction": frozenset(vocabulary.DIRECTIONS),
    "aspect": frozenset(vocabulary.ASPECTS),
    "polarity": frozenset(vocabulary.POLARITIES),
    "certainty": frozenset(vocabulary.CERTAINTIES),
    "kind": frozenset(vocabulary.KINDS),
    "section": frozenset(vocabulary.SECTION_LABELS),
}
_CUE_ROLES = frozenset(vocabulary.CUE_ROLES)
_ENTITY_TYPES = frozenset(vocabulary.ENTITY_TYPES)
_Worded = EntityRecord | Stretch | CueRecord | ContextRecord


def record_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a record; `record.schema.json` beside this file is its written form."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "claimgraph record"}
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(schema | msgspec.json.schema(Record)))
    return plain


def check_record(record: Record) -> list[str]:
    """Say what is wrong with a record, one line a fault, with its place; an empty list means sound."""
    faults = [] if record.id.strip() else ["id: is empty"]
    faults += _stretches(record)
    faults += _vocabularies(record)
    mentions = mentions_of(record) if record.claims else ()
    for number, claim in enumerate(record.claims):
        faults += (f"claims[{number}]: {fault}" for fault in _claim_faults(record, claim, mentions))
    keys = [claim.key for claim in record.claims]
    if len(keys) != len(set(keys)):
        faults.append("claims: two claims have the same key")
    return faults


def _stretches(record: Record) -> Iterator[str]:
    """Faults of everything that stands at a place of the text."""
    text, size = record.text, len(record.text)
    if record.title and not text.startswith(record.title):
        yield "title: the text does not begin with it"
    bare = [(f"sections[{n}]", s.start, s.end) for n, s in enumerate(record.sections)]
    bare += [(f"sentences[{n}]", start, end) for n, (start, end) in enumerate(record.sentences)]
    for place, start, end in bare:
        if not 0 <= start <= end <= size:
            yield f"{place}: [{start}, {end}) is outside the text of {size} characters"
    for n, (before, after) in enumerate(pairwise(record.sentences), start=1):
        if after[0] < before[1]:
            yield f"sentences[{n}]: overlaps the one before it"
    for place, numbers, piece in _worded(record):
        start, end, words = piece.start, piece.end, piece.text
        if not 0 <= start < end <= size:
            at = place.format(*numbers)
            yield f"{at}: [{start}, {end}) is empty or outside the text of {size} characters"
        elif text[start:end] != words:
            yield f"{place.format(*numbers)}: text[{start}:{end}] is {text[start:end]!r}, not {words!r}"


def _worded(record: Record) -> Iterator[tuple[str, tuple[int, ...], _Worded]]:
    """All that repeats words of the text, with its place: a pattern, and the numbers to put in for a fault."""
    for n, entity in enumerate(record.entities):
        yield "entities[{}]", (n,), entity
    for n, a in enumerate(record.abbreviations):
        yield "abbreviations[{}].short", (n,), a.short
        yield "abbreviations[{}].long", (n,), a.long
    for n, claim in enumerate(record.claims):
        yield "claims[{}].evidence", (n,), claim.evidence
        for m, cue in enumerate(claim.cues):
            yield "claims[{}].cues[{}]", (n, m), cue
        for m, context in enumerate(claim.context):
            yield "claims[{}].context[{}]", (n, m), context


def _vocabularies(record: Record) -> Iterator[str]:
    """Faults of values that come from closed lists, and of identifiers."""
    for n, section in enumerate(record.sections):
        yield from _closed(f"sections[{n}].label", section.label, vocabulary.SECTION_LABELS)
    for n, entity in enumerate(record.entities):
        if entity.type not in _ENTITY_TYPES:
            yield from _closed(f"entities[{n}].type", entity.type, _ENTITY_TYPES)
        if isinstance(entity.concept_type, str):
            yield from _closed(f"entities[{n}].concept_type", entity.concept_type, vocabulary.ENTITY_TYPES)
        for curie in (*([] if entity.id is None else [entity.id]), *entity.xrefs):
            if not _is_curie(curie):
                yield f"entities[{n}]: {curie!r} is not a CURIE"
        if entity.id is not None and not entity.name:
            yield f"entities[{n}]: {entity.id} has no name"
        if not 0.0 <= entity.score <= 1.0:
            yield f"entities[{n}].score: {entity.score} is outside [0, 1]"
    for n, claim in enumerate(record.claims):
        for name, allowed in _OF_CLAIMS.items():
            value = getattr(claim, name)
            if value is not None and value not in allowed:
                yield from _closed(f"claims[{n}].{name}", value, allowed)
        for m, cue in enumerate(claim.cues):
            if cue.role not in _CUE_ROLES:
                yield from _closed(f"claims[{n}].cues[{m}].role", cue.role, _CUE_ROLES)
        for m, context in enumerate(claim.context):
            here = f"claims[{n}].context[{m}]"
            yield from _closed(f"{here}.role", context.role, vocabulary.CONTEXT_ROLES)
            if context.statistic is not UNSET:
                yield from _statistic_faults(here, context.role, context.statistic)


def _statistic_faults(place: str, role: str, statistic: Statistic) -> Iterator[str]:
    if role != "statistic":
        yield f"{place}: a {role} has no numbers"
    yield from _closed(f"{place}.measure", statistic.measure, vocabulary.STATISTICS)
    yield from _closed(f"{place}.comparison", statistic.comparison, vocabulary.COMPARISONS)


@lru_cache(maxsize=_HELD_CURIES)
def _is_curie(text: str) -> bool:
    prefix, _, rest = text.partition(":")
    return bool(prefix and rest)


def _closed(place: str, value: str | None, allowed: Collection[str]) -> Iterator[str]:
    if value is not None and value not in allowed:
        yield f"{place}: {value!r} is not in the vocabulary"


def _claim_faults(record: Record, claim: ClaimRecord, mentions: Sequence[Mention]) -> Iterator[str]:
    """Faults of one claim: its arguments, evidence, cues, context, sign, score and key."""
    evidence = claim.evidence
    for role, position in (("subject", claim.subject), ("object", claim.object)):
        if not 0 <= position < len(mentions):
            yield f"{role} {position} is no position in entities (0 to {len(mentions) - 1})"
        elif not _holds(evidence, mentions[position]):
            yield f"evidence does not hold its {role} {mentions[position].text!r}"
    if claim.subject == claim.object:
        yield "subject and object are the same mention"
    for cue in claim.cues:
        if not _holds(evidence, cue):
            yield f"evidence does not hold its {cue.role} {cue.text!r}"
    for context in claim.context:
        if context.entity is None:
            continue
        if not 0 <= context.entity < len(mentions):
            yield f"context entity {context.entity} is no position in entities"
        elif (context.start, context.end) != (mentions[context.entity].start, mentions[context.entity].end):
            yield f"context {context.text!r} does not stand where its entity {context.entity} does"
    signed = vocabulary.SIGNED_PREDICATES.get(claim.predicate)
    if claim.direction != signed:
        yield f"{claim.predicate} needs direction {signed!r}, not {claim.direction!r}"
    if not claim.key:
        yield "has no key"
    elif max(claim.subject, claim.object) < len(mentions) and claim.key != _key(record, claim, mentions):
        yield f"key {claim.key!r} is not the hash of what it claims"
    if not 0.0 <= claim.score <= 1.0:
        yield f"score {claim.score} is outside [0, 1]"


def _holds(evidence: Stretch, piece: Mention | CueRecord) -> bool:
    return evidence.start <= piece.start and piece.end <= evidence.end


def _key(record: Record, claim: ClaimRecord, mentions: Sequence[Mention]) -> str:
    evidence = claim.evidence
    return claim_key(
        document=record.id,
        subject=mentions[claim.subject],
        predicate=claim.predicate,
        object=mentions[claim.object],
        evidence=Evidence(evidence.start, evidence.end, evidence.text),
        direction=claim.direction,
        aspect=claim.aspect,
        polarity=claim.polarity,
    )


if __name__ == "__main__":  # writes the schema anew after a change of the records
    path = Path(__file__).with_name("record.schema.json")
    path.write_bytes(msgspec.json.format(msgspec.json.encode(record_schema()), indent=2) + b"\n")
