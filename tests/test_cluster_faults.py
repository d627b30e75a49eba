"""Whatever befalls a run on a cluster, its store is the one that an untroubled run on one machine gives."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from store_runs import children, documents, ends, finish, held, start, write_sources

pytest.importorskip("distributed", reason="needs the extra dask")
pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs Linux: signals, /proc"),
]
DOCUMENTS = 298
ON_CLUSTER = ("--engine", "dask", "--workers", "2")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cluster") / "in"
    assert write_sources(folder, each=60) == DOCUMENTS
    return folder


@pytest.fixture(scope="module")
def whole(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What a run on one machine gives."""
    path = tmp_path_factory.mktemp("whole") / "s.db"
    finish(sources, path)
    return held(path)


def dask_workers(pid: int) -> list[int]:
    """The processes of a cluster's workers, whose parent the run is."""
    return [child for child in children(pid) if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def test_the_run_and_a_worker_killed_and_taken_up(
    sources: Path, whole: dict[str, object], tmp_path: Path
) -> None:
    path = tmp_path / "s.db"
    with start(sources, path, *ON_CLUSTER) as process:
        while process.poll() is None and not documents(path):
            time.sleep(0.02)
        started = dask_workers(process.pid)
        started += [grandchild for child in started for grandchild in children(child)]
        process.kill()
        process.communicate()
    assert len(started) == 4, "two workers, and a pipeline of each"
    assert ends(started), "a worker outlived the run"
    before = documents(path)
    assert 0 < before < DOCUMENTS, "killed too early or too late to show anything"
    with start(sources, path, *ON_CLUSTER) as process:
        while process.poll() is None and documents(path) == before:
            time.sleep(0.02)
        os.kill(dask_workers(process.pid)[0], signal.SIGKILL)
        _, said = process.communicate()
    assert process.returncode == 3, said.decode()
    assert held(path) == whole
    assert [path.name for path in tmp_path.iterdir() if not path.name.endswith(".parts")] == ["s.db"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--scheduler", "tcp://127.0.0.1:9"), "need --engine dask"),
        (("--parts", "parts"), "need --engine dask"),
        (("--engine", "spark"), "unknown engine 'spark'; known are local, dask"),
    ],
)
def test_wrong_calls_are_told(options: tuple[str, ...], said: str, sources: Path, tmp_path: Path) -> None:
    with start(sources, tmp_path / "s.db", *options) as process:
        _, told = process.communicate()
    assert process.returncode == 2
    assert said in " ".join(told.decode().replace("│", "").split())
