"""Counts some claims of a statement: by document, by year and by section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

import msgspec


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


class YearCount(msgspec.Struct, frozen=True):
    """The claims of a year's documents; `year` is None for documents whose year is not known."""

    year: int | None
    n_claims: int
    n_documents: int
    n_affirmed: int
    n_negated: int


class Placed(Protocol):
    """What of a claim is counted; the evidence of a statement has it, and so has what a question finds."""

    @property
    def document(self) -> str | int:
        """The document that makes it."""

    @property
    def year(self) -> int | None:
        """The year of the document."""

    @property
    def section(self) -> str | None:
        """The section in which it stands."""


def counted(claims: Sequence[Placed]) -> Counts:
    """Count some claims."""
    years = {claim.document: claim.year for claim in claims}
    by_year = Counter(year for year in years.values() if year is not None)
    by_section = Counter(claim.section for claim in claims if claim.section is not None)
    return Counts(
        n_claims=len(claims),
        n_documents=len(years),
        first_year=min(by_year, default=None),
        last_year=max(by_year, default=None),
        years={str(year): by_year[year] for year in sorted(by_year)},
        sections={section: by_section[section] for section in sorted(by_section)},
    )
