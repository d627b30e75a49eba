"""The command line as tests call it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import msgspec

LEXICON_ALONE = ("--pipeline", "blank:en")  # finds the lexicon's terms, without trained weights


class Said(msgspec.Struct, frozen=True):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


Command = Callable[..., Said]


def in_own_process(
    *arguments: object, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own."""
    paths = {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-m", "claimgraph", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env=os.environ | paths | environment,
        check=False,
    )
