"""Keeps count of a run: documents, claims, and every record that failed, with its reason."""

from __future__ import annotations

from pathlib import Path

import msgspec

from claimgraph.extract.metrics import Metrics
from claimgraph.extract.store_ledger import Failure
from claimgraph.extract.written_files import failures_beside
from claimgraph.whole_file import open_whole


class Summary(msgspec.Struct, kw_only=True):
    """What became of a run, so far or at its end.

    `documents` were extracted now, `skipped` were in the store already; `withdrawn` were found to be retracted
    or deleted. `files_skipped` are done and unchanged; `files_of_others` of them another pipeline has read.
    """

    documents: int = 0
    claims: int = 0
    skipped: int = 0
    withdrawn: int = 0
    files_skipped: int = 0
    files_of_others: int = 0
    failures: list[Failure] = []
    metrics: Metrics = msgspec.field(default_factory=Metrics)

    @property
    def done(self) -> int:
        """Documents dealt with in one way or the other."""
        return self.documents + self.skipped


def write_failures(failures: list[Failure], output: Path) -> Path | None:
    """List failures beside `output`, a JSON object a line; with none, take an earlier run's list away."""
    path = failures_beside(output)
    if not failures:
        path.unlink(missing_ok=True)
        return None
    with open_whole(path) as lines:
        for failure in failures:
            lines.write(msgspec.json.encode(failure) + b"\n")
    return path
