"""From what the user names (files, folders, globs, `-`) to the files to read, in a fixed order."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from claimgraph.corpus.opening import STANDARD_INPUT
from claimgraph.errors import UnreadableSource

_NOT_TEXTS = frozenset({".md5", ".sha256", ".dtd", ".xsd", ".part"})  # lie beside data files and are none


def find_sources(sources: Iterable[str | Path]) -> Iterator[str | UnreadableSource]:
    """Each file once, folders and globs with their files in natural order (n2 before n10)."""
    seen: set[str] = set()
    for source in sources:
        if not isinstance(source, str | os.PathLike):
            raise TypeError(f"a source is a path, not a {type(source).__name__}; several are given as *paths")
        for found in _expand(os.fspath(source)):
            if isinstance(found, UnreadableSource):
                yield UnreadableSource(found.reason, path=_shown(found.path))
            elif (key := found if found == STANDARD_INPUT else os.path.realpath(found)) not in seen:
                seen.add(key)
                named = _shown(found + key) == found + key
                yield found if named else UnreadableSource("its name is no UTF-8", path=_shown(found))


def _shown(path: str) -> str:
    r"""A path as text, each byte that is no UTF-8 as \xff."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _expand(source: str) -> Iterator[str | UnreadableSource]:
    if source == STANDARD_INPUT:
        yield source
    elif os.path.isdir(source):
        files = list(_walk(source))
        yield from files
        if not files:
            yield UnreadableSource("the folder holds no file to read", path=source)
    elif os.path.lexists(source) or not glob.has_magic(source):
        yield source  # a missing file is told when it is opened
    else:
        matches = sorted(glob.glob(source, recursive=True), key=natural_key)
        files = [match for match in matches if os.path.isfile(match) and _is_text(match)]
        yield from files
        if not files:
            yield UnreadableSource("no file matches", path=source)


def _walk(folder: str) -> Iterator[str | UnreadableSource]:
    """Files of a folder and those in it; a pipe or device is none, a broken link is told when it is opened."""
    faults: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=faults.append):
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=natural_key)
        for name in sorted(names, key=natural_key):
            path = os.path.join(parent, name)
            if _is_text(name) and (os.path.isfile(path) or not os.path.exists(path)):
                yield path
    for fault in faults:
        yield UnreadableSource(fault.strerror or str(fault), path=str(fault.filename))


def _is_text(path: str) -> bool:
    name = os.path.basename(path)
    return not name.startswith(".") and os.path.splitext(name)[1].lower() not in _NOT_TEXTS


def natural_key(name: str) -> list[tuple[int, str]]:
    """Sorts the numbers in names by value; names that differ at all never compare equal."""
    pieces = re.split(r"([0-9]+)", name)
    return [(int(piece), piece) if piece.isdigit() else (-1, piece) for piece in pieces]
