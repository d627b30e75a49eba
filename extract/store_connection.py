"""What the claim store asks of a database, whichever it is: SQLite's file, or a PostgreSQL server.

One SQL text serves both. It is written in what they share; `store_postgresql` puts the rest (placeholders, lists,
two functions' names) into PostgreSQL's words. Lists go into SQL as values (`listed`), so that no text is ever
spliced into a query.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal, Protocol

import msgspec

from claimgraph.errors import StoreError

Mode = Literal["read", "write"]
Values = Sequence[Any] | Mapping[str, Any]


class Listed(tuple[Any, ...]):
    """Values that go into SQL as one: `IN (SELECT value FROM json_each(?))`."""

    __slots__ = ()


def listed(values: Iterable[str | int]) -> Listed:
    """Values, in order, for `json_each`; all of them texts, or all numbers."""
    return Listed(sorted(values))


sqlite3.register_adapter(Listed, lambda values: msgspec.json.encode(values).decode())


class Rows(Protocol):
    """What a query gave."""

    @property
    def rowcount(self) -> int: ...
    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...
    def __iter__(self) -> Iterator[Any]: ...


class Stream(Iterator[Any], Protocol):
    """Rows that come as they are asked for, till it is closed."""

    def close(self) -> object: ...


class StoreConnection(Protocol):
    """A connection to the database of a claim store; its errors are `Error`."""

    @property
    def Error(self) -> type[Exception]: ...  # noqa: N802 - as the Python Database API names it
    @property
    def many_writers(self) -> bool:
        """Whether a store of this kind is made for several runs at once."""

    @property
    def in_transaction(self) -> bool: ...
    @property
    def place(self) -> str:
        """The store's name, for messages."""

    def execute(self, query: str, values: Values = ..., /) -> Rows: ...
    def executemany(self, query: str, rows: Iterable[Values], /) -> Rows: ...
    def fill(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], /) -> None:
        """Add new rows to a table, many at once."""

    def change(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], /) -> None:
        """Set columns of rows of a table, each given with its number first, many at once."""

    def rows(self, query: str, values: Values = ..., /) -> Stream:
        """The rows of a query, read as they are asked for: there may be very many."""

    def begin(self, mode: Mode, /) -> None:
        """Begin a transaction: "write" waits till no other process writes, "read" sees one state."""

    def commit(self) -> None: ...
    def rollback(self) -> None: ...
    def size(self) -> int:
        """Bytes that the store takes."""

    def fold(self) -> None:
        """Leave what was written as readers find it best, before a writer closes."""

    def close(self) -> None: ...


@contextmanager
def transaction(connection: StoreConnection) -> Iterator[None]:
    """Make the block's writes all or nothing; a block inside another belongs to the outer one.

    Raises `StoreError` where the database fails.
    """
    if connection.in_transaction:
        with database_errors(connection):
            yield
        return
    with database_errors(connection):
        connection.begin("write")
        try:
            yield
            connection.commit()
        except BaseException:
            if connection.in_transaction:
                connection.rollback()
            raise


@contextmanager
def snapshot(connection: StoreConnection) -> Iterator[None]:
    """Make the block's reading see one state of the store; inside a transaction, or a snapshot, it is that one's."""
    if connection.in_transaction:
        yield
        return
    with database_errors(connection):
        connection.begin("read")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.rollback()


@contextmanager
def database_errors(connection: StoreConnection) -> Iterator[None]:
    """Turn errors of the database in the block into `StoreError`s that name the store."""
    try:
        yield
    except connection.Error as error:
        said = " ".join(str(error).split())
        reason = "another process is writing it" if "locked" in said or "lock timeout" in said else said
        raise StoreError(f"{connection.place}: {reason}") from error
