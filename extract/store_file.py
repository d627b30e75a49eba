"""The claim store as a file of SQLite: making one, and knowing one again."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from claimgraph.errors import StoreError
from claimgraph.extract.store_connection import Mode, Values

APPLICATION_ID = 0x436C6D47  # "ClmG", in the header of the file
SCHEMA_VERSION = 4
_PATIENCE_S = 30.0  # how long a writer waits for another writer


class SqliteConnection(sqlite3.Connection):
    """A connection to a store that is a file."""

    many_writers = False

    @property
    def place(self) -> str:
        """The path of the file."""
        try:
            return self.execute("PRAGMA database_list").fetchone()[2] or ":memory:"
        except sqlite3.Error:  # it is closed
            return "claim store"

    def fill(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], /) -> None:
        """Add new rows to a table."""
        marks = ", ".join("?" * len(columns))
        self.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)

    def change(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], /) -> None:
        """Set columns of rows of a table, each given with its number first."""
        named = ", ".join(f"{name} = ?" for name in columns)
        self.executemany(f"UPDATE {table} SET {named} WHERE id = ?", ((*row[1:], row[0]) for row in rows))

    def rows(self, query: str, values: Values = (), /) -> sqlite3.Cursor:
        """The rows of a query, read as they are asked for."""
        return self.execute(query, values)

    def begin(self, mode: Mode, /) -> None:
        """Begin a transaction: one that writes, or one that sees a single state."""
        self.execute("BEGIN IMMEDIATE" if mode == "write" else "BEGIN")

    def size(self) -> int:
        """Bytes of the file."""
        pages, size = (
            int(self.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size")
        )
        return pages * size

    def fold(self) -> None:
        """Fold the journal in, so that the one file holds everything."""
        self.execute("PRAGMA optimize")
        self.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def connect(path: Path | str, *, mode: Mode) -> SqliteConnection:
    """Open a claim store, making a new one where "write" finds none; raises `StoreError`.

    ":memory:" is a store that lives as long as its connection.
    """
    place = str(path)
    if Path(path).is_dir():
        raise StoreError(f"{place}: a folder, not a claim store")
    if mode == "read" and place != ":memory:" and not Path(path).is_file():
        raise StoreError(f"{place}: no such claim store")
    if mode == "write" and not Path(path).absolute().parent.is_dir():
        raise StoreError(f"{place}: its folder does not exist")
    try:
        connection = _open(place, mode)
        try:
            _prepare(connection, place, mode)
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise StoreError(f"{place}: not a claim store, or not readable ({error})") from error
    return connection


def _open(place: str, mode: Mode) -> SqliteConnection:
    if mode == "write" or place == ":memory:":
        return sqlite3.connect(place, timeout=_PATIENCE_S, isolation_level=None, factory=SqliteConnection)
    uri = Path(place).resolve().as_uri()
    # A reader that may not write would leave the files of the journal behind: this one could, but won't.
    connection = sqlite3.connect(
        f"{uri}?mode=rw", uri=True, timeout=_PATIENCE_S, isolation_level=None, factory=SqliteConnection
    )
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.OperationalError:
        # On a medium that can't be written SQLite can't make the journal's index; then nobody else writes.
        connection.close()
        if Path(f"{place}-wal").exists():
            raise
        return sqlite3.connect(f"{uri}?immutable=1", uri=True, isolation_level=None, factory=SqliteConnection)
    return connection


def _prepare(connection: sqlite3.Connection, place: str, mode: Mode) -> None:
    """Check that the file is a claim store of this version; lay an empty one out."""
    known = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    empty = not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    if empty and known == 0 and (mode == "write" or place == ":memory:"):
        connection.execute("PRAGMA journal_mode = WAL")
        try:
            _lay_out(connection)
        except sqlite3.OperationalError:
            if connection.in_transaction:
                connection.rollback()
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise  # else another process was the first to lay it out
    elif known != APPLICATION_ID:
        raise StoreError(f"{place}: this is not a claim store")
    elif version != SCHEMA_VERSION:
        raise StoreError(
            f"{place}: store version {version}, this claimgraph reads version {SCHEMA_VERSION}: "
            "extract into a new store"
        )
    connection.execute("PRAGMA synchronous = NORMAL")  # a power cut may lose the last batch, never the file


def _lay_out(connection: sqlite3.Connection) -> None:
    schema = (files("claimgraph.extract") / "store_schema.sql").read_text(encoding="utf-8")
    connection.executescript(
        f"BEGIN IMMEDIATE;\n{schema}\n"
        f"INSERT INTO meta VALUES ('schema_version', '{SCHEMA_VERSION}');\n"
        f"PRAGMA application_id = {APPLICATION_ID};\nPRAGMA user_version = {SCHEMA_VERSION};\nCOMMIT;"
    )
