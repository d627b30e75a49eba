"""Whatever befalls a run into a store, the same command ends with the store that an untroubled run gives.

CLAIMGRAPH_KILLS says how often a run is killed (5; `CLAIMGRAPH_KILLS=50 pytest tests/test_faults.py` for a night).
"""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest
from store_runs import children, documents, ends, finish, held, start, write_sources

from claimgraph.extract.store import ClaimStore

KILLS = int(os.environ.get("CLAIMGRAPH_KILLS", "5"))
DOCUMENTS = 118  # of which one is in two files
pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs Linux: signals, /proc, limits"),
]


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five files of 24 short texts, some packed, with a broken line, a damaged file and a revision among them."""
    folder = tmp_path_factory.mktemp("faults") / "in"
    assert write_sources(folder) == DOCUMENTS
    return folder


@pytest.fixture(scope="module")
def whole(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, object], float]:
    """What an untroubled run gives, and how many seconds it takes."""
    path, began = tmp_path_factory.mktemp("whole") / "s.db", time.monotonic()
    with start(sources, path) as process:
        assert process.wait() == 3
    assert documents(path) == DOCUMENTS
    return held(path), time.monotonic() - began


def test_killed_at_random_moments_and_taken_up(
    sources: Path, whole: tuple[dict[str, object], float], tmp_path: Path
) -> None:
    expected, seconds = whole
    moments, path = random.Random(7), tmp_path / "s.db"
    for _ in range(KILLS):
        with start(sources, path, "--workers", "2") as process:
            time.sleep(moments.uniform(0.2, 0.9) * seconds)
            workers = children(process.pid)
            process.kill()
            process.communicate()
        assert ends(workers), "a worker outlived its parent"
        if documents(path) == DOCUMENTS:  # it had come to its end: begin again
            path = tmp_path / f"s{moments.random()}.db"
    finish(sources, path)
    assert held(path) == expected


def test_workers_killed_at_random_moments(
    sources: Path, whole: tuple[dict[str, object], float], tmp_path: Path
) -> None:
    expected, seconds = whole
    moments, path, killed = random.Random(3), tmp_path / "s.db", 0
    with start(sources, path, "--workers", "2") as process:
        while process.poll() is None and killed < 3:
            time.sleep(moments.uniform(0.3, 0.6) * seconds)
            if documents(path) or killed:  # one that dies while it starts ends the run
                for pid in children(process.pid)[:1]:
                    os.kill(pid, signal.SIGKILL)
                    killed += 1
        _, said = process.communicate()
    if process.returncode != 3:
        assert b"a worker process ended while it started" in said
        finish(sources, path)
    assert held(path) == expected


def test_ctrl_c_stops_cleanly_and_the_command_takes_it_up(
    sources: Path, whole: tuple[dict[str, object], float], tmp_path: Path
) -> None:
    heeds = ("env", "--default-signal=INT")  # what a shell starts in the background ignores it
    for attempt in range(5):  # a run may end before the signal comes
        (folder := tmp_path / str(attempt)).mkdir()
        path = folder / "s.db"
        with start(sources, path, before=heeds) as process:
            while process.poll() is None and not documents(path):
                time.sleep(0.02)
            workers = children(process.pid)
            process.send_signal(signal.SIGINT)
            _, said = process.communicate()
        if documents(path) < DOCUMENTS:
            break
    assert process.returncode == 130
    assert said.decode().splitlines() == [
        f"claimgraph: stopped; the same command takes the run into {path} up where it stood"
    ]
    assert ends(workers)
    assert 0 < documents(path) < DOCUMENTS, "stopped too early or too late to show anything"
    assert list(folder.iterdir()) == [path], "nothing is left beside the store"
    assert "skipped" in finish(sources, path)
    assert held(path) == whole[0]


def test_a_full_disk_ends_the_run_in_one_line_and_loses_nothing(
    sources: Path, whole: tuple[dict[str, object], float], tmp_path: Path
) -> None:
    path = tmp_path / "s.db"
    room = ("sh", "-c", 'ulimit -f 480; exec "$@"', "sh")  # blocks of 512 bytes that a file may have
    with start(sources, path, before=room) as process:
        _, said = process.communicate()
    assert process.returncode == 1
    (line,) = said.decode().splitlines()
    assert line.startswith(f"claimgraph: {path}: ")
    assert documents(path) < DOCUMENTS
    finish(sources, path)
    assert held(path) == whole[0]


def test_two_runs_at_once_and_a_reader(
    sources: Path, whole: tuple[dict[str, object], float], tmp_path: Path
) -> None:
    path, seen = tmp_path / "s.db", [0]
    with start(sources, path) as one, start(sources, path) as other:
        while one.poll() is None or other.poll() is None:
            if path.exists() and documents(path):
                with ClaimStore.open(path) as store, store.snapshot():
                    counts = store.counts()
                    assert counts["claims"] == sum(document.n_claims for document in store.documents())
                    seen.append(counts["documents"])
            time.sleep(0.05)
        told = [process.communicate()[1].decode() for process in (one, other)]
    assert [one.returncode, other.returncode] == [3, 3], told
    assert seen == sorted(seen)
    assert held(path) == whole[0]
