"""`claimgraph sync`: a store follows PubMed's files, whatever their order, damage and kills."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pubmed_folder import citation, deleted, packed, write_checksum, write_file
from rich.console import Console

from claimgraph.extract.store import ClaimStore
from claimgraph.rendering import show_document

pytestmark = pytest.mark.model
CAUSES, STOPS = "Dexamethasone increases IL-6 in mice.", "Dexamethasone decreases IL-6 in mice."


def run(folder: Path, *options: str, store: str = "claims.db") -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "claimgraph", "sync", "pubmed", "--store", store, *options]
    return subprocess.Popen(
        command, cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def sync(folder: Path, *options: str, store: str = "claims.db") -> tuple[int, str]:
    running = run(folder, *options, store=store)
    _, said = running.communicate(timeout=300)
    return running.returncode, said


def claimed(folder: Path, store: str = "claims.db") -> dict[str, list[str]]:
    """The predicates of each document's claims."""
    with ClaimStore.open(folder / store) as opened:
        found: dict[str, list[str]] = {document.id: [] for document in opened.documents()}
        for claim in opened.claims():
            found[claim.document].append(claim.predicate)
    return found


def files(folder: Path) -> dict[str, tuple[str, int]]:
    with ClaimStore.open(folder / "claims.db") as store:
        return {Path(file.path).name: (file.state, file.records) for file in store.files()}


def everything(folder: Path, store: str) -> list[object]:
    with ClaimStore.open(folder / store) as opened:
        return [
            list(opened.documents()),
            sorted(opened.claims(), key=lambda claim: claim.key),
            opened.files(),
            opened.failures(),
            opened.counts(),
        ]


def test_a_store_follows_the_files_and_a_late_one_brings_nothing_old_back(tmp_path: Path) -> None:
    folder = tmp_path / "pubmed"
    write_file(
        folder / "baseline",
        "pubmed26n0001.xml.gz",
        *(citation(number, CAUSES) for number in (1, 2, 3, 4, 5, 6)),
    )
    late = write_file(
        folder / "updatefiles",
        "pubmed26n0002.xml.gz",
        citation(1, CAUSES, revised="2026-02-01", kind="Letter"),
        citation(7, CAUSES),
    )
    write_file(
        folder / "updatefiles",
        "pubmed26n0003.xml.gz",
        citation(1, STOPS, revised="2026-03-01"),
        citation(2, STOPS, version=2),
        deleted(3, 7),
        citation(21, "", kind="Retraction Notice", refers=("RetractionOf", 4)),
        citation(5, CAUSES, refers=("ErratumIn", 22), revised="2026-03-01"),
        citation(22, CAUSES, kind="Published Erratum", refers=("ErratumFor", 5)),
        citation(23, STOPS, refers=("CorrectedandRepublishedFrom", 6)),
    )
    whole = late.read_bytes()
    late.write_bytes(whole[:-9])
    code, said = sync(tmp_path, "--log", "sync.log", "--profile")
    assert code == 3
    assert "pubmed26n0002.xml.gz" in said
    assert "ms/document" in said
    events = [json.loads(line)["event"] for line in (tmp_path / "sync.log").read_text().splitlines()]
    assert (events[0], events[-1], events.count("file")) == ("started", "ended", 3)
    expected = {
        **{"PMID:1": ["decreases"], "PMID:2": ["decreases"], "PMID:3": [], "PMID:4": []},
        **{"PMID:5": ["increases"], "PMID:6": [], "PMID:22": [], "PMID:23": ["decreases"]},
    }
    assert {key: value for key, value in claimed(tmp_path).items() if key != "PMID:21"} == expected
    assert files(tmp_path) == {
        "pubmed26n0001.xml.gz": ("done", 6),
        "pubmed26n0002.xml.gz": ("failed", 0),
        "pubmed26n0003.xml.gz": ("done", 6),
    }
    with ClaimStore.open(tmp_path / "claims.db") as store:
        corrected = store.document("PMID:5")
    assert corrected is not None
    assert corrected.source.corrected_by == ("PMID:22",)
    show_document(corrected, console := Console(record=True, file=io.StringIO(), width=200))
    assert "(1 claim; erratum or concern: PMID:22" in console.export_text()

    late.write_bytes(whole)
    code, said = sync(tmp_path)
    assert (code, files(tmp_path)["pubmed26n0002.xml.gz"]) == (0, ("done", 2)), said
    after = claimed(tmp_path)
    assert {key: value for key, value in after.items() if key != "PMID:21"} == {**expected, "PMID:7": []}
    shutil.copytree(folder, tmp_path / "straight" / "pubmed")
    assert sync(tmp_path / "straight")[0] == 0
    assert claimed(tmp_path / "straight") == after


