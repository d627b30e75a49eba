"""Counts the documents that a run will come to, for its progress bar."""

from __future__ import annotations

import os
from collections.abc import Collection, Set
from contextlib import suppress
from pathlib import Path

from claimgraph.corpus.document import Document
from claimgraph.corpus.sources import find_sources
from claimgraph.errors import StoreError
from claimgraph.extract.run import Job, items_of
from claimgraph.extract.store import ClaimStore


def count_documents(
    job: Job, *, leave_out: Set[str] = frozenset(), store: Path | str | None = None
) -> int | None:
    """Count the documents of the sources by reading them through, but for files that are done in the store.

    None where a source may give its content only once: standard input, a pipe.
    """
    found = [source for source in find_sources(job.sources) if isinstance(source, str)]
    if not all(os.path.isfile(source) for source in found):
        return None
    done = _done(store, found) if store is not None else {}
    rest = items_of(job, leave_out=leave_out | done.keys())
    return sum(done.values()) + sum(isinstance(item, Document) for item in rest)


def _done(path: Path | str, found: Collection[str]) -> dict[str, int]:
    """The places of the files that are done in a store, if it is there, with the numbers of their documents."""
    with suppress(StoreError), ClaimStore.open(path) as store:
        places = set(map(os.path.realpath, found))
        return {
            file.place: file.records
            for file in store.files()
            if file.state == "done" and file.place in places
        }
    return {}
