"""`claimgraph fetch` as it is called: what it says, with what it ends, and killed in the middle."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from eutils_server import EutilsServer, eutils_server

from claimgraph.corpus.formats import read

PMIDS = [str(number) for number in range(99_000_001, 99_000_901)]  # five batches


@pytest.fixture(scope="module")
def server() -> Iterator[EutilsServer]:
    with eutils_server(PMIDS) as made:
        yield made


def start(server: EutilsServer, folder: Path, *arguments: str) -> subprocess.Popen[str]:
    environment = os.environ | {
        "CLAIMGRAPH_EUTILS_URL": server.url,
        "NCBI_API_KEY": "secret",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = [sys.executable, "-m", "claimgraph", "fetch", *arguments]
    return subprocess.Popen(
        command, cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def fetch(server: EutilsServer, folder: Path, *arguments: str) -> tuple[int, str]:
    started = start(server, folder, *arguments)
    output, said = started.communicate(timeout=60)
    assert output == ""
    return started.returncode, said


def test_a_query_is_fetched_and_said_how_it_is_read(server: EutilsServer, tmp_path: Path) -> None:
    code, said = fetch(server, tmp_path, "owls AND mice", "-o", "owls.xml.gz", "--email", "a@example.org")
    assert (code, said.splitlines()) == (
        0,
        [
            "claimgraph: 900 citations fit; PubMed reads the query as owls AND mice",
            "claimgraph: owls.xml.gz: 900 citations",
        ],
    )
    assert {asked["email"] for _, asked in server.asked} == {"a@example.org"}
    assert [document.source.pmid for document in read(tmp_path / "owls.xml.gz")] == PMIDS
    assert [path.name for path in tmp_path.iterdir()] == ["owls.xml.gz"]


def test_pmids_of_which_nothing_came_are_listed(server: EutilsServer, tmp_path: Path) -> None:
    (tmp_path / "pmids.txt").write_text("99000002\n77\n99000001\n")
    code, said = fetch(server, tmp_path, "--ids", "pmids.txt", "-o", "owls.xml")
    assert code == 3
    assert "owls.xml: 2 citations, 1 missing (listed in owls.xml.missing.txt)" in said
    assert (tmp_path / "owls.xml.missing.txt").read_text() == "77\n"
    (tmp_path / "pmids.txt").write_text("99000002\n")
    assert fetch(server, tmp_path, "--ids", "pmids.txt", "-o", "owls.xml", "--quiet") == (0, "")
    assert not (tmp_path / "owls.xml.missing.txt").exists()


def test_killed_again_and_again_it_ends_with_the_same_file(server: EutilsServer, tmp_path: Path) -> None:
    fetch(server, tmp_path, "owls", "-o", "whole.xml.gz", "--quiet")
    before = len(server.asked)
    server.faults_of = lambda asked: time.sleep(0.1) or ""
    for number in range(4):  # killed when one batch more is there
        running = start(server, tmp_path, "owls", "-o", "owls.xml.gz")
        folder = tmp_path / "owls.xml.gz.parts"
        while len(list(folder.glob("0*.xml.gz"))) <= number:
            assert running.poll() is None
            time.sleep(0.01)
        running.kill()
        running.communicate()
        assert not (tmp_path / "owls.xml.gz").exists()
    server.faults_of = lambda asked: ""
    assert fetch(server, tmp_path, "owls", "-o", "owls.xml.gz", "--quiet") == (0, "")
    assert (tmp_path / "owls.xml.gz").read_bytes() == (tmp_path / "whole.xml.gz").read_bytes()
    assert not folder.exists()
    assert len(server.asked) - before <= 6 + 4, "no more is asked again than what was under way"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "give either a QUERY or --ids"),
        (["owls", "--ids", "pmids.txt"], "give either a QUERY or --ids"),
        ([" "], "the QUERY is empty"),
        (["owls", "--base-url", "ftp://here"], "no address on the web"),
        (["owls", "-o", "nowhere/owls.xml"], "can't be written"),
    ],
)
def test_a_wrong_call_is_told(server: EutilsServer, tmp_path: Path, arguments: list[str], said: str) -> None:
    if "-o" not in arguments:
        arguments = [*arguments, "-o", "owls.xml"]
    code, told = fetch(server, tmp_path, *arguments)
    assert code == 2
    assert said in " ".join(told.replace("│", " ").split())


def test_without_a_network_it_says_so_in_a_line(tmp_path: Path) -> None:
    with eutils_server([]) as gone:
        pass
    code, told = fetch(gone, tmp_path, "owls", "-o", "owls.xml", "--quiet")
    assert code == 1
    assert told.count("\n") == 1
    assert "can't be reached (Connection refused)" in told
