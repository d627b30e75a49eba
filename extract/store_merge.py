"""Merges claim stores into one, which holds what one store would that had read everything.

The order of the stores does not matter, and a store merged with itself is itself: of a document that is in several,
the newest is kept (`_age`), whichever store it comes from, and what any store knows to be withdrawn is withdrawn.
"""

from __future__ import annotations

import heapq
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path

import msgspec

from claimgraph.corpus.document import Source
from claimgraph.corpus.sources import natural_key
from claimgraph.errors import StoreError
from claimgraph.extract import store_file
from claimgraph.extract.article_names import rank
from claimgraph.extract.store_aside import claims_aside
from claimgraph.extract.store_claims import add
from claimgraph.extract.store_files import SourceFile, files, put_file
from claimgraph.extract.store_ledger import Failure, Revision, failures, record_failure
from claimgraph.extract.store_read import read_claims
from claimgraph.extract.store_write import is_withdrawn, put_document, same_articles

_BATCH = 500  # documents a transaction
_PIPELINES = """
SELECT name, count(*) FROM document JOIN pipeline ON pipeline.id = pipeline_id GROUP BY name ORDER BY name
"""
# The best names first: an article that comes under several is kept under the best.
_HEADS = """
SELECT name_rank(key), key, title, source, text_hash, record_hash FROM document ORDER BY 1, key
"""
_STATES = ("left", "failed", "done")
_source = msgspec.json.Decoder(Source)


class MergeCount(msgspec.Struct, kw_only=True):
    """What became of the documents: `shared` were in several stores, `differing` of them not the same in all."""

    documents: int = 0
    claims: int = 0
    withdrawn: int = 0
    shared: int = 0
    differing: list[str] = []


class _Head(msgspec.Struct, frozen=True):
    """A document of a store, without its claims."""

    rank: int
    key: str
    title: str | None
    source: str
    text_hash: str
    record_hash: str


def merge_stores(stores: Sequence[Path | str], output: Path | str) -> MergeCount:
    """Merge claim stores into a new one at `output`, which appears whole at the end.

    Raises `StoreError` where `output` is there already, where a store is of another version or can't be read, and
    where their documents were read by several pipelines.
    """
    if os.path.lexists(output):
        raise StoreError(f"{output}: is there already; a merged store is a new file")
    if not Path(output).absolute().parent.is_dir():
        raise StoreError(f"{output}: its folder does not exist")
    with ExitStack() as stack:
        given = []
        for path in stores:
            connection = store_file.connect(path, mode="read")
            stack.callback(connection.close)
            stack.enter_context(store_file.snapshot(connection))
            connection.create_function("name_rank", 1, rank, deterministic=True)
            given.append(connection)
        pipeline = _one_pipeline(stores, given)
        folder = stack.enter_context(
            tempfile.TemporaryDirectory(prefix=f".{Path(output).name}.", dir=Path(output).absolute().parent)
        )
        beside = Path(folder) / "merged.db"
        merged = store_file.connect(beside, mode="write")
        try:
            with store_file.sqlite_errors(merged):
                count = _merge(given, merged, pipeline)
        finally:
            store_file.close(merged, mode="write")
        os.replace(beside, output)
    return count


def _one_pipeline(stores: Sequence[Path | str], given: Sequence[sqlite3.Connection]) -> str:
    """The pipeline that read the documents of all stores."""
    told = [
        (str(path), name, number)
        for path, connection in zip(stores, given, strict=True)
        for name, number in connection.execute(_PIPELINES)
    ]
    names = {name for _, name, _ in told}
    if len(names) > 1:
        said = "; ".join(f"{path}: {number:,} by {name}" for path, name, number in told)
        raise StoreError(
            f"documents of several pipelines can't be merged ({said}); `claimgraph extract --reread` with one of them"
        )
    return names.pop() if names else ""


