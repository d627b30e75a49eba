"""`claimgraph extract` into a file: what it writes, says, and leaves alone."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
from pathlib import Path

import pytest
from command_line import LEXICON_ALONE, Command, in_own_process

from claimgraph.extract.record_files import read_records


def test_extract_writes_a_record_for_each_text_and_lists_what_failed(
    command: Command, notes: Path, tmp_path: Path
) -> None:
    output = tmp_path / "claims.jsonl.gz"
    said = command("extract", notes, "--output", output, *LEXICON_ALONE)
    assert said.code == 3
    assert said.out == ""
    records = list(read_records(output))
    assert [record.id for record in records] == ["N:0", "N:1", "N:3", "N:4"]
    found = {(entity.text, entity.id) for record in records for entity in record.entities}
    assert ("melanoma", "MONDO:0005105") in found
    (failure,) = (tmp_path / "claims.jsonl.gz.failures.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(failure)["source"] == str(notes)
    assert json.loads(failure)["line"] == 3
    assert "notes.jsonl, line 3, record 3: " in said.err
    assert "4 documents" in said.err
    assert "1 failure (listed in" in said.err


def test_a_later_run_without_failures_takes_the_list_away(
    command: Command, notes: Path, tmp_path: Path
) -> None:
    output = tmp_path / "claims.jsonl"
    assert command("extract", notes, "-o", output, *LEXICON_ALONE).code == 3
    notes.write_text('{"id": "N:9", "text": "Fever."}\n', encoding="utf-8")
    assert command("extract", notes, "-o", output, *LEXICON_ALONE).code == 0
    assert not (tmp_path / "claims.failures.jsonl").exists()
    assert [record.id for record in read_records(output)] == ["N:9"]


def test_one_worker_and_two_write_the_same_bytes(command: Command, tmp_path: Path) -> None:
    source = tmp_path / "many.txt"
    source.write_text(
        "".join(f"Text {n}: IL-{n} in melanoma and fever.\n" for n in range(80)), encoding="utf-8"
    )
    outputs = []
    for workers in (1, 2):
        output = tmp_path / f"claims-{workers}.jsonl.gz"
        arguments = ("--lines", "--workers", workers, "--output", output)
        assert command("extract", source, *arguments, *LEXICON_ALONE).code == 0
        outputs.append(output.read_bytes())
    assert gzip.decompress(outputs[0]).count(b"\n") == 80
    assert outputs[0] == outputs[1]


def test_extract_reads_standard_input_and_writes_standard_output() -> None:
    text = gzip.compress(b'{"key": 7, "body": "IL-2 in melanoma."}\n')
    fields = ("--field", "text=body", "--field", "id=key")
    done = in_own_process("extract", "-", "-o", "-", "--quiet", *fields, *LEXICON_ALONE, stdin=text)
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    assert json.loads(done.stdout)["text"] == "IL-2 in melanoma."


def test_a_failed_run_leaves_the_earlier_output_alone(command: Command, notes: Path, tmp_path: Path) -> None:
    output = tmp_path / "claims.jsonl"
    output.write_text("earlier\n", encoding="utf-8")
    assert command("extract", notes, "-o", output, "--pipeline", "none_such").code == 1
    assert output.read_text(encoding="utf-8") == "earlier\n"


def test_what_is_read_is_never_written(command: Command, notes: Path, tmp_path: Path) -> None:
    link, listed = tmp_path / "link.jsonl", tmp_path / "out.failures.jsonl"
    link.symlink_to(notes)
    listed.write_text(notes.read_text(encoding="utf-8"), encoding="utf-8")
    for source, option, written in (
        (notes, "--output", notes),
        (notes, "--output", link),
        (notes, "--store", notes),
        (listed, "--output", tmp_path / "out.jsonl"),
    ):
        before = source.read_bytes()
        said = command("extract", source, option, written, *LEXICON_ALONE)
        assert said.code == 2
        assert "is both read and written" in said.err
        assert source.read_bytes() == before


def test_a_source_that_is_not_there_leaves_the_earlier_output(
    command: Command, notes: Path, tmp_path: Path
) -> None:
    output = tmp_path / "claims.jsonl"
    output.write_text("earlier\n", encoding="utf-8")
    said = command("extract", notes, tmp_path / "note.jsonl", "-o", output, *LEXICON_ALONE)
    assert said.code == 2
    assert "note.jsonl: there is no such file" in said.err
    empty = tmp_path / "empty"
    empty.mkdir()
    for source in (empty, tmp_path / "none*.txt"):
        assert command("extract", source, "-o", output, *LEXICON_ALONE).code == 1
        assert command("extract", source, "--store", tmp_path / "s.db", *LEXICON_ALONE).code == 1
    assert output.read_text(encoding="utf-8") == "earlier\n"


def test_a_run_does_not_read_what_it_writes(command: Command, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("IL-2 in melanoma.\n", encoding="utf-8")
    for option, name in (("-o", "out.jsonl"), ("--store", "claims.db")):
        for _ in range(2):
            said = command("extract", tmp_path, option, tmp_path / name, *LEXICON_ALONE)
            assert said.code == 0, said.err
        (tmp_path / "out.jsonl").unlink(missing_ok=True)


def test_a_pipe_is_read_once_on_a_terminal_too(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # rich then takes standard error for a terminal
    pipe, output = tmp_path / "pipe", tmp_path / "out.jsonl"
    os.mkfifo(pipe)
    with subprocess.Popen(["sh", "-c", f"printf 'IL-2 in melanoma.' > {pipe}"]):
        assert command("extract", pipe, "-o", output, *LEXICON_ALONE).code == 0
    assert [record.text for record in read_records(output)] == ["IL-2 in melanoma."]


def test_an_interrupted_run_says_that_it_can_be_taken_up(
    command: Command, notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("claimgraph.extract.run.extract_to_store", interrupted)
    said = command("extract", notes, "--store", tmp_path / "s.db")
    assert said.code == 130
    assert said.err.startswith("claimgraph: stopped; the same command takes")
