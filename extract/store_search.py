"""Finds statements of the claim store by what they join and say, with the beliefs that the store keeps.

No claim is read. What is asked of one node comes out of an index that holds it by belief, so that the best of
very many statements cost no more than of few.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any, get_args

from claimgraph.extract.store_connection import StoreConnection
from claimgraph.extract.store_find import (
    FoundStatement,
    Role,
    Wanted,
    fitting,
    node_rows,
    side_fits,
    values_of,
)

_FOUND = """
SELECT id, (SELECT key FROM concept WHERE concept.id = subject_id), predicate_id,
       (SELECT key FROM concept WHERE concept.id = object_id), direction, aspect, polarity, belief, n_documents
FROM statement WHERE belief >= :least AND {}
"""
_BEST_FIRST = f"{_FOUND} ORDER BY belief DESC, n_documents DESC"


def search_statements(
    connection: StoreConnection,
    wanted: Wanted,
    *,
    best: int | None = None,
    least_belief: float | None = None,
) -> Iterator[FoundStatement]:
    """Yield the statements that fit, each once, in no promised order.

    Of each of the wanted nodes those that can't be among its `best` by belief and documents may be left out. What
    narrows the claims of a statement can't be asked here (`Wanted.narrows_claims`).
    """
    names = dict(connection.execute("SELECT id, name FROM predicate").fetchall())
    values = {**values_of(connection, wanted), "least": least_belief or 0.0}
    seen: set[int] = set()
    for row in _rows(connection, wanted, values, best):
        if row[0] not in seen:
            seen.add(row[0])
            yield FoundStatement(
                row=row[0],
                subject=row[1],
                predicate=names[row[2]],
                object=row[3],
                direction=row[4],
                aspect=row[5],
                polarity=row[6],
                belief=row[7],
                n_documents=row[8],
            )


def _rows(
    connection: StoreConnection, wanted: Wanted, values: dict[str, Any], best: int | None
) -> Iterator[tuple[Any, ...]]:
    if wanted.nodes is None and wanted.others is None:
        yield from connection.rows(_FOUND.format(fitting(wanted)), values)
        return
    roles = get_args(Role)
    for here, there in (roles, roles[::-1]):
        if best is None or wanted.nodes is None or wanted.others is not None:
            yield from connection.rows(_FOUND.format(side_fits(wanted, here, there)), values)
            continue
        question = _BEST_FIRST.format(side_fits(wanted, here, there, single=True))
        for node in node_rows(connection, wanted.nodes):
            with closing(connection.rows(question, {**values, "node": node})) as rows:
                yield from _best_of(rows, best)


def _best_of(rows: Iterator[tuple[Any, ...]], best: int) -> Iterator[tuple[Any, ...]]:
    """The first rows, as many as are asked for and those that are as well believed as the last of them."""
    last = None
    for number, row in enumerate(rows):
        if number >= best and row[7:] != last:
            return
        last = row[7:]
        yield row
