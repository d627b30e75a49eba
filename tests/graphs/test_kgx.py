"""KGX: what the Biolink Model asks of nodes and edges, and what claims become there."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from claim_samples import review, trial
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.records import claims_of
from claimgraph.extract.vocabulary import ASPECTS
from claimgraph.graphs.build import assemble
from claimgraph.graphs.formats.identifiers import biolink_curie, key_of_curie, prefixes, read_mapping
from claimgraph.graphs.formats.kgx import EDGE_COLUMNS, NODE_COLUMNS, write_kgx_jsonl, write_kgx_tsv

CURIE = re.compile(r"^[^ <()>:]*:[^/ :]+$")  # what KGX takes for one
# From the Biolink Model 4.4: GeneOrGeneProductOrChemicalEntityAspectEnum, as far as it has our aspects.
BIOLINK_ASPECTS = {
    *("abundance", "activity", "expression", "localization", "methylation", "molecular_interaction"),
    *("phosphorylation", "secretion", "stability"),
}


@pytest.fixture
def written(tmp_path: Path) -> dict[str, list[dict[str, Any]]]:
    write_kgx_jsonl(assemble([*claims_of(trial()), *claims_of(review())]), tmp_path / "g")
    return {
        part: [json.loads(line) for line in (tmp_path / "g" / f"{part}.jsonl").read_bytes().splitlines()]
        for part in ("nodes", "edges")
    }


def test_nodes_have_what_biolink_asks(written: dict[str, list[dict[str, Any]]]) -> None:
    nodes = {node["id"]: node for node in written["nodes"]}
    assert all(CURIE.match(curie) for curie in nodes)
    assert all(re.match(r"biolink:[A-Z][A-Za-z]+$", node["category"][0]) for node in nodes.values())
    assert nodes["HGNC:6001"]["xref"] == ["NCBIGene:3558", "UniProtKB:P60568"]
    assert nodes["text:Chemical%3Acompound%20x9"]["name"] == "compound X9"


def test_edges_have_what_biolink_asks(written: dict[str, list[dict[str, Any]]]) -> None:
    ids = {node["id"] for node in written["nodes"]}
    for edge in written["edges"]:
        assert {edge["subject"], edge["object"]} <= ids
        assert re.match(r"biolink:[a-z_]+$", edge["predicate"])
        assert edge["category"] == ["biolink:Association"]
        assert (edge["knowledge_level"], edge["agent_type"]) == ("not_provided", "text_mining_agent")
        assert edge["publications"]
        assert 0 <= edge["has_confidence_score"] <= 1


def test_a_change_is_affects_with_its_direction_and_aspect(written: dict[str, list[dict[str, Any]]]) -> None:
    (edge,) = [edge for edge in written["edges"] if edge["predicate_of_claim"] == "increases"]
    assert edge["predicate"] == "biolink:affects"
    assert edge["qualified_predicate"] == "biolink:causes"
    assert edge["object_direction_qualifier"] == "increased"
    assert edge["object_aspect_qualifier"] == "abundance"


def test_a_denial_is_negated(written: dict[str, list[dict[str, Any]]]) -> None:
    denied = [(edge["predicate"], edge["publications"]) for edge in written["edges"] if edge["negated"]]
    assert denied == [("biolink:treats", ["PMID:2"])]


def test_tables_hold_what_the_lines_hold(written: dict[str, list[dict[str, Any]]], tmp_path: Path) -> None:
    write_kgx_tsv(assemble([*claims_of(trial()), *claims_of(review())]), tmp_path / "t")
    for part, columns in (("nodes", NODE_COLUMNS), ("edges", EDGE_COLUMNS)):
        with (tmp_path / "t" / f"{part}.tsv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        assert tuple(rows[0]) == columns
        for row, said in zip(rows, written[part], strict=True):
            for name in columns:
                value = said.get(name, "")
                if name == "evidence":
                    assert json.loads(row[name]) == value
                elif isinstance(value, list):
                    assert row[name] == "|".join(value)
                else:
                    assert row[name] == (str(value).lower() if isinstance(value, bool) else str(value))


def test_aspects_are_those_of_biolink() -> None:
    known = dict(read_mapping("biolink_aspects.tsv"))
    assert set(known) <= set(ASPECTS)
    assert set(known.values()) == BIOLINK_ASPECTS


@given(st.text(st.characters(), min_size=1, max_size=10), st.sampled_from(["text:Chemical", *prefixes()]))
def test_identifiers_are_curies_that_come_back(local: str, prefix: str) -> None:
    key = f"{prefix}:{local}"
    curie = biolink_curie(key)
    assert CURIE.match(curie)
    assert key_of_curie(curie) == key
