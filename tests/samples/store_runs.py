"""Runs of `claimgraph extract` into a store, for tests of what may befall them."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import msgspec
from store_contents import contents

from claimgraph.errors import StoreError
from claimgraph.extract.store import ClaimStore

SENTENCES = (
    "Dexamethasone inhibits the secretion of IL-6 in mice.",
    "IL-2 increases the proliferation of natural killer cells.",
    "Aspirin did not reduce fever in patients with melanoma.",
    "TGF-β may suppress the activity of CD8+ T cells.",
    "IL-15 caused hypotension in patients with renal cell carcinoma.",
)


def write_sources(folder: Path, *, each: int = 24) -> int:
    """Write five files of short texts, some packed, with a broken line, a damaged file and a revision among them.

    Gives the number of documents that a store has of them.
    """
    folder.mkdir()
    for number in range(5):
        lines = []
        for n in range(each):
            pair = f"{SENTENCES[n % 5]} {SENTENCES[(n * 3 + number) % 5]}"
            lines.append(msgspec.json.encode({"id": f"N:{number}-{n}", "text": pair}))
        if number == 3:
            lines[7] = b'{"id": "N:3-7", "text": '
            lines[9] = msgspec.json.encode({"id": "N:0-0", "text": f"Revised. {SENTENCES[1]}"})
        whole = b"\n".join(lines) + b"\n"
        name = f"n{number}.jsonl.gz" if number % 2 else f"n{number}.jsonl"
        (folder / name).write_bytes(gzip.compress(whole) if number % 2 else whole)
    (folder / "n5.jsonl.gz").write_bytes(gzip.compress(b'{"id": "N:5", "text": "Lost."}\n' * 40)[:-4])
    return 5 * each - 2


def start(sources: Path, path: Path, *options: str, before: tuple[str, ...] = ()) -> subprocess.Popen[bytes]:
    """Start a run."""
    command = [*before, sys.executable, "-m", "claimgraph", "extract", str(sources), "--store", str(path)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [*command, *options], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def finish(sources: Path, path: Path, *options: str) -> str:
    """Take a run up to its end; it tells of the failures that are in the sources."""
    with start(sources, path, *options) as process:
        _, said = process.communicate()
    assert process.returncode == 3, said.decode()
    return said.decode()


def held(path: Path) -> dict[str, object]:
    """All that a store has, its ledger included."""
    with ClaimStore.open(path) as store:
        return {**contents(store), "files": store.files(), "failures": store.failures()}


def documents(path: Path) -> int:
    """How many documents a store has; none where it is not there yet."""
    try:
        with ClaimStore.open(path) as store:
            return store.counts()["documents"]
    except StoreError:
        return 0


def children(pid: int) -> list[int]:
    """The processes that a process has started and not seen to their end."""
    found: list[int] = []
    for told in Path(f"/proc/{pid}/task").glob("*/children"):  # each thread knows those that it started
        with suppress(FileNotFoundError, ProcessLookupError):
            found += map(int, told.read_text(encoding="ascii").split())
    return found


def ends(processes: Iterable[int]) -> bool:
    """Whether processes end within some seconds."""
    left = list(processes)
    for _ in range(100):
        left = [pid for pid in left if Path(f"/proc/{pid}/exe").exists()]
        if not left:
            return True
        time.sleep(0.1)
    return False
