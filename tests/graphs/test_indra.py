"""INDRA statements: which claims have one, with what agents and evidence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from claim_samples import CONCEPTS, claim_in, record_of, review, trial

from claimgraph.corpus.document import Document
from claimgraph.extract.records import claims_of
from claimgraph.extract.statement import Node, Statement
from claimgraph.extract.vocabulary import ASPECTS, ENTITY_TYPES, PREDICATES
from claimgraph.graphs.build import assemble
from claimgraph.graphs.formats.identifiers import read_mapping
from claimgraph.graphs.formats.indra import reading_of, write_indra

# The statements of INDRA 1.24 and the roles of their agents.
AGENTS = {
    **{key: {"subj", "obj"} for key in ["Activation", "Inhibition", "IncreaseAmount", "DecreaseAmount"]},
    **{
        key: {"enz", "sub"}
        for key in ["Phosphorylation", "Dephosphorylation", "Methylation", "Demethylation"]
    },
    "Complex": {"members"},
    "Conversion": {"obj_from", "obj_to"},
}


def written(graph: nx.MultiDiGraph[str], folder: Path) -> list[dict[str, Any]]:
    write_indra(graph, folder / "g.indra.json")
    said: list[dict[str, Any]] = json.loads((folder / "g.indra.json").read_text(encoding="utf-8"))
    return said


def one(folder: Path, predicate: str, **values: Any) -> dict[str, Any]:
    document = Document(id="PMID:7", text="Here IL-2 and TGF-β meet.")
    claim = claim_in(document, document.text, "IL-2", predicate, "TGF-β", **values)
    (said,) = written(assemble(claims_of(record_of(document, (claim,)))), folder)
    return said


def test_a_change_of_abundance_is_an_increase_of_amount(tmp_path: Path) -> None:
    said = one(tmp_path, "increases", aspect="abundance", score=0.5)
    assert said["type"] == "IncreaseAmount"
    assert said["subj"] == {
        "name": "IL2",
        "db_refs": {"TEXT": "IL2", "UP": "P60568", "EGID": "3558", "HGNC": "6001"},
    }
    assert said["obj"]["db_refs"]["FPLX"] == "TGFB"
    assert said["belief"] == 0.5


def test_evidence_has_the_sentence_and_says_what_is_denied_and_hedged(tmp_path: Path) -> None:
    said = one(tmp_path, "decreases", aspect="activity", polarity="negated", certainty="possible")
    (evidence,) = said["evidence"]
    assert said["type"] == "Inhibition"
    assert said["obj_activity"] == "activity"
    assert evidence["text"] == "Here IL-2 and TGF-β meet."
    assert (evidence["source_api"], evidence["pmid"]) == ("claimgraph", "7")
    assert evidence["epistemics"] == {"negated": True, "hypothesis": True}
    assert one(tmp_path, "increases", aspect="activity")["evidence"][0]["epistemics"] == {}


def test_a_complex_and_a_conversion_have_their_agents_in_lists(tmp_path: Path) -> None:
    assert [member["name"] for member in one(tmp_path, "binds")["members"]] == ["TGFB", "IL2"]
    said = one(tmp_path, "converts_to")
    assert ([a["name"] for a in said["obj_from"]], [a["name"] for a in said["obj_to"]]) == (["IL2"], ["TGFB"])


def test_what_has_no_counterpart_is_left_out(tmp_path: Path) -> None:
    graph = assemble([*claims_of(trial()), *claims_of(review())])
    types = [statement["type"] for statement in written(graph, tmp_path)]
    assert types == ["IncreaseAmount", "Inhibition"]  # of eight edges: IL-2 and Tregs, X9 and hypotension


@pytest.mark.parametrize("predicate", ["treats", "causes", "associated_with", "regulates", "is_a"])
def test_these_predicates_have_none(predicate: str) -> None:
    node = Node(key="a", id=None, name="a", type="GeneOrGeneProduct")
    assert reading_of(Statement("a", predicate, "b"), node, node) is None


def test_the_table_is_in_our_words_and_in_theirs() -> None:
    for predicate, aspect, statement, subject, target, *types in read_mapping("indra_statements.tsv"):
        assert predicate in PREDICATES
        assert aspect in (*ASPECTS, "-", "*")
        assert {subject, target} == AGENTS[statement]
        assert {kind for given in types for kind in given.split()} <= {*ENTITY_TYPES, "*"}
    assert CONCEPTS  # the samples' names, on which the tests above stand
