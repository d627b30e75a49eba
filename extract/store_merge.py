"""Merges claim stores into one, which holds what one store would that had read everything.

The order of the stores does not matter, and a store merged with itself is itself: of a document that is in several,
the newest is kept (`_age`), whichever store it comes from, and what any store knows to be withdrawn is withdrawn.
"""

from __future__ import annotations

import heapq
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import groupby, islice
from pathlib import Path

import msgspec

from claimgraph.corpus.document import Source
from claimgraph.corpus.sources import natural_key
from claimgraph.errors import StoreError
from claimgraph.extract import store_file, store_open
from claimgraph.extract.article_names import KINDS, rank
from claimgraph.extract.store_aside import claims_aside
from claimgraph.extract.store_claims import ClaimRows
from claimgraph.extract.store_connection import StoreConnection, database_errors, snapshot, transaction
from claimgraph.extract.store_files import SourceFile, files, put_file
from claimgraph.extract.store_ledger import (
    Failure,
    Revision,
    failures,
    pipeline_row,
    put_meta,
    record_failure,
)
from claimgraph.extract.store_open import is_on_server, shown
from claimgraph.extract.store_read import read_claims
from claimgraph.extract.store_write import is_withdrawn, put_document, same_articles

_BATCH = 500  # documents a transaction
_PIPELINES = """
SELECT name, count(*) FROM document JOIN pipeline ON pipeline.id = pipeline_id GROUP BY name ORDER BY name
"""
# The best names first, as `rank` has them: an article that comes under several is kept under the best.
_RANKS = " ".join(
    f"WHEN substr(key || ':', 1, {len(kind) + 1}) = '{kind}:' THEN {n}" for n, kind in enumerate(KINDS)
)
_HEADS = f"""
SELECT CASE {_RANKS} ELSE {len(KINDS)} END, key, title, source, text_hash, record_hash, withdrawn
FROM document ORDER BY 1, key
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
    withdrawn: int


def merge_stores(stores: Sequence[Path | str], output: Path | str) -> MergeCount:
    """Merge claim stores into a new one at `output`, a file or a database, which appears whole at the end.

    Raises `StoreError` where a store is at `output` already, where one is of another version or can't be read, and
    where their documents were read by several pipelines.
    """
    with ExitStack() as stack:
        merged = stack.enter_context(_on_server(str(output)) if is_on_server(output) else _whole_file(output))
        given = []
        for path in stores:
            connection = store_open.connect(path, mode="read")
            stack.callback(connection.close)
            stack.enter_context(snapshot(connection))
            given.append(connection)
        pipeline = _one_pipeline(stores, given)
        with database_errors(merged):
            return _merge(given, merged, pipeline)


@contextmanager
def _whole_file(output: Path | str) -> Iterator[StoreConnection]:
    """A new store beside `output` that takes its place if the block ends well."""
    if os.path.lexists(output):
        raise StoreError(f"{output}: is there already; a merged store is a new file")
    parent = Path(output).absolute().parent
    if not parent.is_dir():
        raise StoreError(f"{output}: its folder does not exist")
    with tempfile.TemporaryDirectory(prefix=f".{Path(output).name}.", dir=parent) as folder:
        beside = Path(folder) / "merged.db"
        merged = store_file.connect(beside, mode="write")
        try:
            yield merged
        finally:
            store_open.close(merged, mode="write")
        os.replace(beside, output)


@contextmanager
def _on_server(output: str) -> Iterator[StoreConnection]:
    """A store on a server that holds nothing, in one transaction."""
    merged = store_open.connect(output, mode="write")
    try:
        with transaction(merged):
            if merged.execute("SELECT 1 FROM document LIMIT 1").fetchone():
                raise StoreError(
                    f"{merged.place}: holds documents already; merge into a database without a store"
                )
            yield merged
    finally:
        store_open.close(merged, mode="write")


def _one_pipeline(stores: Sequence[Path | str], given: Sequence[StoreConnection]) -> str:
    """The pipeline that read the documents of all stores."""
    told = [
        (shown(path), name, number)
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


def _merge(given: Sequence[StoreConnection], merged: StoreConnection, pipeline: str) -> MergeCount:
    count = MergeCount()
    with transaction(merged):
        pipeline_id = pipeline_row(merged, pipeline)
        put_meta(merged, "pipeline", pipeline)
        for connection in given:
            names = connection.execute("SELECT name FROM withdrawal")
            merged.executemany("INSERT INTO withdrawal VALUES (?) ON CONFLICT DO NOTHING", names)
        _merge_files(given, merged)
    documents = groupby(
        heapq.merge(*map(_heads, given), key=lambda found: (found[0].rank, found[0].key)),
        key=lambda found: found[0].key,
    )
    while batch := [list(same) for _, same in islice(documents, _BATCH)]:
        with transaction(merged):
            rows = ClaimRows(merged)
            for same in batch:
                _put_newest(same, merged, rows, pipeline_id, count)
            rows.write()
    return count


def _heads(connection: StoreConnection) -> Iterator[tuple[_Head, StoreConnection]]:
    return ((_Head(*row), connection) for row in connection.rows(_HEADS))


def _put_newest(
    same: Sequence[tuple[_Head, StoreConnection]],
    merged: StoreConnection,
    rows: ClaimRows,
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
    claims = (
        claims_aside(store, newest.key)
        if newest.withdrawn
        else tuple(read_claims(store, document=newest.key))
    )
    document = Revision(id=newest.key, title=newest.title, source=source, text_hash=newest.text_hash)
    hashes = (newest.text_hash, newest.record_hash, pipeline_id)
    put_document(merged, document, hashes, claims, rows=rows, withdrawn=withdrawn)
    count.documents += 1
    count.withdrawn += withdrawn
    count.claims += 0 if withdrawn else len(claims or ())


def _age(head: _Head) -> tuple[object, ...]:
    """What tells the newer of two: version and day of revision, then the file, as files are read in natural order.

    What is still equal is ordered by its content, so that the choice never depends on the order of the stores.
    """
    source = _source.decode(head.source)
    path = source.path or ""
    told = (head.text_hash, head.record_hash, head.source, head.title or "")
    return (source.version or 0, source.revised or "", natural_key(os.path.basename(path)), path, *told)


def _merge_files(given: Sequence[StoreConnection], merged: StoreConnection) -> None:
    """Keep of each file the row that tells most, with the failures that belong to it, under that row's path."""
    best: dict[str, SourceFile] = {}
    for file in (file for connection in given for file in files(connection)):
        best[file.place] = max(best.get(file.place, file), file, key=_standing)
    for _, file in sorted(best.items()):
        put_file(merged, file)
    paths = {file.path for file in best.values()}
    kept: dict[tuple[str, str | None, int | None], Failure] = {}
    for connection in given:
        called: dict[str, set[str]] = {}  # as the files of this store are now called, by what it calls them
        for file in files(connection):
            chosen = best[file.place]
            same = _told(file) == _told(chosen)
            called.setdefault(file.path, set()).update([chosen.path] if same else [])
        for failure in failures(connection):
            unlisted = set() if failure.source in paths else {failure.source}
            for source in called.get(failure.source, unlisted):
                key = (source, failure.record, failure.line)
                renamed = msgspec.structs.replace(failure, source=source)
                kept[key] = min(kept.get(key, renamed), renamed, key=lambda one: one.reason)
    for failure in kept.values():
        record_failure(merged, failure)


def _told(file: SourceFile) -> tuple[object, ...]:
    """What a row tells of a file, whatever the path; what tells more comes last."""
    told = (file.checksum, file.size, file.records, file.read_as, file.pipeline or "", file.reason or "")
    return (_STATES.index(file.state), *told)


def _standing(file: SourceFile) -> tuple[object, ...]:
    return (*_told(file), file.path)
