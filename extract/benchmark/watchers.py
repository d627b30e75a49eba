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

_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Ended(msgspec.Struct, frozen=True):
    """What every watcher tells: how the command ended."""

    code: int


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
