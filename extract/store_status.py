"""How far a store is: what it holds, which files are done, failed or left, and how fast the last run went."""

from __future__ import annotations

import msgspec

from claimgraph.extract import store_ledger
from claimgraph.extract.failure_classes import by_class
from claimgraph.extract.store_connection import StoreConnection
from claimgraph.extract.store_files import SourceFile, files

_RUN = "run"  # in the table `meta`
_PIPELINES = """
SELECT name, count(*) FROM document JOIN pipeline ON pipeline.id = pipeline_id
GROUP BY name ORDER BY count(*) DESC, name
"""


class RunState(msgspec.Struct, kw_only=True):
    """The last run into a store, as of its last commit; `began` is in seconds since 1970, `bytes` were of files.

    A run that takes up one that was killed or stopped is the same run: `seconds` are those in which it ran.
    """

    began: float
    seconds: float = 0.0
    documents: int = 0
    claims: int = 0
    bytes: int = 0
    ended: bool = False


class FileCount(msgspec.Struct, frozen=True, kw_only=True):
    """Files in one state, and their size in bytes."""

    files: int = 0
    bytes: int = 0


class StoreStatus(msgspec.Struct, frozen=True, kw_only=True):
    """What a store holds and what is left; sizes are in bytes, rates are of the last run.

    `pipelines` gives the number of documents that each read; its name tells weights, rules and lexicon.
    `seconds_left` is for the files that are left, at the pace of the last run; None where there is none.
    """

    counts: dict[str, int]
    size: int
    pipelines: dict[str, int]
    files: dict[str, FileCount]
    failed_files: list[SourceFile]
    failures: dict[str, int]
    run: RunState | None
    documents_per_second: float | None
    seconds_left: float | None


def run_of(connection: StoreConnection) -> RunState | None:
    """Give how far the last run was, if there was one."""
    said = store_ledger.meta(connection, _RUN)
    return None if said is None else msgspec.json.decode(said, type=RunState)


def begun(last: RunState | None, *, now: float) -> RunState:
    """The state in which a run begins after the last: one that had not ended is taken up."""
    return RunState(began=now) if last is None or last.ended else msgspec.structs.replace(last)


def note_run(connection: StoreConnection, state: RunState) -> None:
    """Keep how the run stands, in place of an earlier one; one that has read nothing yet does not tell its pace."""
    last = run_of(connection)
    if last is not None and last.ended and last.documents and not state.documents:
        return
    said = msgspec.json.encode(state).decode()
    store_ledger.put_meta(connection, _RUN, said)


def status(connection: StoreConnection) -> StoreStatus:
    """Tell how far a store is."""
    by_state: dict[str, list[SourceFile]] = {"done": [], "failed": [], "left": []}
    for file in files(connection):
        by_state[file.state].append(file)
    run = run_of(connection)
    left = FileCount(files=len(by_state["left"]), bytes=sum(file.size for file in by_state["left"]))
    return StoreStatus(
        counts=store_ledger.counts(connection),
        size=connection.size(),
        pipelines=dict(connection.execute(_PIPELINES).fetchall()),
        files={
            state: FileCount(files=len(found), bytes=sum(file.size for file in found))
            for state, found in by_state.items()
        },
        failed_files=by_state["failed"],
        failures=by_class(store_ledger.failures(connection)),
        run=run,
        documents_per_second=run.documents / run.seconds if run and run.documents and run.seconds else None,
        seconds_left=left.bytes * run.seconds / run.bytes if run and run.bytes and left.files else None,
    )
