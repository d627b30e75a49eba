"""Makes a large claim store out of a small one, to measure on: same schema, same indexes, changed ids.

python -m claimgraph.graphs.benchmark.grown_store claims.db large.db --claims 5000000
"""

from __future__ import annotations

import argparse
import sqlite3
from importlib.resources import files
from pathlib import Path

from claimgraph.errors import StoreError
from claimgraph.extract.store import ClaimStore
from claimgraph.extract.store_beliefs import renew_all
from claimgraph.extract.store_connection import listed
from claimgraph.extract.store_file import SqliteConnection
from claimgraph.extract.vocabulary import SYMMETRIC_PREDICATES

WORLDS = 100
_SLOTS = 4096


def grow(small: Path, large: Path, *, claims: int) -> int:
    """Write a new store of at least `claims` claims, copied from `small`; give how many it holds.

    Each document is copied as often as need be; in each copy a concept is one of up to a hundred that are
    alike, the k-th as often as 1/k, so that some concepts stand in very many claims and most in few (Zipf).
    Raises `StoreError` where `large` is there already.
    """
    if large.exists():
        raise StoreError(f"{large}: this is there already")
    with ClaimStore.open(small) as store:
        held = store.counts()["claims"]
    if not held:
        raise StoreError(f"{small}: no claims to copy")
    with ClaimStore.open(large, mode="write"):
        pass
    connection = sqlite3.connect(large, isolation_level=None, factory=SqliteConnection)
    try:
        _fill(connection, small, copies=-(-claims // held))
        return int(connection.execute("SELECT count(*) FROM claim").fetchone()[0])
    finally:
        connection.close()


def _fill(connection: SqliteConnection, small: Path, *, copies: int) -> None:
    for setting in (
        "journal_mode = OFF",
        "synchronous = OFF",
        "cache_size = -1000000",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("ATTACH ? AS small", (str(small),))
    connection.execute("CREATE TABLE temp.copies (copy INTEGER PRIMARY KEY)")
    connection.executemany("INSERT INTO copies VALUES (?)", ((copy,) for copy in range(copies)))
    connection.execute("CREATE TABLE temp.worlds (world INTEGER PRIMARY KEY, mark TEXT)")
    marks = ((world, f" w{world}" if world else "") for world in range(WORLDS))
    connection.executemany("INSERT INTO worlds VALUES (?, ?)", marks)
    connection.execute("CREATE TABLE temp.spread (slot INTEGER PRIMARY KEY, world INTEGER)")
    connection.executemany("INSERT INTO spread VALUES (?, ?)", enumerate(_spread()))
    indexes = connection.execute(
        "SELECT name, sql FROM main.sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    late = [(name, sql) for name, sql in indexes if name not in ("mention_by_concept", "mention_by_form")]
    for name, _ in late:
        connection.execute(f"DROP INDEX main.{name}")
    script = (files("claimgraph.graphs.benchmark") / "grown_store.sql").read_text(encoding="utf-8")
    connection.execute("BEGIN")
    for statement in script.split(";\n"):
        values = {"symmetric": listed(SYMMETRIC_PREDICATES)} if ":symmetric" in statement else {}
        connection.execute(statement, values)
    by_belief = {name for name, _ in late if name.startswith("statement_by_")}
    for name, sql in late:
        if name not in by_belief:
            connection.execute(sql)
    renew_all(connection)
    for name, sql in late:
        if name in by_belief:
            connection.execute(sql)
    connection.execute("COMMIT")
    connection.execute("DETACH small")
    connection.execute("PRAGMA analysis_limit = 1000")
    connection.execute("ANALYZE")
    connection.execute("PRAGMA journal_mode = WAL")


def _spread() -> list[int]:
    """For each slot a world, the k-th with a share of 1/k."""
    shares = [1 / (world + 1) for world in range(WORLDS)]
    slots = [world for world, share in enumerate(shares) for _ in range(round(_SLOTS * share / sum(shares)))]
    return (slots + [0] * _SLOTS)[:_SLOTS]


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description="Make a large claim store out of a small one.")
    parser.add_argument("small", type=Path)
    parser.add_argument("large", type=Path)
    parser.add_argument("--claims", type=int, default=5_000_000)
    given = parser.parse_args()
    grow(given.small, given.large, claims=given.claims)


if __name__ == "__main__":
    main()
