"""A PostgreSQL server for tests: on a socket in a folder of its own, never on the network, gone at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_UNPRIVILEGED = ("postgres", "nobody")  # whom the server runs as where the tests run as root: it refuses that
_QUICK = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=20"


class NoServer(Exception):
    """There is no server program here; says which."""


class Server:
    """A running server; each store of the tests is a database of its own."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        self._made = 0

    def address(self, database: str) -> str:
        """The address of a database."""
        return f"postgresql://claimgraph@/{database}?host={self._folder}"

    def new(self) -> str:
        """The address of a new database, without a store."""
        self._made += 1
        command = [self._programs / "createdb", "-h", self._folder, "-U", "claimgraph", f"made{self._made}"]
        subprocess.run(command, check=True)
        return self.address(f"made{self._made}")


@contextmanager
def running(*options: str) -> Iterator[Server]:
    """Run a server; raises `NoServer` where Debian's `postgresql`, or the like, is not installed."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="claimgraph-pg-"))
    owner = _owner()
    if owner is not None:
        shutil.chown(folder, owner)

    def run(program: str, *arguments: str) -> None:
        told = subprocess.run(
            [programs / program, "-D", folder / "data", *arguments],
            user=owner,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if told.returncode:
            raise RuntimeError(f"{program} failed:\n{(folder / 'log').read_text()}")

    try:
        with (folder / "log").open("w") as log:
            run("initdb", "-U", "claimgraph", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
            settings = " ".join([_QUICK, f"-k {folder} -c listen_addresses=''", *options])
            run("pg_ctl", "-w", "-o", settings, "start")
            try:
                yield Server(programs, folder)
            finally:
                run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _programs() -> Path:
    """The folder of the server's programs; Debian keeps it off the path."""
    found = shutil.which("postgres")
    folders = [Path(os.path.realpath(found)).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in folders:
        if (folder / "initdb").exists():
            return folder
    raise NoServer("no PostgreSQL server is installed (Debian: apt-get install postgresql)")


def _owner() -> str | None:
    """Whom the server runs as; None: as whom the tests run."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in _UNPRIVILEGED if name in known)