def _merge(given: Sequence[sqlite3.Connection], merged: sqlite3.Connection, pipeline: str) -> MergeCount:
    count = MergeCount()
    with store_file.transaction(merged):
        pipeline_id = add(merged, "pipeline", (pipeline,), unique=("name",))
        merged.execute("INSERT OR REPLACE INTO meta VALUES ('pipeline', ?)", (pipeline,))
        for connection in given:
            names = connection.execute("SELECT name FROM withdrawal")
            merged.executemany("INSERT OR IGNORE INTO withdrawal VALUES (?)", names)
        _merge_files(given, merged)
    documents = heapq.merge(*map(_heads, given), key=lambda found: (found[0].rank, found[0].key))
    merged.execute("BEGIN IMMEDIATE")
    for number, (_, same) in enumerate(groupby(documents, key=lambda found: found[0].key), start=1):
        _put_newest(list(same), merged, pipeline_id, count)
        if number % _BATCH == 0:
            merged.execute("COMMIT")
            merged.execute("BEGIN IMMEDIATE")
    merged.execute("COMMIT")
    return count


def _heads(connection: sqlite3.Connection) -> Iterator[tuple[_Head, sqlite3.Connection]]:
    return ((_Head(*row), connection) for row in connection.execute(_HEADS))


def _put_newest(
    same: Sequence[tuple[_Head, sqlite3.Connection]],
    merged: sqlite3.Connection,
    pipeline_id: int,
    count: MergeCount,
) -> None:
    """Store the newest of the documents of one id, unless the article is there under a better name."""
    newest, store = max(same, key=lambda found: _age(found[0]))
    if len(same) > 1:
        count.shared += 1
        if len({head.record_hash for head, _ in same}) > 1:
            count.differing.append(newest.key)
    source = _source.decode(newest.source)
    if any(rank(key) < newest.rank for key in same_articles(merged, newest.key, source)):
        return
    withdrawn = is_withdrawn(merged, newest.key, source)
    aside = claims_aside(store, newest.key)
    claims = tuple(read_claims(store, document=newest.key)) if aside is None else aside
    document = Revision(id=newest.key, title=newest.title, source=source, text_hash=newest.text_hash)
    hashes = (newest.text_hash, newest.record_hash, pipeline_id)
    put_document(merged, document, hashes, claims, withdrawn=withdrawn)
    count.documents += 1
    count.withdrawn += withdrawn
    count.claims += 0 if withdrawn else len(claims)


def _age(head: _Head) -> tuple[object, ...]:
    """What tells the newer of two: version and day of revision, then the file, as files are read in natural order.

    What is still equal is ordered by its content, so that the choice never depends on the order of the stores.
    """
    source = _source.decode(head.source)
    path = source.path or ""
    told = (head.text_hash, head.record_hash, head.source, head.title or "")
    return (source.version or 0, source.revised or "", natural_key(os.path.basename(path)), path, *told)


def _merge_files(given: Sequence[sqlite3.Connection], merged: sqlite3.Connection) -> None:
    """Keep of each file the row that tells most, with the failures that belong to it."""
    best: dict[str, SourceFile] = {}
    for file in (file for connection in given for file in files(connection)):
        best[file.path] = max(best.get(file.path, file), file, key=_standing)
    for _, file in sorted(best.items()):
        put_file(merged, file)
    kept: dict[tuple[str, str | None, int | None], Failure] = {}
    for connection in given:
        known = {file.path: file for file in files(connection)}
        for failure in failures(connection):
            if known.get(failure.source) == best.get(failure.source):
                place = (failure.source, failure.record, failure.line)
                kept[place] = min(kept.get(place, failure), failure, key=lambda one: one.reason)
    for failure in kept.values():
        record_failure(merged, failure)


def _standing(file: SourceFile) -> tuple[object, ...]:
    told = (file.checksum, file.size, file.records, file.read_as, file.pipeline or "", file.reason or "")
    return (_STATES.index(file.state), *told)
