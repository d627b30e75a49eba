"""A statement with its claims counted, weighed and shown: what questions are answered with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import msgspec

from claimgraph.extract.statement import Node, Statement, Support
from claimgraph.graphs.belief import weight


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """Of some claims: how many, in how many documents, these by year, and the claims by section.

    Years and sections that are not known count in no year and section.
    """

    n_claims: int
    n_documents: int
    first_year: int | None
    last_year: int | None
    years: dict[str, int]
    sections: dict[str, int]


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """A distinct claim with its evidence, the surest first; the counts and belief are of claims that fit.

    `key` is that of its edge in the graph. `under` tells of a subject or object that a more general one was asked
    for, by their keys.
    """

    key: str
    subject: Node
    predicate: str
    object: Node
    direction: str | None
    aspect: str | None
    polarity: str
    n_claims: int
    n_documents: int
    first_year: int | None
    last_year: int | None
    years: dict[str, int]
    sections: dict[str, int]
    belief: float
    evidence: tuple[Support, ...]
    under: dict[str, str] = {}


def counts(supports: Sequence[Support]) -> Counts:
    """Count claims by document, year and section."""
    years = {support.document: support.year for support in supports if support.year is not None}
    by_year = Counter(years.values())
    by_section = Counter(support.section for support in supports if support.section is not None)
    return Counts(
        n_claims=len(supports),
        n_documents=len({support.document for support in supports}),
        first_year=min(by_year, default=None),
        last_year=max(by_year, default=None),
        years={str(year): by_year[year] for year in sorted(by_year)},
        sections={section: by_section[section] for section in sorted(by_section)},
    )


def relation_of(
    statement: Statement,
    supports: Sequence[Support],
    nodes: Mapping[str, Node],
    *,
    belief: float,
    evidence: int | None = None,
    under: Mapping[str, str] = MappingProxyType({}),
) -> Relation:
    """Put a statement together with its claims, of which the surest, so many as `evidence` says, are shown."""
    shown = sorted(supports, key=lambda support: -weight(support))[:evidence]
    return Relation(
        key=statement.key,
        subject=nodes[statement.subject],
        predicate=statement.predicate,
        object=nodes[statement.object],
        direction=statement.direction,
        aspect=statement.aspect,
        polarity=statement.polarity,
        belief=belief,
        evidence=tuple(shown),
        under={key: under[key] for key in (statement.subject, statement.object) if key in under},
        **msgspec.structs.asdict(counts(supports)),
    )
