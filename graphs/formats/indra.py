"""INDRA statements as JSON, for INDRA's assembly and models.

`mappings/indra_statements.tsv` tells what each claim is there; claims that INDRA has no statement for (treats,
causes, associations, …) are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import networkx as nx

from claimgraph.extract.statement import Node, Statement, Support
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.formats.identifiers import indra_reference, read_mapping
from claimgraph.graphs.formats.json_text import packed_json
from claimgraph.graphs.formats.rows import StatedEdge, rows_of
from claimgraph.whole_file import open_whole

_ANY = "*"
_IN_LISTS = ("members", "obj_from", "obj_to")  # roles that several agents may have


class Reading(msgspec.Struct, frozen=True):
    """A row of the table: the statement that a predicate and aspect are between entities of some types."""

    predicate: str
    aspect: str
    statement: str
    subject_role: str
    object_role: str
    subject_types: str
    object_types: str

    def fits(self, statement: Statement, subject: Node, target: Node) -> bool:
        """Whether a statement between these nodes is meant."""
        return (
            self.predicate == statement.predicate
            and self.aspect in (_ANY, statement.aspect or "-")
            and (self.subject_types == _ANY or subject.type in self.subject_types.split())
            and (self.object_types == _ANY or target.type in self.object_types.split())
        )


def write_indra(source: nx.DiGraph[Any] | ClaimStore, path: Path | str) -> None:
    """Write the claims of a store or claim graph that have a counterpart as a JSON array of INDRA statements.

    Each has its belief and, for every claim, an evidence with the sentence; denial and hedging stand in its
    epistemics ("negated", "hypothesis"). The nodes are held in memory. Raises `GraphFormatError`.
    """
    with rows_of(source) as rows, open_whole(path) as stream:
        nodes = {node.key: node for node in rows.concepts()}
        between = b"[\n"
        for edge in rows.stated():
            statement = edge.statement
            reading = reading_of(statement, nodes[statement.subject], nodes[statement.object])
            if reading is not None:
                said = _statement(reading, edge, nodes)
                stream.write(between + packed_json(said))
                between = b",\n"
        stream.write(b"\n]\n" if between == b",\n" else b"[]\n")


def reading_of(statement: Statement, subject: Node, target: Node) -> Reading | None:
    """What a statement is in INDRA; None where it has no counterpart."""
    rows = _readings().get(statement.predicate, ())
    return next((row for row in rows if row.fits(statement, subject, target)), None)


@cache
def _readings() -> dict[str, list[Reading]]:
    readings: dict[str, list[Reading]] = {}
    for row in read_mapping("indra_statements.tsv"):
        readings.setdefault(row[0], []).append(Reading(*row))
    return readings


def _statement(reading: Reading, edge: StatedEdge, nodes: Mapping[str, Node]) -> dict[str, Any]:
    statement = edge.statement
    said: dict[str, Any] = {"type": reading.statement}
    for role, end in ((reading.subject_role, statement.subject), (reading.object_role, statement.object)):
        agent = _agent(nodes[end])
        if role in _IN_LISTS:
            said.setdefault(role, []).append(agent)
        else:
            said[role] = agent
    if reading.statement in ("Activation", "Inhibition"):
        said["obj_activity"] = "activity"
    return {
        **said,
        "belief": edge.belief,
        "evidence": [_evidence(statement, support) for support in edge.supports],
        "id": edge.key,
    }


def _agent(node: Node) -> dict[str, Any]:
    references = {"TEXT": node.name}
    for curie in (
        *node.xrefs[::-1],
        *([node.id] if node.id else []),
    ):  # of two in a namespace the first holds
        if (known := indra_reference(curie)) is not None:
            references[known[0]] = known[1]
    return {"name": node.name, "db_refs": references}


def _evidence(statement: Statement, support: Support) -> dict[str, Any]:
    epistemics: dict[str, Any] = {}
    if statement.polarity == "negated":
        epistemics["negated"] = True
    if support.certainty != "certain":
        epistemics["hypothesis"] = True
    if support.section == "TITLE":
        epistemics["section_type"] = "title"
    references = {
        name: value for name, value in (("PMID", support.pmid), ("DOI", support.doi)) if value is not None
    }
    return {
        "source_api": "claimgraph",
        "source_id": support.claim,
        "text": support.sentence,
        "text_refs": references,
        "epistemics": epistemics,
        "annotations": {
            "document": support.document,
            "found_by": support.extractor,
            "certainty": support.certainty,
            "kind": support.kind,
            "context": support.context,
        },
        **({"pmid": support.pmid} if support.pmid else {}),
    }
