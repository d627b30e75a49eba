"""Files that are there whole or not at all."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from claimgraph.extract.store import ClaimStore
from claimgraph.whole_file import open_whole, whole_folder


def test_the_file_appears_at_the_end_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with open_whole(path) as stream:
        stream.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_block_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with open_whole(tmp_path / "out.gz") as stream:
            stream.write(b"half")
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - raised above
        fail()
    assert list(tmp_path.iterdir()) == []


def test_a_killed_writer_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_bytes(b"old")
    program = (
        "import sys; from claimgraph.whole_file import open_whole\n"
        "with open_whole(sys.argv[1]) as stream:\n"
        "    stream.write(b'half' * 100_000); print('ready', flush=True); sys.stdin.read()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        child.send_signal(signal.SIGKILL)
    assert path.read_bytes() == b"old"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link.gz").symlink_to(tmp_path / "real")
    with open_whole(tmp_path / "link.gz") as stream:
        stream.write(b"new")
    assert (tmp_path / "link.gz").is_symlink()
    assert gzip.decompress((tmp_path / "real").read_bytes()) == b"new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_written_straight(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    with open_whole(pipe) as stream:
        stream.write(b"through")
    reader.join(timeout=10)
    assert got == [b"through"]
    assert pipe.is_fifo()


def test_an_error_names_the_file_that_was_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "none" / "out"
    with pytest.raises(FileNotFoundError) as raised, open_whole(path):
        pass
    assert raised.value.filename == str(path)


def test_a_folder_takes_the_place_of_the_old_one_or_leaves_it(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    with whole_folder(folder) as fresh:
        (fresh / "first").touch()
    with pytest.raises(ValueError), whole_folder(folder) as fresh:  # noqa: PT011, PT012 - raised here
        (fresh / "half").touch()
        raise ValueError
    assert [path.name for path in folder.iterdir()] == ["first"]
    with whole_folder(folder) as fresh:
        (fresh / "second").touch()
    assert [path.name for path in folder.iterdir()] == ["second"]
    assert list(tmp_path.iterdir()) == [folder]


def test_a_store_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    ClaimStore.open(path, mode="write").close()
    with pytest.raises(FileExistsError, match="is a store"), open_whole(path) as stream:
        stream.write(b"lines")
    ClaimStore.open(path).close()
