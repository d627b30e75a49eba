"""Writes files and folders so that they are there whole or not at all: beside their place, then renamed."""

from __future__ import annotations

import errno
import gzip
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

_SQLITE = b"SQLite format 3\x00"  # how such files begin


@contextmanager
def open_whole(path: Path | str) -> Iterator[BinaryIO]:
    """Open `path` for writing bytes; it appears, replacing what was there, only if the block ends well.

    A name that ends in ".gz" is compressed, without a time stamp: same content, same bytes. A link stays a
    link; "-" is standard output. Raises `OSError` that names `path`, and so where a store stands there.
    """
    if str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(os.path.realpath(path))
    if Path(path).exists() and not target.is_file():  # /dev/stdout, a pipe: there is nothing to rename
        with Path(path).open("wb") as stream:
            yield stream
        return
    if _is_database(target):
        raise FileExistsError(errno.EEXIST, "is a store, which no other file replaces", str(path))
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "its folder does not exist", str(path))
    try:
        handle, beside = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    except OSError as error:
        error.filename = str(path)  # the user knows nothing of the file beside
        raise
    try:
        with os.fdopen(handle, "wb") as raw:
            if Path(path).suffix == ".gz":
                with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed:
                    yield cast(BinaryIO, packed)
            else:
                yield raw
            raw.flush()
            os.fsync(raw.fileno())
        os.chmod(beside, _permissions(target))
        os.replace(beside, target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Give an empty folder that takes the place of `path` if the block ends well, with all that is in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", suffix=".part", dir=path.parent) as beside:
        fresh, old = Path(beside) / "new", Path(beside) / "old"
        fresh.mkdir()
        yield fresh
        if path.exists():
            path.rename(old)  # goes with the folder beside
        fresh.rename(path)


def _is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE


def _permissions(target: Path) -> int:
    """What a plain `open` would have given: mkstemp's files are for the owner alone."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
