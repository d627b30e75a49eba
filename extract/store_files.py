"""The ledger of source files in the claim store: which are done, which failed and why, which are left.

A file's row says "done" in the transaction that brings the last of its claims; till then it says "left". So a run
that is killed at any moment finds every file that it has to read again. A file is known by the place where it lies,
whatever path leads there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from claimgraph.extract.store_connection import StoreConnection
from claimgraph.extract.store_ledger import pipeline_row

State = Literal["left", "done", "failed"]

_KNOWN = ("path", "state", "reason", "checksum", "size", "records", "read_as")
_COLUMNS = f"{', '.join(_KNOWN)}, place"
_PUT = f"""
INSERT INTO source_file ({_COLUMNS}, pipeline_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (place) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in (*_KNOWN, "pipeline_id"))}
"""
_FILES = f"""
SELECT {_COLUMNS}, pipeline.name FROM source_file LEFT JOIN pipeline ON pipeline.id = pipeline_id
"""


class SourceFile(msgspec.Struct, frozen=True, kw_only=True):
    """What the ledger knows of a file; `checksum` is SHA-256 in hex, `pipeline` names the versions that read it.

    `path` is how it was last given, `place` where it really lies (by default where the path leads). `records`
    counts its documents; `reason` says why the whole file failed.
    """

    path: str
    state: State
    reason: str | None = None
    checksum: str = ""
    size: int = 0
    records: int = 0
    read_as: str = ""
    place: str = ""
    pipeline: str | None = None

    def __post_init__(self) -> None:
        if not self.place:
            msgspec.structs.force_setattr(self, "place", os.path.realpath(self.path))

    def is_same(self, other: SourceFile) -> bool:
        """Whether the other tells of the same bytes, read in the same way."""
        return bool(self.checksum) and (self.checksum, self.read_as) == (other.checksum, other.read_as)


def put_file(connection: StoreConnection, file: SourceFile) -> None:
    """Write a file's row, in place of an earlier one."""
    _call(connection, file.place, file.path)
    pipeline_id = None if file.pipeline is None else pipeline_row(connection, file.pipeline)
    connection.execute(
        _PUT,
        (
            *(file.path, file.state, file.reason, file.checksum),
            *(file.size, file.records, file.read_as, file.place, pipeline_id),
        ),
    )


def plan_files(connection: StoreConnection, sizes: Mapping[str, int]) -> None:
    """Note which files a run will come to, with their sizes.

    What an earlier run left and is gone is forgotten, unless it may be of another machine.
    """
    if not connection.many_writers:
        left = connection.execute("SELECT place FROM source_file WHERE state = 'left'").fetchall()
        gone = [row for row in left if _is_gone(*row)]
        connection.executemany("DELETE FROM source_file WHERE place = ?", gone)
    for path, size in sizes.items():
        place = os.path.realpath(path)
        _call(connection, place, path)
        connection.execute(
            "INSERT INTO source_file (place, path, state, size) VALUES (?, ?, 'left', ?)"
            " ON CONFLICT (place) DO UPDATE SET path = excluded.path",
            (place, path, size),
        )


def _is_gone(place: str) -> bool:
    """Whether a file was taken out of its folder; of a folder that is not there, on another disk say, none is."""
    return os.path.isdir(os.path.dirname(place)) and not os.path.exists(place)


def _call(connection: StoreConnection, place: str, path: str) -> None:
    """List the failures of a file that was given by another path before under the path by which it is given now."""
    row = connection.execute("SELECT path FROM source_file WHERE place = ?", (place,)).fetchone()
    if row is not None and row[0] != path:
        connection.execute("DELETE FROM failure WHERE source = ?", (path,))
        connection.execute("UPDATE failure SET source = ? WHERE source = ?", (path, row[0]))


def files(connection: StoreConnection) -> Iterator[SourceFile]:
    """Yield the files by path."""
    for row in connection.execute(f"{_FILES} ORDER BY path"):
        yield _file(row)


def file_of(connection: StoreConnection, path: str) -> SourceFile | None:
    """Give what the ledger knows of the file to which that path leads."""
    row = connection.execute(f"{_FILES} WHERE place = ?", (os.path.realpath(path),)).fetchone()
    return None if row is None else _file(row)


def _file(row: tuple[object, ...]) -> SourceFile:
    return msgspec.convert(dict(zip(SourceFile.__struct_fields__, row, strict=True)), SourceFile)
