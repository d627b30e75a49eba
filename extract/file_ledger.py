"""Reads source files by the ledger: one that is done and has not changed is not read again.

Whether a file has changed is told by its checksum alone. A file that is to be read is first run through to its end,
where a checksum of its own may stand: if its stream does not close cleanly, nothing of it reaches the store.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator

import msgspec

from claimgraph.corpus.document import Document
from claimgraph.corpus.formats import Item
from claimgraph.corpus.opening import close, open_source
from claimgraph.corpus.options import ReadOptions
from claimgraph.errors import UnreadableRecord, UnreadableSource
from claimgraph.extract.ledger import Summary
from claimgraph.extract.store import ClaimStore
from claimgraph.extract.store_files import SourceFile

CHANGED = "changed while it was read"


class FileLedger:
    """What a run does with each file, by what the store knows of it; tells the summary what it passes over."""

    def __init__(
        self,
        store: ClaimStore,
        title: str,
        summary: Summary,
        *,
        format: str | None,  # noqa: A002 - as `read_items` has it
        options: ReadOptions,
        reread: bool = False,
        retry_failed: bool = False,
    ) -> None:
        self._store = store
        self._title = title
        self._summary = summary
        self._options = options
        self._read_as = msgspec.json.encode({"format": format, "options": options}).decode()
        self._reread = reread
        self._retry_failed = retry_failed

    def read(self, path: str, items: Callable[[], Iterable[Item]]) -> Iterator[Item | SourceFile]:
        """Yield what `items` reads of the file, and at its end what the ledger shall know; nothing if it is done.

        A pipe can be read only once, and is no file of the ledger's.
        """
        if not os.path.isfile(path):
            self._store.clear_failures(path)
            yield from items()
            return
        before = _stamp(path)
        found = self._look_at(path)
        known = self._store.file(path)
        if known is not None and known.is_same(found) and not self._is_wanted(known):
            self._pass_over(known)
            return
        with self._store.transaction():
            self._store.clear_failures(path)
            self._store.put_file(msgspec.structs.replace(found, state="left", reason=None))
        reason = found.reason or fault_of(path, options=self._options)
        records = 0
        if reason is not None:
            yield UnreadableSource(reason, path=path)
        else:
            for item in items():
                records += isinstance(item, Document)
                if isinstance(item, UnreadableSource) and not isinstance(item, UnreadableRecord):
                    reason = item.reason
                yield item
            if reason is None and _stamp(path) != before:
                reason = CHANGED
                yield UnreadableSource(reason, path=path)
        yield msgspec.structs.replace(
            found,
            state="done" if reason is None else "failed",
            reason=reason,
            records=records,
            checksum="" if reason == CHANGED else found.checksum,
        )

    def _look_at(self, path: str) -> SourceFile:
        file = SourceFile(path=path, state="left", read_as=self._read_as, pipeline=self._title)
        try:
            with open(path, "rb") as stream:
                checksum = hashlib.file_digest(stream, "sha256").hexdigest()
                return msgspec.structs.replace(file, checksum=checksum, size=stream.tell())
        except OSError as error:
            return msgspec.structs.replace(file, state="failed", reason=error.strerror or str(error))

    def _is_wanted(self, known: SourceFile) -> bool:
        """Whether an unchanged file has to be read all the same."""
        if known.state == "left" or (self._reread and known.pipeline != self._title):
            return True
        return self._retry_failed and (known.state == "failed" or bool(self._store.failures(known.path)))

    def _pass_over(self, known: SourceFile) -> None:
        self._summary.skipped += known.records
        self._summary.files_skipped += 1
        self._summary.files_of_others += known.pipeline != self._title
        self._summary.failures += self._store.failures(known.path)


def fault_of(path: str, *, options: ReadOptions) -> str | None:
    """Run a file through to its end; why its stream does not close cleanly, or None."""
    try:
        stream, handle = open_source(path, options=options)
        try:
            while stream.read():
                pass
        finally:
            close(path, handle)
    except UnreadableSource as error:
        return error.reason
    return None


def _stamp(path: str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
