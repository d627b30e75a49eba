"""The ledger of source files in the claim store: which are done, which failed and why, which are left.

A file's row says "done" in the transaction that brings the last of its claims; till then it says "left". So a run
that is killed at any moment finds every file that it has to read again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from claimgraph.extract.store_connection import StoreConnection
from claimgraph.extract.store_ledger import pipeline_row

State = Literal["left", "done", "failed"]

_KNOWN = ("state", "reason", "checksum", "size", "records", "read_as")
_COLUMNS = f"path, {', '.join(_KNOWN)}"
_PUT = f"""
INSERT INTO source_file ({_COLUMNS}, pipeline_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (path) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in (*_KNOWN, "pipeline_id"))}
"""
_FILES = f"""
SELECT {_COLUMNS}, pipeline.name FROM source_file LEFT JOIN pipeline ON pipeline.id = pipeline_id
"""


class SourceFile(msgspec.Struct, frozen=True, kw_only=True):
    """What the ledger knows of a file; `checksum` is SHA-256 in hex, `pipeline` names the versions that read it.

    `records` counts its documents; `reason` says why the whole file failed.
    """

    path: str
    state: State
    reason: str | None = None
    checksum: str = ""
    size: int = 0
    records: int = 0
    read_as: str = ""
    pipeline: str | None = None

    def is_same(self, other: SourceFile) -> bool:
        """Whether the other tells of the same bytes, read in the same way."""
        return bool(self.checksum) and (self.path, self.checksum, self.read_as) == (
            other.path,
            other.checksum,
            other.read_as,
        )


def put_file(connection: StoreConnection, file: SourceFile) -> None:
    """Write a file's row, in place of an earlier one."""
    pipeline_id = None if file.pipeline is None else pipeline_row(connection, file.pipeline)
    connection.execute(
        _PUT,
        (
            *(file.path, file.state, file.reason, file.checksum),
            *(file.size, file.records, file.read_as, pipeline_id),
        ),
    )


def plan_files(connection: StoreConnection, sizes: Mapping[str, int]) -> None:
    """Note which files a run will come to, with their sizes.

    What only an earlier run left is forgotten, unless others may be at it just now.
    """
    if not connection.many_writers:
        left = connection.execute("SELECT path FROM source_file WHERE state = 'left'").fetchall()
        gone = (path for path in left if path[0] not in sizes)
        connection.executemany("DELETE FROM source_file WHERE path = ?", list(gone))
    connection.executemany(
        "INSERT INTO source_file (path, state, size) VALUES (?, 'left', ?) ON CONFLICT DO NOTHING",
        sizes.items(),
    )


def files(connection: StoreConnection) -> Iterator[SourceFile]:
    """Yield the files by path."""
    for row in connection.execute(f"{_FILES} ORDER BY path"):
        yield _file(row)


def file_of(connection: StoreConnection, path: str) -> SourceFile | None:
    """Give what the ledger knows of the file of that path, as it was given."""
    row = connection.execute(f"{_FILES} WHERE path = ?", (path,)).fetchone()
    return None if row is None else _file(row)


def _file(row: tuple[object, ...]) -> SourceFile:
    return msgspec.convert(dict(zip(SourceFile.__struct_fields__, row, strict=True)), SourceFile)
