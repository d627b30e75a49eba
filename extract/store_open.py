"""Opens a claim store by its name: a file, or a PostgreSQL database."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from claimgraph.extract import store_file
from claimgraph.extract.store_connection import Mode, StoreConnection

_SERVERS = ("postgresql://", "postgres://")
# A password may hold anything: it ends at the last @.
_ADDRESS = re.compile(r"(\w+://)(?:([^:@/?#]*)(?::.*)?@)?([^@?]*)(?:\?[^@]*)?", re.DOTALL)
_AT_IN_PARAMETERS = re.compile(r"[?&]\w+=.*@", re.DOTALL)  # or parameters in a password


def is_on_server(store: Path | str) -> bool:
    """Whether a store is named by the address of a database, not by a path.

    >>> is_on_server("postgresql://reader@db.lab/claims"), is_on_server("claims.db")
    (True, False)
    """
    return str(store).startswith(_SERVERS)


def shown(store: Path | str) -> str:
    """A store's name for messages: an address without its password.

    >>> shown("postgresql://ann:secret@db.lab:5432/claims?password=secret"), shown("claims.db")
    ('postgresql://ann@db.lab:5432/claims', 'claims.db')
    >>> shown("postgresql://ann:top#s/e?c@ret@db.lab/claims")
    'postgresql://ann@db.lab/claims'
    """
    if not is_on_server(store):
        return str(store)
    address = str(store)
    found = None if _AT_IN_PARAMETERS.search(address) else _ADDRESS.fullmatch(address)
    if found is None:  # what of it is the password can't be told
        return f"{address.partition('://')[0]}://…"
    scheme, user, place = found.groups()
    return f"{scheme}{user}@{place}" if user else f"{scheme}{place}"


def connect(store: Path | str, *, mode: Mode) -> StoreConnection:
    """Open a claim store, making a new one where "write" finds none.

    Raises `StoreError`, and `MissingExtra` where PostgreSQL's client is not installed.
    """
    if mode not in get_args(Mode):
        raise ValueError(f"a store is opened in mode {' or '.join(map(repr, get_args(Mode)))}, not {mode!r}")
    if not is_on_server(store):
        return store_file.connect(store, mode=mode)
    from claimgraph.extract import store_postgresql  # noqa: PLC0415 - an extra

    return store_postgresql.connect(str(store), place=shown(store), mode=mode)


def close(connection: StoreConnection, *, mode: Mode) -> None:
    """Close a store; a writer first leaves it as readers find it best."""
    try:
        if mode == "write":
            connection.fold()
    except connection.Error:  # readers are still at work: nothing is lost
        pass
    finally:
        connection.close()
