"""The log of a run, on request: JSON lines, one an event, written as they happen; a further run adds its own."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from claimgraph.extract.failure_classes import by_class
from claimgraph.extract.ledger import Summary


class RunLog(AbstractContextManager["RunLog"]):
    """Adds events to a file, or, without one, to nothing; use it in a `with` block."""

    def __init__(self, path: Path | str | None = None) -> None:
        self.files = frozenset() if path is None else frozenset([os.path.realpath(path)])
        self._stream = None if path is None else Path(path).open("ab", buffering=0)  # noqa: SIM115

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self.write("stopped", why=f"{type(error).__name__} {error}".strip())
        if self._stream is not None:
            self._stream.close()

    def write(self, event: str, **values: object) -> None:
        """Add an event with what there is to say of it, and when it was."""
        if self._stream is not None:
            said = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **values}
            self._stream.write(msgspec.json.encode(said) + b"\n")


def log_end(log: RunLog, summary: Summary) -> None:
    """Log what a run did and what it cost."""
    done = {
        "documents": summary.documents,
        "claims": summary.claims,
        "skipped": summary.skipped,
        "withdrawn": summary.withdrawn,
        "failures": by_class(summary.failures),
    }
    log.write("ended", **done, metrics=msgspec.structs.asdict(summary.metrics))


SILENT = RunLog()
