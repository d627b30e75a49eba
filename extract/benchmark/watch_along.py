"""Runs one command and tells, as JSON on standard output, what it and its child processes used, moment by moment.

A program of its own, as `watch.py` is, but it asks Linux's /proc all along: what a process has at each moment is
its own alone, and children that have ended before the command are seen too.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import glob
import json
import os
import subprocess
import sys
import tempfile
import time


def watch(command: list[str], *, every: float, written: str) -> dict[str, object]:
    """Run a command to its end, and look at it every so many seconds.

    `samples` are seconds since the start (at `clock`, since 1970), MB by process, CPU-seconds of all till then,
    and the bytes of the files whose names begin with `written`; `high_water` is the most that a process ever held,
    as the system keeps it; `process` is that of the command itself.
    """
    began, clock = time.monotonic(), time.time()
    samples: list[tuple[float, dict[int, float], float, int]] = []
    high: dict[int, float] = {}
    with tempfile.TemporaryFile() as said, concurrent.futures.ThreadPoolExecutor(1) as waiter:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        ended = waiter.submit(os.wait4, process.pid, 0)
        try:
            while not ended.done():
                held = {pid: memory for pid in family(process.pid) if (memory := resident(pid)) is not None}
                now = {pid: memory for pid, (memory, _) in held.items()}
                samples.append((time.monotonic() - began, now, sum(map(cpu, held)), size(written)))
                # the system's own counts are a little late
                high |= {pid: max(high.get(pid, 0.0), *both) for pid, both in held.items()}
                concurrent.futures.wait([ended], timeout=every)
        except BaseException:
            process.kill()
            raise
        _, status, usage = ended.result()
        wall = time.monotonic() - began
        code = os.waitstatus_to_exitcode(status)
        if code:
            said.seek(0)
            sys.stderr.buffer.write(said.read()[-2000:])
    return {
        "code": code,
        "cpu": usage.ru_utime + usage.ru_stime,
        "wall": wall,
        "clock": clock,
        "process": process.pid,
        "samples": [one for one in samples if one[1]],
        "high_water": high,
    }


def size(written: str) -> int:
    """Bytes of the files whose paths begin so."""
    total = 0
    for path in glob.glob(f"{glob.escape(written)}*") if written else ():
        with contextlib.suppress(OSError):  # a journal that went meanwhile
            total += os.path.getsize(path)
    return total


def cpu(pid: int) -> float:
    """CPU-seconds of a process and of its children that have ended."""
    found = _stat(pid)
    return sum(map(int, found[11:15])) / os.sysconf("SC_CLK_TCK") if found else 0.0


def family(pid: int) -> set[int]:
    """The process, its children, theirs, and so on."""
    parents = {int(name): _parent(int(name)) for name in os.listdir("/proc") if name.isdigit()}
    found, fresh = {pid}, {pid}
    while fresh:
        fresh = {child for child, parent in parents.items() if parent in fresh} - found
        found |= fresh
    return found


def resident(pid: int) -> tuple[float, float] | None:
    """MB that a process holds, and the most that it ever held; nothing of one that has ended."""
    try:
        with open(f"/proc/{pid}/status", encoding="utf-8", errors="replace") as status:
            fields = dict(line.split(":", 1) for line in status)
    except OSError:
        return None
    if "VmRSS" not in fields:  # it has ended, and its parent has not asked how
        return None
    now, most = (int(fields[name].split()[0]) * 1024 / 1e6 for name in ("VmRSS", "VmHWM"))
    return now, most


def _parent(pid: int) -> int | None:
    found = _stat(pid)
    return int(found[1]) if found else None


def _stat(pid: int) -> list[str]:
    """What the system tells of a process, from its state on; nothing of one that has ended."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stat:
            return stat.read().rpartition(")")[2].split()  # a name may hold blanks and brackets
    except OSError:
        return []


if __name__ == "__main__":
    sys.stdout.write(json.dumps(watch(sys.argv[3:], every=float(sys.argv[1]), written=sys.argv[2])))
