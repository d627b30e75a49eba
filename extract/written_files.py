"""Which files a run writes, so that it neither overwrites what it reads nor reads what it wrote."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable
from pathlib import Path

from claimgraph.corpus.opening import STANDARD_INPUT
from claimgraph.extract.store_open import is_on_server

_BESIDE_STORE = ("", "-wal", "-shm", "-journal")  # SQLite's own files have these endings


def failures_beside(output: Path) -> Path:
    """Where the failures of a run are listed: for `claims.jsonl` in `claims.failures.jsonl`.

    Any other name stays whole: for `claims.jsonl.gz` in `claims.jsonl.gz.failures.jsonl`.
    """
    return output.with_name(f"{output.name.removesuffix('.jsonl')}.failures.jsonl")


def files_of_output(output: Path | str) -> frozenset[str]:
    """Real paths of a file of records and of the list of failures beside it."""
    if str(output) == "-":
        return frozenset()
    path = Path(output)
    return frozenset(os.path.realpath(file) for file in (path, failures_beside(path)))


def files_of_store(store: Path | str) -> frozenset[str]:
    """Real paths of a claim store and of the files that SQLite keeps beside it; one on a server has none."""
    if is_on_server(store):
        return frozenset()
    place = os.path.realpath(store)
    return frozenset(f"{place}{ending}" for ending in _BESIDE_STORE)


def named_files(sources: Iterable[str]) -> list[str]:
    """The sources that name one file, there or not: neither standard input, nor a folder, nor a pattern."""
    return [
        source
        for source in sources
        if source != STANDARD_INPUT
        and not os.path.isdir(source)
        and (os.path.lexists(source) or not glob.has_magic(source))
    ]
