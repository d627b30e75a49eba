"""Keeps count of a run: documents, claims, and every record that failed, with its reason."""

from __future__ import annotations

from pathlib import Path

import msgspec

from claimgraph.extract.store_ledger import Failure
from claimgraph.whole_file import open_whole


class Summary(msgspec.Struct, kw_only=True):
    """What became of a run, so far or at its end.

    `documents` were extracted now, `skipped` were in the store already, `withdrawn` are retracted or deleted.
    """

    documents: int = 0
    claims: int = 0
    skipped: int = 0
    withdrawn: int = 0
    failures: list[Failure] = []

    @property
    def done(self) -> int:
        """Documents dealt with in one way or the other."""
        return self.documents + self.skipped + self.withdrawn


def failures_beside(output: Path) -> Path:
    """Where the failures of a run are listed: for `claims.jsonl.gz` in `claims.failures.jsonl`."""
    name = output.name.removesuffix(".gz").removesuffix(".jsonl").removesuffix(".json")
    return output.with_name(f"{name}.failures.jsonl")


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
