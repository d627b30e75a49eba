"""Times questions to a store, beside the same lookups in plain networkx and in DuckDB.

    python -m claimgraph.graphs.benchmark.question_times large.db

prints a table in Markdown: for each question and entity the best of three runs, in milliseconds of
processor time. networkx and DuckDB get nothing but the statements, with belief already computed,
in memory; loading is not counted.
"""

from __future__ import annotations

import argparse
import csv
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from heapq import nlargest
from pathlib import Path
from typing import Any

import duckdb
import networkx as nx

from claimgraph.extract.store import ClaimStore
from claimgraph.extract.store_find import Wanted
from claimgraph.graphs.found import find_statements
from claimgraph.graphs.neighbourhood import neighbourhood
from claimgraph.graphs.over_time import over_time
from claimgraph.graphs.paths import paths
from claimgraph.graphs.query import relations
from claimgraph.graphs.related import related
from claimgraph.graphs.shared_neighbours import common_causes

_RUNS = 3
_PAIRS = """
WITH one AS (
    SELECT s AS a, o AS b, belief FROM edge UNION ALL SELECT o, s, belief FROM edge
)
"""


def best_of(question: Callable[[], object]) -> float:
    """Milliseconds of processor time of the quickest of three runs."""
    times = []
    for _ in range(_RUNS):
        start = time.process_time()
        question()
        times.append(time.process_time() - start)
    return min(times) * 1000


Question = Callable[[], object]


def measured(path: Path) -> Iterator[tuple[str, str, list[float | None]]]:
    """Yield rows of question, entity, and milliseconds here, in networkx and in DuckDB."""
    with ClaimStore.open(path) as store:
        edges = [
            (found.subject, found.object, found.predicate, found.belief)
            for found in find_statements(store, Wanted()).values()
        ]
        graph: nx.MultiGraph[str] = nx.MultiGraph()
        graph.add_weighted_edges_from(((s, o, belief) for s, o, _, belief in edges), weight="belief")
        duck = _duck(edges)
        for rank, (one, other) in _entities(path).items():
            for name, asked in _questions(store, graph, duck, one, other).items():
                yield name, rank, [None if ask is None else best_of(ask) for ask in asked]


def _questions(
    store: ClaimStore, graph: nx.MultiGraph[str], duck: duckdb.DuckDBPyConnection, one: str, other: str
) -> dict[str, tuple[Question, Question | None, Question | None]]:
    """The questions about an entity, and about two, to each of the three; networkx gives paths in no order."""

    def said(query: str, *values: str) -> Question:
        return lambda: duck.execute(query, values).fetchall()

    top = "SELECT * FROM edge WHERE s = ? OR o = ? ORDER BY belief DESC LIMIT 20"
    two_hops = (
        f"{_PAIRS}, first AS (SELECT * FROM one WHERE a = ? ORDER BY belief DESC LIMIT 25)"
        " SELECT * FROM first JOIN one AS two ON first.b = two.a"
        " QUALIFY row_number() OVER (PARTITION BY two.a ORDER BY two.belief DESC) <= 25"
    )
    three_hops = (
        f"{_PAIRS} SELECT x.a, x.b, y.b, z.b, x.belief * y.belief * z.belief AS p FROM one x"
        " JOIN one y ON x.b = y.a JOIN one z ON y.b = z.a WHERE x.a = ? AND z.b = ? ORDER BY p DESC LIMIT 5"
    )
    return {
        "relations": (
            lambda: relations(store, one, limit=20, evidence=3),
            lambda: _top(graph, one, 20),
            said(top, one, one),
        ),
        "related": (lambda: related(store, one), None, None),
        "years": (lambda: over_time(store, one), None, None),
        "common causes": (lambda: common_causes(store, one, other), None, None),
        "two hops": (
            lambda: neighbourhood(store, one, depth=2, width=25),
            lambda: [_top(graph, end, 25) for _, end, _ in _top(graph, one, 25)],
            said(two_hops, one),
        ),
        "paths of 3 hops": (lambda: paths(store, one, other, limit=5), None, said(three_hops, one, other)),
    }


def _entities(path: Path) -> dict[str, tuple[str, str]]:
    """Two entities that are among the most claimed, in the middle of the better known, and usual."""
    connection = sqlite3.connect(path)
    keys = [
        row[0]
        for row in connection.execute("SELECT key FROM concept WHERE n_claims > 0 ORDER BY n_claims DESC")
    ]
    connection.close()
    middle, usual = len(keys) // 100, len(keys) // 2
    return {
        "most claimed": (keys[0], keys[1]),
        "top 1 %": (keys[middle], keys[middle + 1]),
        "median": (keys[usual], keys[usual + 1]),
    }


def _duck(edges: list[tuple[str, str, str, float]]) -> duckdb.DuckDBPyConnection:
    duck = duckdb.connect()
    duck.execute("SET threads = 1")
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".csv") as file:
        csv.writer(file).writerows(edges)
        file.flush()
        columns = "{'s': 'VARCHAR', 'o': 'VARCHAR', 'predicate': 'VARCHAR', 'belief': 'DOUBLE'}"
        duck.execute(
            f"CREATE TABLE edge AS SELECT * FROM read_csv(?, header = false, columns = {columns})",
            [file.name],
        )
    return duck


def _top(graph: nx.MultiGraph[str], key: str, limit: int) -> list[Any]:
    return nlargest(limit, graph.edges(key, data="belief"), key=lambda edge: edge[2])


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description="Time questions to a store.")
    parser.add_argument("store", type=Path)
    print("| question | entity | claimgraph | networkx | DuckDB |\n|---|---|--:|--:|--:|")  # noqa: T201
    for question, entity, times in measured(parser.parse_args().store):
        told = ("–" if ms is None else f"{ms:,.1f}" for ms in times)
        print(f"| {question} | {entity} | {' | '.join(told)} |", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
