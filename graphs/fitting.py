"""Whether a claim in memory is one that was asked for: what `store_find` says in SQL, said of values."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from claimgraph.extract.statement import Statement, Support
from claimgraph.extract.store_find import Wanted
from claimgraph.extract.vocabulary import SYMMETRIC_PREDICATES


def statement_fits(statement: Statement, wanted: Wanted, kinds: Mapping[str, str]) -> bool:
    """Whether a statement joins what is wanted and says what is wanted; `kinds` are the types of nodes."""
    if not (
        _among(statement.predicate, wanted.predicates)
        and wanted.direction in (None, statement.direction)
        and wanted.aspect in (None, statement.aspect)
        and wanted.polarity in (None, statement.polarity)
    ):
        return False
    both = wanted.role is None or statement.predicate in SYMMETRIC_PREDICATES
    sides = [
        ("subject", statement.subject, statement.object),
        ("object", statement.object, statement.subject),
    ]
    anchored = (wanted.nodes, wanted.types, wanted.others, wanted.other_types) != (None,) * 4
    return not anchored or any(
        (both or wanted.role == role)
        and _among(here, wanted.nodes)
        and _among(there, wanted.others)
        and _among(kinds[here], wanted.types)
        and _among(kinds[there], wanted.other_types)
        for role, here, there in sides
    )


def claim_fits(support: Support, wanted: Wanted) -> bool:
    """Whether a claim is said as is wanted, where and of whom."""
    year = support.year
    return (
        _among(support.certainty, wanted.certainties)
        and _among(support.kind, wanted.kinds)
        and _among(support.section, wanted.sections)
        and (wanted.since is None or (year is not None and year >= wanted.since))
        and (wanted.until is None or (year is not None and year <= wanted.until))
        and (wanted.context is None or any(said.node in wanted.context for said in support.context))
    )


def _among(value: str | None, wanted: Collection[str] | None) -> bool:
    return wanted is None or value in wanted
