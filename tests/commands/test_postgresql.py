"""The commands on a store on a PostgreSQL server: they answer as on a file, and several runs write it at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from claim_samples import review, trial
from command_line import LEXICON_ALONE
from postgresql_server import Server
from typer.testing import CliRunner

from claimgraph.cli import app
from claimgraph.errors import StoreError
from claimgraph.extract.store import ClaimStore

ASKED = [
    ["entities", "melan"],
    ["relations", "IL-2", "--other-type", "Disease", "--polarity", "affirmed", "--since", "2000"],
    ["relations", "--type", "Disease", "--other-type", "GeneOrGeneProduct"],
    ["paths", "melanoma", "Tregs"],
    ["neighbourhood", "IL-2", "--depth", "2"],
    ["related", "hypotension"],
    ["causes", "melanoma", "Tregs"],
    ["effects", "IL-2", "compound X9"],
    ["conflicts", "IL-2"],
    ["years", "IL-2"],
    ["changes", "IL-2", "--before", "2020", "--after", "2021"],
    ["documents"],
    ["failures"],
]
SENTENCES = (
    "Dexamethasone inhibits the secretion of IL-6 in mice.",
    "IL-2 increases the proliferation of natural killer cells.",
    "Aspirin did not reduce fever in patients with melanoma.",
    "TGF-β may suppress the activity of CD8+ T cells.",
    "IL-15 caused hypotension in patients with renal cell carcinoma.",
)


def said(*arguments: object) -> str:
    outcome = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert outcome.exit_code == 0, outcome.output
    return outcome.stdout


def filled(place: Path | str) -> Path | str:
    with ClaimStore.open(place, mode="write") as store:
        store.insert([trial(), review()], pipeline="made 1.0")
    return place


def test_every_command_answers_as_on_a_file(server: Server, tmp_path: Path) -> None:
    there, here = filled(server.new()), filled(tmp_path / "claims.db")
    for question in ASKED:
        assert said("query", there, *question, "--json") == said("query", here, *question, "--json")
    for ending in ("graphml", "json", "ttl", "indra.json"):
        one, other = tmp_path / f"there.{ending}", tmp_path / f"here.{ending}"
        said("export", there, one)
        said("export", here, other)
        assert one.read_bytes() == other.read_bytes(), ending
    said("view", there, tmp_path / "there.html", "--title", "Two texts")
    said("view", here, tmp_path / "here.html", "--title", "Two texts")
    assert (tmp_path / "there.html").read_bytes() == (tmp_path / "here.html").read_bytes()
    for place in (there, here):
        assert said("withdraw", place, "PMID:1") == "PMID:1: 4 claims withdrawn\n"
    one, other = (msgspec.json.decode(said("status", place, "--json")) for place in (there, here))
    assert one | {"size": 0} == other | {"size": 0}
    assert one["size"] > 0
    merged = said("merge", there, "--output", tmp_path / "merged.db")
    assert said("query", tmp_path / "merged.db", "documents") == said("query", here, "documents"), merged


def test_a_text_that_a_server_cant_hold_fails_and_the_rest_goes_on(server: Server, tmp_path: Path) -> None:
    there = server.new()
    named = ("N:1", "N:\0", "n" * 3_000, "N:2")
    lines = [msgspec.json.encode({"id": name, "text": SENTENCES[1]}) for name in named]
    (tmp_path / "notes.jsonl").write_bytes(b"\n".join(lines))
    for _ in range(2):
        arguments = ["extract", str(tmp_path / "notes.jsonl"), "--store", there, *LEXICON_ALONE]
        assert CliRunner().invoke(app, arguments).exit_code == 3
        with ClaimStore.open(there) as store:
            assert [document.id for document in store.documents()] == ["N:1", "N:2"]
            assert {failure.record for failure in store.failures()} == {"N:␀", f"{'n' * 200}…"}


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five files of 40 short texts, with a broken line and a text that is in a file twice."""
    folder = tmp_path_factory.mktemp("writers") / "in"
    folder.mkdir()
    for number in range(5):
        lines = []
        for n in range(40):
            pair = f"{SENTENCES[n % 5]} {SENTENCES[(n * 3 + number) % 5]}"
            lines.append(msgspec.json.encode({"id": f"N:{number}-{n}", "text": pair}))
        if number == 3:
            lines[7] = b'{"id": "N:3-7", "text": '
            lines[9] = msgspec.json.encode({"id": "N:3-1", "text": f"Revised. {SENTENCES[1]}"})
        (folder / f"n{number}.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    return folder


def start(store: Path | str, files: list[Path]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "claimgraph", "extract", *map(str, files), "--store", str(store)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finish(process: subprocess.Popen[bytes]) -> None:
    with process:
        _, told = process.communicate()
    assert process.returncode == 3, told.decode()  # of the broken line


def held(store: Path | str, output: Path) -> dict[str, object]:
    said("export", store, output)
    with ClaimStore.open(store) as opened:
        return {
            "graph": output.read_bytes(),
            "claims": list(opened.claims()),
            "documents": list(opened.documents()),
            "files": opened.files(),
            "failures": opened.failures(),
        }


@pytest.mark.model
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs signals")
def test_writers_at_once_lose_and_double_nothing_though_one_is_killed(
    server: Server, sources: Path, tmp_path: Path
) -> None:
    files, there = sorted(sources.iterdir()), server.new()
    one, other = start(there, files[:4]), start(there, files[2:])
    with other:
        while other.poll() is None and not read(there, files[-1]):
            time.sleep(0.05)
        other.kill()
        other.communicate()
    finish(one)
    finish(start(there, files[2:]))
    finish(start(tmp_path / "one.db", files))
    expected = held(tmp_path / "one.db", tmp_path / "one.graphml")
    assert len(expected["documents"]) == 198  # type: ignore[arg-type]
    assert held(there, tmp_path / "there.graphml") == expected


def read(store: str, file: Path) -> bool:
    """Whether a run has begun with that file."""
    try:
        with ClaimStore.open(store) as opened:
            return any(known.path == str(file) and known.checksum for known in opened.files())
    except StoreError:  # it is not there yet
        return False
