"""A statement with its claims counted, weighed and shown: what questions are answered with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

import msgspec

from claimgraph.extract.statement import Node, Statement, Support
from claimgraph.graphs.belief import weight
from claimgraph.graphs.sign import Sign, sign_of


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


class Placed(Protocol):
    """What of a claim is counted; the evidence of a statement has it, and so has what a question finds."""

    @property
    def document(self) -> str | int:
        """The document that makes it."""

    @property
    def section(self) -> str | None:
        """The section in which it stands."""


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """A distinct claim with its evidence, the surest first; the counts and belief are of claims that fit.

    `key` is that of its edge in the graph. `sign` is 1 where more of the subject means more of the object, -1
    where it means less, None where neither is said. `under` tells of a subject or object that a more general one
    was asked for, by their keys.
    """

    key: str
    subject: Node
    predicate: str
    object: Node
    direction: str | None
    aspect: str | None
    polarity: str
    sign: Sign | None
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
    return counted(supports, {one.document: one.year for one in supports if one.year is not None})


def counted(claims: Sequence[Placed], years: Mapping[str | int, int]) -> Counts:
    """The same of claims whose documents' years are told apart."""
    documents = {claim.document for claim in claims}
    by_year = Counter(years[document] for document in documents if document in years)
    by_section = Counter(claim.section for claim in claims if claim.section is not None)
    return Counts(
        n_claims=len(claims),
        n_documents=len(documents),
        first_year=min(by_year, default=None),
        last_year=max(by_year, default=None),
        years={str(year): by_year[year] for year in sorted(by_year)},
        sections={section: by_section[section] for section in sorted(by_section)},
    )


def surest(supports: Iterable[Support], limit: int | None = None) -> tuple[Support, ...]:
    """The claims that weigh most, so many as `limit` says, ties in their order."""
    return tuple(sorted(supports, key=lambda support: -weight(support))[:limit])


def relation_of(
    statement: Statement,
    nodes: Mapping[str, Node],
    counts_: Counts,
    *,
    belief: float,
    evidence: tuple[Support, ...],
    under: Mapping[str, str] = MappingProxyType({}),
) -> Relation:
    """Put a statement together with its nodes, counts and belief, and with the claims to be shown."""
    return Relation(
        key=statement.key,
        subject=nodes[statement.subject],
        predicate=statement.predicate,
        object=nodes[statement.object],
        direction=statement.direction,
        aspect=statement.aspect,
        polarity=statement.polarity,
        sign=sign_of(statement.predicate, statement.aspect, statement.polarity),
        belief=belief,
        evidence=evidence,
        under={key: under[key] for key in (statement.subject, statement.object) if key in under},
        **msgspec.structs.asdict(counts_),
    )
