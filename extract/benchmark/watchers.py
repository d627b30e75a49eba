"""Starts the programs that measure a command from outside, and reads what they tell."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from claimgraph.errors import ClaimgraphError

SOME_FAILED = 3  # exit code of `extract` that has listed what failed, and gone on

_PROCESSES = Path("/proc/self/status")
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Ended(msgspec.Struct, frozen=True):
    """What every watcher tells: how the command ended."""

    code: int


class Sample(msgspec.Struct, frozen=True, array_like=True):
    """A moment: seconds since the start, MB by process, CPU-seconds of all till then, bytes written."""

    at: float
    held: dict[int, float]
    cpu: float = 0.0
    written: int = 0

    @property
    def together(self) -> float:
        """MB that all processes held."""
        return sum(self.held.values())


class Watched(Ended, frozen=True):
    """What `watch_along.py` tells; `clock` is the start in seconds since 1970."""

    cpu: float
    wall: float
    process: int
    samples: tuple[Sample, ...]
    high_water: dict[int, float]
    clock: float = 0.0


_Told = TypeVar("_Told", bound=Ended)


def run_watcher(
    watcher: str,
    command: Sequence[str],
    *,
    shape: type[_Told],
    options: Sequence[str] = (),
    fine: Collection[int] = (0,),
) -> _Told:
    """Run a command, one thread each process, under a program of this folder; what that tells, decoded.

    Raises `ClaimgraphError`, with the last line that was said, where the command ends with an exit code that is
    not `fine`.
    """
    program = [sys.executable, "-I", str(Path(__file__).with_name(watcher)), *options]
    done = subprocess.run(
        [*program, *command],
        capture_output=True,
        check=False,
        env={**os.environ, **dict.fromkeys(_ONE_THREAD, "1")},
    )
    told = msgspec.json.decode(done.stdout, type=shape) if done.returncode == 0 else None
    if told is None or told.code not in fine:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["no message"]
        raise ClaimgraphError(f"{' '.join(command[:4])} …: {last[0]}")
    return told


def watch_all_along(
    command: Sequence[str], *, every: float, written: Path | None = None, fine: Collection[int] = (0,)
) -> Watched:
    """Run a command and look at it every so many seconds; `written` begins the paths of the files it writes.

    Raises as `run_watcher`, and `ClaimgraphError` where the system is not Linux.
    """
    if not _PROCESSES.is_file():
        raise ClaimgraphError("memory can be measured on Linux only: this system has no /proc")
    options = [str(every), str(written or "")]
    return run_watcher("watch_along.py", command, shape=Watched, options=options, fine=fine)
