"""The claim store as a file: making one, knowing one again, and transactions on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Literal, get_args

from claimgraph.errors import StoreError

Mode = Literal["read", "write"]

APPLICATION_ID = 0x436C6D47  # "ClmG", in the header of the file
SCHEMA_VERSION = 4
_PATIENCE_S = 30.0  # how long a writer waits for another writer


def connect(path: Path | str, *, mode: Mode) -> sqlite3.Connection:
    """Open a claim store, making a new one where "write" finds none; raises `StoreError`.

    ":memory:" is a store that lives as long as its connection.
    """
    place = str(path)
    if mode not in get_args(Mode):
        raise ValueError(f"a store is opened in mode {' or '.join(map(repr, get_args(Mode)))}, not {mode!r}")
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


def close(connection: sqlite3.Connection, *, mode: Mode) -> None:
    """Close a store; a writer first folds its journal in, so that the one file holds everything."""
    try:
        if mode == "write":
            connection.execute("PRAGMA optimize")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error:  # readers are still at work: the journal stays, nothing is lost
        pass
    finally:
        connection.close()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Make the block's writes all or nothing; a block inside another belongs to the outer one.

    Raises `StoreError` where SQLite fails.
    """
    if connection.in_transaction:
        yield
        return
    with sqlite_errors(connection):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Make the block's reading see one state of the file; inside a transaction, or a snapshot, it is that one's."""
    if connection.in_transaction:
        yield
        return
    with sqlite_errors(connection):
        connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextmanager
def sqlite_errors(connection: sqlite3.Connection) -> Iterator[None]:
    """Turn errors of SQLite in the block into `StoreError`s that name the file."""
    try:
        yield
    except sqlite3.Error as error:
        reason = "another process is writing it" if "locked" in str(error) else str(error)
        raise StoreError(f"{_place(connection)}: {reason}") from error


def _place(connection: sqlite3.Connection) -> str:
    try:
        return connection.execute("PRAGMA database_list").fetchone()[2] or ":memory:"
    except sqlite3.Error:  # it is closed
        return "claim store"


def _open(place: str, mode: Mode) -> sqlite3.Connection:
    if mode == "write" or place == ":memory:":
        return sqlite3.connect(place, timeout=_PATIENCE_S, isolation_level=None)
    uri = Path(place).resolve().as_uri()
    # A reader that may not write would leave the files of the journal behind: this one could, but won't.
    connection = sqlite3.connect(f"{uri}?mode=rw", uri=True, timeout=_PATIENCE_S, isolation_level=None)
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.OperationalError:
        # On a medium that can't be written SQLite can't make the journal's index; then nobody else writes.
        connection.close()
        if Path(f"{place}-wal").exists():
            raise
        return sqlite3.connect(f"{uri}?immutable=1", uri=True, isolation_level=None)
    return connection


def _prepare(connection: sqlite3.Connection, place: str, mode: Mode) -> None:
    """Check that the file is a claim store of this version; lay an empty one out."""
    known = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    empty = not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    if empty and known == 0 and (mode == "write" or place == ":memory:"):
        connection.execute("PRAGMA journal_mode = WAL")
        _lay_out(connection)
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
