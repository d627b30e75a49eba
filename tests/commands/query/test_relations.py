"""`claimgraph query STORE relations`: what is claimed, with its evidence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from command_line import Command


def test_a_question_before_the_store_is_put_right(command: Command, store: Path) -> None:
    said = command("query", "relations", store, "IL-2")
    assert said.code == 2
    assert "the store comes first" in said.err


def test_evidence_tells_for_whom_it_holds(command: Command, store: Path) -> None:
    said = command("query", store, "relations", "compound X9")
    assert "(certain, finding; disease: melanoma)" in said.out
    (answer,) = command("query", store, "relations", "compound X9", "--json").out.splitlines()
    (evidence,) = json.loads(answer)["evidence"]
    assert evidence["context"] == [
        {
            "role": "disease",
            "text": "melanoma",
            "id": "MONDO:0005105",
            "start": 160,
            "end": 168,
            "name": "melanoma",
            "type": "Disease",
            "xrefs": ["MESH:D008545"],
        }
    ]
    assert (evidence["journal"], evidence["year"]) == ("Invented Letters", 2021)


def test_relations_are_found_by_name_synonym_and_identifier(command: Command, store: Path) -> None:
    by_name = command("query", store, "relations", "IL-2", "--with", "melanoma")
    assert by_name.code == 0
    assert "treats" in by_name.out
    assert "We gave IL-2 against melanoma and renal cell carcinoma." in by_name.out
    assert command("query", store, "relations", "interleukin-2", "--with", "melanoma").out == by_name.out
    assert command("query", store, "relations", "HGNC:6001", "--with", "MESH:D008545").out == by_name.out


def test_relations_are_filtered(command: Command, store: Path) -> None:
    said = command("query", store, "relations", "IL-2", "--polarity", "negated")
    assert "not: treats" in said.out
    assert "IL-2 did not help renal cell carcinoma." in said.out
    assert "melanoma." not in said.out
    assert "nothing is claimed" in command("query", store, "relations", "IL-2", "--predicate", "binds").out


def test_relations_as_json_hold_everything(command: Command, store: Path) -> None:
    said = command("query", store, "relations", "IL-2", "--predicate", "treats", "--json")
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert {answer["object"]["id"] for answer in answers} == {"MONDO:0005105", "MONDO:0005086"}
    for answer in answers:
        assert answer["subject"]["id"] == "HGNC:6001"
        assert answer["n_claims"] == len(answer["evidence"])
        assert all(evidence["sentence"] for evidence in answer["evidence"])


def test_an_unknown_entity_brings_suggestions(command: Command, store: Path) -> None:
    said = command("query", store, "relations", "melanomma")
    assert said.code == 1
    assert "no entity called 'melanomma'" in said.err
    assert "did you mean melanoma?" in said.err


def test_a_reader_that_has_seen_enough_is_no_error(store: Path) -> None:
    paths = {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "claimgraph", "query", str(store), "relations", "IL-2"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | paths
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
