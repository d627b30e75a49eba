"""A process that works for this one: started afresh, asked over a pipe, replaced when it dies.

Plain child processes instead of a pool: each has its own pipe, so it is known which task a dead one held,
one that takes too long can be ended alone, and the caller's program need not guard its `__main__`. A worker
whose parent is gone reads the end of its input and ends too.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import struct
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import IO

from claimgraph import errors

Work = Callable[[bytes], bytes]  # what a worker does for each task
Opener = Callable[[str], tuple[str, Work]]  # makes it ready: what it calls itself, and the work

_FRAME = struct.Struct("<cQ")  # what it is, how many bytes follow
_READY, _ANSWER, _REFUSAL, _EXHAUSTED = b"r", b"a", b"x", b"m"
# Matrix products may differ in the last bits with the number of threads: one each, in every worker.
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
# Have glibc keep the memory of a document's arrays for the next one's: fresh pages cost time.
_KEEP_MEMORY = {"MALLOC_TRIM_THRESHOLD_": str(1 << 27), "MALLOC_MMAP_THRESHOLD_": str(1 << 27)}
_MADE_OBJECTS = 20_000  # before Python looks for cycles among them
_START = "from claimgraph.extract.worker import serve; serve()"


class WorkerDied(Exception):
    """The process ended in the middle of a task; says how."""


class WorkerTimeout(WorkerDied):
    """The task took longer than it may, and the process was ended."""


class Worker:
    """One child process that has run an `Opener` ("module:function") on `argument`; started when needed.

    `memory`: bytes that it may take, all that it has opened included; 0 is no limit.
    """

    def __init__(self, opener: str, argument: str, *, memory: int = 0) -> None:
        self._command = [sys.executable, "-P", "-c", _START, str(memory), opener, argument]
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self.title = ""
        self.answered = 0  # tasks since the process was started

    def start(self) -> str:
        """Start the process where there is none, and give what its opener calls itself.

        Raises `MissingModel`, or `ClaimgraphError` for whatever else keeps it from starting.
        """
        self._running()
        return self.title

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None:
            return self._process
        environment = _KEEP_MEMORY | os.environ | dict.fromkeys(_ONE_THREAD, "1")
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
        )
        self._process = process
        if self._closed:  # closed by another thread while it started
            process.kill()
        self.answered = 0
        try:
            kind, content = _read_frame(process.stdout)
        except EOFError:
            code = self._forget()
            raise errors.ClaimgraphError(
                f"a worker process ended while it started ({_ending(code)})"
            ) from None
        if kind != _READY:
            self._forget()
            name, _, reason = content.decode().partition(" ")
            raise (errors.MissingModel if name == errors.MissingModel.__name__ else errors.ClaimgraphError)(
                reason
            )
        self.title = content.decode()
        return process

    def ask(self, task: bytes, *, seconds: float) -> bytes:
        """Have a task done; raises `WorkerDied` where that ended the process or failed, `WorkerTimeout`."""
        process = self._running()
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            _write_frame(process.stdin, _ANSWER, task)
            kind, content = _read_frame(process.stdout)
        except (EOFError, OSError):
            code = self._forget()
            if late.is_set():
                raise WorkerTimeout(f"took longer than {seconds:.0f} s") from None
            raise WorkerDied(f"the worker process ended ({_ending(code)})") from None
        finally:
            timer.cancel()
        self.answered += 1
        if kind == _EXHAUSTED:
            self._forget()
        if kind in (_REFUSAL, _EXHAUSTED):
            raise WorkerDied(content.decode())
        return content

    def retire(self) -> None:
        """See the process, which has nothing to do, to its end; the next task starts a fresh one."""
        self._forget()

    def close(self) -> None:
        """End the process at once, whatever it does; may be called from another thread. `retire` follows."""
        self._closed = True
        if self._process is not None:
            self._process.kill()

    def _forget(self) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                _close(stream)
        return process.wait()


def serve() -> None:
    """What runs in the worker: opens, then answers tasks until its input ends."""
    if hasattr(signal, "SIGINT"):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the parent decides
    tasks = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand between the answers
    memory, opener, argument = sys.argv[-3:]
    _limit_memory(int(memory))
    module, _, name = opener.partition(":")
    try:
        open_work: Opener = getattr(import_module(module), name)
        title, work = open_work(argument)
    except Exception as error:
        known = isinstance(error, errors.ClaimgraphError)
        said = str(error) if known else f"the pipeline can't be loaded: {describe(error)}"
        _write_frame(answers, _REFUSAL, f"{type(error).__name__} {said}".encode())
        return
    gc.collect()
    gc.freeze()  # what was opened stays: it need not be looked through again and again
    gc.set_threshold(_MADE_OBJECTS)
    try:
        _write_frame(answers, _READY, title.encode())
        while True:
            _, task = _read_frame(tasks)
            try:
                kind, answer = _ANSWER, work(task)
            except MemoryError:
                kind, answer = _EXHAUSTED, f"needed more memory than {int(memory) / 2**30:.1f} GiB".encode()
            except Exception as error:
                kind, answer = _REFUSAL, describe(error).encode(errors="replace")
            _write_frame(answers, kind, answer)
    except (EOFError, BrokenPipeError):  # the parent is done, or gone
        return


def _limit_memory(size: int) -> None:
    """Have requests for more memory than this fail, where the system can do that (Linux)."""
    if not size or not sys.platform.startswith("linux"):
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    # What a process holds by itself: files that it maps, as the lexicon's, don't count.
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (size, most))


def describe(error: Exception) -> str:
    """An unforeseen error in one line, with the place in the code that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {' '.join(str(error).split()) or 'no message'}{place}"


def _write_frame(stream: IO[bytes] | None, kind: bytes, content: bytes) -> None:
    if stream is None:
        raise EOFError
    stream.write(_FRAME.pack(kind, len(content)))
    stream.write(content)
    stream.flush()


def _read_frame(stream: IO[bytes] | None) -> tuple[bytes, bytes]:
    head = b"" if stream is None else stream.read(_FRAME.size)
    if stream is None or len(head) < _FRAME.size:
        raise EOFError
    kind, size = _FRAME.unpack(head)
    content = stream.read(size)
    if len(content) < size:
        raise EOFError
    return kind, content


def _close(stream: IO[bytes]) -> None:
    with contextlib.suppress(OSError):  # unsent bytes of a task, for a process that is gone
        stream.close()


def _ending(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return f"signal {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"
