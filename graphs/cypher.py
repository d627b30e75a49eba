"""Puts a claim store into an embedded graph database, LadybugDB, and asks that in openCypher (extra "cypher").

Its nodes are `(:Entity)`. Between them stand `[:STATES]`, one for each distinct claim, and `[:CLAIMS]`, one for each
claim of a document, with its sentence. Signs are 1, -1 or 0 (not said); text that is not known is empty, a year 0.
"""

from __future__ import annotations

import csv
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from claimgraph.errors import MissingExtra, QueryError
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.sign import sign_of

_ENDS = (
    "FROM Entity TO Entity, key STRING, predicate STRING, direction STRING, aspect STRING, polarity STRING"
)
SCHEMA = {
    "Entity": "CREATE NODE TABLE Entity(key STRING PRIMARY KEY, id STRING, name STRING, type STRING, "
    "n_claims INT64, n_documents INT64)",
    "STATES": f"CREATE REL TABLE STATES({_ENDS}, sign INT64, belief DOUBLE, n_claims INT64, n_documents INT64)",
    "CLAIMS": f"CREATE REL TABLE CLAIMS({_ENDS}, sign INT64, document STRING, year INT64, section STRING, "
    "certainty STRING, kind STRING, score DOUBLE, sentence STRING)",
}
_LOADED = "claims of state "  # and then the state, as a comment on each table
_OPTIONS = "(HEADER=false, PARALLEL=false, QUOTE='\"', ESCAPE='\"')"

# What begins a statement that asks and nothing else; COPY, EXPORT and INSTALL write files, whatever the database.
_ASKS = re.compile(r"\s*(?:OPTIONAL\s+MATCH|MATCH|UNWIND|WITH|RETURN)\b", re.IGNORECASE)

# What holds no statement, whatever it looks like: quoted text, quoted names and comments, whichever begins first.
_UNREAD = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|/\*.*?\*/|//[^\r\n]*""", re.DOTALL)

Row = tuple[str | int | float | None, ...]


def renew_cypher(store: ClaimStore, database: Path) -> bool:
    """Load a store into a database file, unless it was loaded from the same state; whether it had to be.

    Raises as `load_cypher`, and `QueryError` for a file that was not loaded from a store.
    """
    if database.exists():
        state = _state_in(database)
        if state is None:
            raise QueryError(
                f"{database} was not loaded from a claim store: name another --database, or delete it"
            )
        if state == store.state:
            return False
    load_cypher(store, database)
    return True


def load_cypher(store: ClaimStore, database: Path) -> None:
    """Load a store whole into a database file, which appears whole, in place of an earlier one.

    Raises `MissingExtra` without LadybugDB, and `QueryError` where the file's folder does not exist.
    """
    parent = database.absolute().parent
    if not parent.is_dir():
        raise QueryError(f"{database}: its folder does not exist")
    # Of its own, so that several may load at once; a load that was killed leaves it, and no half database.
    with tempfile.TemporaryDirectory(prefix=f".{database.name}.", dir=parent) as own:
        beside = Path(own, database.name)
        connection = _connect(beside)
        try:
            with tempfile.TemporaryDirectory() as folder, store.snapshot():
                _copy(store, connection, Path(folder))
            connection.execute("CHECKPOINT")
        finally:
            connection.close()
            connection.database.close()
        os.replace(beside, database)


def _copy(store: ClaimStore, connection: Any, folder: Path) -> None:
    """Fill an empty database by way of files in a folder."""
    files = {name: folder / f"{name}.csv" for name in SCHEMA}
    _write(files["Entity"], _entities(store))
    _write(files["STATES"], _statements(store))
    _write(files["CLAIMS"], _claims(store))
    for name, table in SCHEMA.items():
        connection.execute(table)
        connection.execute(f"COMMENT ON TABLE {name} IS '{_LOADED}{store.state}'")
        if files[name].stat().st_size:
            path = re.sub(r"(['\\])", r"\\\1", str(files[name]))
            connection.execute(f"COPY {name} FROM '{path}' {_OPTIONS}")


def ask_cypher(database: Path, question: str) -> tuple[list[str], list[list[Any]]]:
    """Ask a database that `load_cypher` made; give the names of the columns and the rows.

    Nothing is changed, whatever is asked. Raises `MissingExtra`, and `QueryError` for what is no openCypher or
    does something else than ask.
    """
    check_question(question)
    connection = _connect(database, read_only=True)
    try:
        found = connection.execute(question)
        return found.get_column_names(), found.get_all()
    except RuntimeError as error:
        raise QueryError(f"openCypher: {error}") from error
    finally:
        connection.close()


def check_question(question: str) -> None:
    """Raise `QueryError` for what does something else than ask, for nothing, and for several statements."""
    bare = _UNREAD.sub(lambda found: " " if found[0].startswith("/") else "''", question)
    first, _, rest = bare.partition(";")
    if _ASKS.match(first) is None:
        raise QueryError("openCypher: only what asks is run, beginning with MATCH, UNWIND, WITH or RETURN")
    if rest.strip():
        raise QueryError(
            "openCypher: only one question is run at a time, and nothing may follow its semicolon"
        )


def _state_in(database: Path) -> str | None:
    """The state of the store that a database was loaded from; None where it was not."""
    connection = _connect(database, read_only=True)
    try:
        found = connection.execute("CALL show_tables() WHERE name = 'CLAIMS' RETURN comment").get_all()
    finally:
        connection.close()
    comments = [str(row[0]) for row in found if str(row[0]).startswith(_LOADED)]
    return comments[0].removeprefix(_LOADED) if comments else None


def _connect(database: Path, *, read_only: bool = False) -> Any:
    try:
        import ladybug  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise MissingExtra("openCypher", extra="cypher") from error
    try:
        return ladybug.Connection(ladybug.Database(str(database), read_only=read_only))
    except RuntimeError as error:
        raise QueryError(f"{database}: no graph database: {error}") from error


def _write(file: Path, rows: Iterable[Row]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC).writerows(rows)


def _entities(store: ClaimStore) -> Iterator[Row]:
    for node in store.nodes():
        yield node.key, node.id or "", node.name, node.type, node.n_claims, node.n_documents


def _statements(store: ClaimStore) -> Iterator[Row]:
    for counted in store.statements():
        one = counted.statement
        said = (one.subject, one.object, one.key, one.predicate, one.direction or "", one.aspect or "")
        sign = sign_of(one.predicate, one.aspect, one.polarity) or 0
        yield *said, one.polarity, sign, counted.belief, counted.n_claims, counted.n_documents


def _claims(store: ClaimStore) -> Iterator[Row]:
    for counted, supports in store.stated():
        one = counted.statement
        sign = sign_of(one.predicate, one.aspect, one.polarity) or 0
        for s in supports:
            said = (one.subject, one.object, s.claim, one.predicate, one.direction or "", one.aspect or "")
            told = (s.document, s.year or 0, s.section or "", s.certainty, s.kind, s.score, s.sentence)
            yield *said, one.polarity, sign, *told
