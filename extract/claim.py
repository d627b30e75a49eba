"""What extraction finds: concepts, mentions of them, and the claims made about them.

These are the values in memory; each claim holds its mentions whole. `records` gives them their form on disk.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from claimgraph.extract import vocabulary


class Concept(msgspec.Struct, frozen=True):
    """A thing with an identifier: what a node of the graph stands for."""

    id: str  # CURIE: "HGNC:6001"
    name: str
    type: str
    xrefs: tuple[str, ...] = ()


class Candidate(msgspec.Struct, frozen=True):
    """A concept that a mention might mean, with its score in [0, 1]."""

    id: str
    name: str
    score: float


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text that names an entity; `[start, end)` are characters of the document's text.

    `concept` is None where no candidate is probable enough; `alternatives` then holds them, best first.
    """

    start: int
    end: int
    text: str
    type: str
    concept: Concept | None = None
    score: float = 0.0
    reason: str = ""
    alternatives: tuple[Candidate, ...] = ()


class Cue(msgspec.Struct, frozen=True):
    """Words that made a claim what it is: role is trigger, negation, hedge or novelty."""

    role: str
    start: int
    end: int
    text: str


class Statistic(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A statistic in numbers: `value`, or `low` to `high` alone; `comparison` tells how the true one stands to it.

    `low`, `high` and `level` (per cent) are the interval of a ratio or mean, `spread` the SD or SEM that is printed
    behind "±"; `count` of `total` is what a percentage was made of.
    """

    measure: Annotated[str, msgspec.Meta(extra_json_schema={"enum": list(vocabulary.STATISTICS)})]
    value: float | None = None
    comparison: Annotated[str, msgspec.Meta(extra_json_schema={"enum": list(vocabulary.COMPARISONS)})] = "="
    low: float | None = None
    high: float | None = None
    level: float | None = None
    spread: float | None = None
    count: int | None = None
    total: int | None = None


class Context(msgspec.Struct, frozen=True):
    """A circumstance of a claim (species, dose, …), with its mention where it is an entity, its numbers where any."""

    role: str
    start: int
    end: int
    text: str
    mention: Mention | None = None
    statistic: Statistic | None = None


class Evidence(msgspec.Struct, frozen=True):
    """The sentence, or the span of sentences, that holds both arguments of a claim."""

    start: int
    end: int
    text: str


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """Who is said to do what to whom, how surely, and where it is said."""

    key: str  # stable hash of what is claimed and where it stands
    document: str  # Document.id
    subject: Mention
    predicate: str
    object: Mention
    direction: str | None = None
    aspect: str | None = None
    polarity: str = "affirmed"
    certainty: str = "certain"
    kind: str = "finding"
    section: str | None = None
    evidence: Evidence
    cues: tuple[Cue, ...] = ()
    context: tuple[Context, ...] = ()
    score: float = 0.0
    extractor: str = ""


class Abbreviation(msgspec.Struct, frozen=True):
    """A short form and the long form that the document gives it, as (start, end) characters each."""

    short: tuple[int, int]
    long: tuple[int, int]
