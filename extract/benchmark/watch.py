"""Runs one command and tells, as JSON on standard output, what it used.

A program of its own, started afresh for each measurement: on Linux the peak memory of a process takes in
that of the process that started it, so a benchmark that holds a model must not start the command itself.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time


def watch(command: list[str]) -> dict[str, float]:
    """Run a command to its end; seconds of CPU (with its children's), of wall time, and peak memory in MB."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read() if process.stderr is not None else b""
    _, status, usage = os.wait4(process.pid, 0)
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    code = os.waitstatus_to_exitcode(status)
    if code:
        sys.stderr.buffer.write(said[-2000:])
    return {
        "code": code,
        "cpu": usage.ru_utime + usage.ru_stime,
        "wall": time.monotonic() - began,
        "peak_mb": usage.ru_maxrss * unit / 1e6,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(watch(sys.argv[1:])))
