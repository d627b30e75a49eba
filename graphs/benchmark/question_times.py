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

import networkx as nx

from claimgraph.errors import MissingExtra
from claimgraph.extract.store import ClaimStore
from claimgraph.extract.store_find import Wanted
from claimgraph.graphs.conflicts import conflicts
from claimgraph.graphs.neighbourhood import neighbourhood
from claimgraph.graphs.over_time import over_time
from claimgraph.graphs.paths import paths
from claimgraph.graphs.query import relations
from claimgraph.graphs.related import related
from claimgraph.graphs.shared_neighbours import common_causes

try:
    import duckdb
except ImportError as error:
    raise MissingExtra("timing DuckDB beside claimgraph", extra="analysis") from error

_RUNS = 3
_LONG_S = 5
_PAIRS = """
WITH one AS (
    SELECT s AS a, o AS b, belief FROM edge UNION ALL SELECT o, s, belief FROM edge
)
"""


def best_of(question: Callable[[], object]) -> float:
    """Milliseconds of processor time of the quickest of three runs, or of the first if it takes seconds."""
    times: list[float] = []
    while len(times) < _RUNS and sum(times) < _LONG_S:
        start = time.process_time()
        question()
        times.append(time.process_time() - start)
    return min(times) * 1000


Question = Callable[[], object]


def measured(path: Path) -> Iterator[tuple[str, str, list[float | None]]]:
    """Yield rows of question, entity, and milliseconds here, in networkx and in DuckDB.

    The store is asked first, before the others fill the memory.
    """
    with ClaimStore.open(path) as store:
        entities = _entities(path)
        ours = {
            (name, rank): best_of(ask)
            for rank, (one, other) in entities.items()
            for name, ask in _questions(store, one, other).items()
        }
        graph: nx.MultiGraph[str] = nx.MultiGraph()
        graph.add_weighted_edges_from(
            ((one.subject, one.object, one.belief) for one in store.search(Wanted())), weight="belief"
        )
        duck = _duck(store)
        for rank, (one, other) in entities.items():
            theirs = _lookups(graph, duck, one, other)
            for name in _questions(store, one, other):
                times = [None if ask is None else best_of(ask) for ask in theirs.get(name, (None, None))]
                yield name, rank, [ours[name, rank], *times]


def _questions(store: ClaimStore, one: str, other: str) -> dict[str, Question]:
    """The questions about an entity, and about two."""
    return {
        "relations": lambda: relations(store, one, limit=20, evidence=3),
        "relations, since 2010": lambda: relations(store, one, limit=20, evidence=3, since=2010),
        "related": lambda: related(store, one),
        "years": lambda: over_time(store, one),
        "conflicts": lambda: conflicts(store, one, limit=10, evidence=3),
        "common causes": lambda: common_causes(store, one, other),
        "two hops": lambda: neighbourhood(store, one, depth=2, width=25),
        "paths of 3 hops": lambda: paths(store, one, other, limit=5),
    }


def _lookups(
    graph: nx.MultiGraph[str], duck: duckdb.DuckDBPyConnection, one: str, other: str
) -> dict[str, tuple[Question, Question]]:
    """The same of edges alone, in networkx and in DuckDB: what answers without sentences rest on."""

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
        "relations": (lambda: _top(graph, one, 20), said(top, one, one)),
        "two hops": (
            lambda: [_top(graph, end, 25) for _, end, _ in _top(graph, one, 25)],
            said(two_hops, one),
        ),
        "paths of 3 hops": (lambda: _chains(graph, one, other, 5), said(three_hops, one, other)),
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


def _duck(store: ClaimStore) -> duckdb.DuckDBPyConnection:
    duck = duckdb.connect()
    duck.execute("SET threads = 1")
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".csv") as file:
        rows = ((one.subject, one.object, one.predicate, one.belief) for one in store.search(Wanted()))
        csv.writer(file, quoting=csv.QUOTE_NONNUMERIC).writerows(rows)
        file.flush()
        columns = "{'s': 'VARCHAR', 'o': 'VARCHAR', 'predicate': 'VARCHAR', 'belief': 'DOUBLE'}"
        told = f"auto_detect = false, header = false, quote = '\"', escape = '\"', columns = {columns}"
        duck.execute(f"CREATE TABLE edge AS SELECT * FROM read_csv(?, {told})", [file.name])
    return duck


def _top(graph: nx.MultiGraph[str], key: str, limit: int) -> list[Any]:
    return nlargest(limit, graph.edges(key, data="belief"), key=lambda edge: edge[2])


def _chains(graph: nx.MultiGraph[str], one: str, other: str, limit: int) -> list[tuple[float, str, str]]:
    """The best chains of three edges, by the product of beliefs."""

    def around(key: str) -> dict[str, float]:
        edges = graph.adj[key].items()
        return {end: max(data["belief"] for data in between.values()) for end, between in edges}

    ends = around(other)
    chains = (
        (first * middle * ends[far], near, far)
        for near, first in around(one).items()
        for far, middle in around(near).items()
        if far in ends and len({one, near, far, other}) == len((one, near, far, other))
    )
    return nlargest(limit, chains)


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
