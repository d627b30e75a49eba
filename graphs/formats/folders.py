"""Formats that are several files: a folder that appears whole or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from claimgraph.errors import GraphFormatError
from claimgraph.whole_file import whole_folder


@contextmanager
def graph_folder(path: Path | str, files: Collection[str]) -> Iterator[Path]:
    """Give an empty folder that becomes `path` if the block ends well, replacing one that holds only such files.

    Anything else that stands there raises `GraphFormatError`: it is never deleted.
    """
    target = Path(path)
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise GraphFormatError(f"{path}: is there already and no folder")
    if target.is_dir() and (strange := sorted({item.name for item in target.iterdir()} - set(files))):
        raise GraphFormatError(f"{path}: is a folder that holds other files ({strange[0]}): name a new one")
    with whole_folder(target.absolute()) as folder:
        yield folder
