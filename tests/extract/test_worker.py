"""A worker process answers, fails without dying, dies without harm, and ends when its parent does."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimgraph.errors import ClaimgraphError, MissingModel
from claimgraph.extract.worker import Worker, WorkerDied, WorkerTimeout

OPENER = "worker_tasks:open_echo"
SECONDS = 60.0


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker(OPENER, "tests")
    yield worker
    worker.close()
    worker.retire()


def test_it_tells_what_it_opened_and_answers(worker: Worker) -> None:
    assert worker.start() == "echo of tests"
    assert worker.ask(b"some text", seconds=SECONDS) == b"SOME TEXT"
    assert worker.ask(b"x" * 3_000_000, seconds=SECONDS) == b"X" * 3_000_000


def test_an_error_in_the_work_leaves_the_process_alive(worker: Worker) -> None:
    with pytest.raises(WorkerDied, match="ValueError: no way to do this"):
        worker.ask(b"fail", seconds=SECONDS)
    assert worker.ask(b"next", seconds=SECONDS) == b"NEXT"
    assert worker.answered == 2


def test_what_a_library_prints_does_not_mix_with_the_answers(
    worker: Worker, capfd: pytest.CaptureFixture[str]
) -> None:
    assert worker.ask(b"print ", seconds=SECONDS) == b"PRINT "
    printed = capfd.readouterr()
    assert "a library that talks" in printed.err
    assert "below Python" in printed.err
    assert printed.out == ""


def test_a_dead_process_is_told_and_replaced(worker: Worker) -> None:
    with pytest.raises(WorkerDied, match="exit code 7"):
        worker.ask(b"die", seconds=SECONDS)
    assert worker.ask(b"again", seconds=SECONDS) == b"AGAIN"


def test_a_task_that_takes_too_long_is_ended(worker: Worker) -> None:
    worker.start()
    began = time.monotonic()
    with pytest.raises(WorkerTimeout, match="longer than 1 s"):
        worker.ask(b"hang", seconds=1.0)
    assert time.monotonic() - began < 30
    assert worker.ask(b"again", seconds=SECONDS) == b"AGAIN"


def test_a_retired_process_is_followed_by_a_fresh_one(worker: Worker) -> None:
    worker.ask(b"one", seconds=SECONDS)
    worker.retire()
    assert worker.ask(b"two", seconds=SECONDS) == b"TWO"
    assert worker.answered == 1


@pytest.mark.parametrize(
    ("argument", "kind", "said"),
    [
        ("missing", MissingModel, "no pipeline called 'missing'"),
        ("broken", ClaimgraphError, "can't be loaded: RuntimeError: weights of another version"),
        ("dying", ClaimgraphError, "ended while it started .exit code 3"),
    ],
)
def test_a_worker_that_can_t_open_says_why(argument: str, kind: type[Exception], said: str) -> None:
    worker = Worker(OPENER, argument)
    with pytest.raises(kind, match=said):
        worker.start()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks processes up in /proc")
def test_a_worker_ends_when_its_parent_is_killed() -> None:
    program = (
        "import os, signal\n"
        "from claimgraph.extract.worker import Worker\n"
        f"worker = Worker({OPENER!r}, 'orphans')\n"
        "worker.ask(b'pid ', seconds=60)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=False
    )
    orphan = Path("/proc", done.stderr.strip())
    assert done.stderr.strip().isdigit(), done.stderr
    for _ in range(100):
        if not orphan.exists():
            return
        time.sleep(0.1)
    pytest.fail("the worker outlived its parent by ten seconds")
