"""Reads of a statement's claims in the store those that weigh most: what is shown of very many."""

from __future__ import annotations

from collections.abc import Mapping

from claimgraph.extract.belief import CERTAINTY_WEIGHTS, KIND_WEIGHTS, LEAST_SCORE
from claimgraph.extract.statement import Support
from claimgraph.extract.store_connection import StoreConnection
from claimgraph.extract.store_read import SUPPORT_COLUMNS, SUPPORT_TABLES, support_in


def _share(column: str, shares: Mapping[str, float]) -> str:
    cases = " ".join(f"WHEN '{value}' THEN {share}" for value, share in shares.items())
    return f"CASE {column} {cases} END"


# `belief.weight`, with the same operations in the same order, so that the same claims tie.
_WEIGHT = " * ".join(
    [
        f"CASE WHEN claim.score > {LEAST_SCORE} THEN claim.score ELSE 0.0 END",
        _share("certainty", CERTAINTY_WEIGHTS),
        _share("kind", KIND_WEIGHTS),
    ]
)
# Only claims that weigh as much as the last that is shown are looked up further.
_SUREST = f"""
SELECT {SUPPORT_COLUMNS} FROM (
    SELECT claim.id AS surest_id FROM claim
    JOIN document ON document.id = claim.document_id JOIN sentence ON sentence.id = sentence_id
    WHERE statement_id = :row AND {_WEIGHT} >= coalesce((
        SELECT {_WEIGHT} FROM claim WHERE statement_id = :row ORDER BY 1 DESC LIMIT 1 OFFSET :limit - 1), 0.0)
    ORDER BY {_WEIGHT} DESC, document.key, sentence.start, claim.key LIMIT :limit
) AS shown JOIN claim ON claim.id = surest_id {SUPPORT_TABLES}
ORDER BY {_WEIGHT} DESC, document.key, sentence.start, claim.key
"""


def read_surest(connection: StoreConnection, row: int, limit: int) -> list[Support]:
    """Give those of the claims behind a statement that weigh most (`belief.weight`), the surest first."""
    return [support_in(found) for found in connection.execute(_SUREST, {"row": row, "limit": limit})]