def test_failed_files_are_tried_again_when_that_is_asked_and_gaps_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "pubmed"
    wrong = write_file(folder, "pubmed26n0001.xml.gz", citation(1, CAUSES))
    write_file(folder, "pubmed26n0004.xml.gz", citation(4, STOPS))
    other = wrong.with_name("pubmed26n0002.xml.gz")
    other.write_bytes(packed(citation(2, CAUSES))[:-30])  # without a checksum: its own gzip tells
    wrong.with_name(f"{wrong.name}.md5").write_text(f"MD5({wrong.name})= {'0' * 32}\n")
    code, said = sync(tmp_path)
    assert code == 3
    assert "not there: pubmed26n0003" in said
    assert "its MD5 checksum is not the one in pubmed26n0001.xml.gz.md5" in said
    assert "its gzip data end too early" in said
    assert claimed(tmp_path) == {"PMID:4": ["decreases"]}
    write_checksum(wrong)
    sync(tmp_path)
    assert claimed(tmp_path) == {"PMID:4": ["decreases"]}, "the file itself has not changed"
    code, said = sync(tmp_path, "--retry-failed")
    assert (code, claimed(tmp_path)) == (3, {"PMID:1": ["increases"], "PMID:4": ["decreases"]}), said
    other.write_bytes(packed(citation(2, CAUSES)))
    code, said = sync(tmp_path)
    assert (code, len(claimed(tmp_path))) == (0, 3), said


def test_a_folder_without_such_files_is_told(tmp_path: Path) -> None:
    (tmp_path / "pubmed").mkdir()
    (tmp_path / "pubmed" / "other.xml.gz").write_bytes(gzip.compress(b"<PubmedArticleSet/>"))
    code, said = sync(tmp_path)
    assert (code, said.count("\n")) == (1, 1)
    assert "no file called like pubmed26n0001.xml.gz" in said
    assert not (tmp_path / "claims.db").exists()


def test_killed_at_random_moments_it_ends_in_the_same_store(tmp_path: Path) -> None:
    chance = random.Random(26)
    names = ("dexamethasone", "sirolimus", "cisplatin", "aspirin", "metformin")
    for number in range(1, 5):
        records = [
            citation(
                chance.randrange(1, 90),
                f"{chance.choice(names).title()} {chance.choice(['increases', 'decreases'])} IL-6 in mice.",
                revised=f"2026-0{number}-11",
            )
            for _ in range(40)
        ]
        if number > 1:
            records.insert(20, deleted(chance.randrange(1, 90)))
        write_file(tmp_path / "pubmed", f"pubmed26n000{number}.xml.gz", *records)
    began = time.monotonic()
    assert sync(tmp_path, store="whole.db")[0] == 0
    lasts = time.monotonic() - began
    for _ in range(3):
        running = run(tmp_path, store="killed.db")
        time.sleep(lasts * chance.uniform(0.3, 0.9))
        running.kill()
        running.communicate()
    assert sync(tmp_path, store="killed.db")[0] == 0
    assert everything(tmp_path, "killed.db") == everything(tmp_path, "whole.db")
