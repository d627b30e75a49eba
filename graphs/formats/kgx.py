"""KGX, the exchange format of the Biolink Model: a folder of nodes and edges as tables or as JSON lines.

Biolink's own properties stand first; those that it does not know (`predicate_of_claim`, `aspect`, `belief`,
`evidence`, …) keep what it can't say, so that the graph can be read back.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx

from claimgraph.extract.statement import Node
from claimgraph.extract.store import ClaimStore
from claimgraph.extract.vocabulary import PREDICATES, SIGNED_PREDICATES, TYPE_CATEGORIES
from claimgraph.graphs.formats.folders import graph_folder
from claimgraph.graphs.formats.hidden import NOT_IN_ROWS, hidden
from claimgraph.graphs.formats.identifiers import biolink_curie, read_mapping
from claimgraph.graphs.formats.json_text import packed_json
from claimgraph.graphs.formats.rows import Rows, StatedEdge, rows_of

NODE_COLUMNS = ("id", "category", "name", "xref", "type", "n_claims", "n_documents")
EDGE_COLUMNS = (
    *("id", "subject", "predicate", "object", "category", "negated"),
    *("qualified_predicate", "object_aspect_qualifier", "object_direction_qualifier"),
    *("publications", "has_confidence_score", "primary_knowledge_source", "knowledge_level", "agent_type"),
    *("predicate_of_claim", "aspect", "evidence"),
)
SOURCE = "infores:claimgraph"
_SIGNED = "biolink:causes"  # what Biolink has `affects` qualified by, where the change has a direction


def write_kgx_tsv(source: nx.DiGraph[Any] | ClaimStore, path: Path | str) -> None:
    """Write a claim graph as the tables `nodes.tsv` and `edges.tsv` in a folder; raises `GraphFormatError`.

    Lists are joined by "|"; characters that end a row or cell are written as in `hidden`.
    """
    with rows_of(source) as rows, graph_folder(path, ("nodes.tsv", "edges.tsv")) as folder:
        for name, columns, values in _parts(rows):
            with (folder / f"{name}.tsv").open("wb") as stream:
                stream.write(("\t".join(columns) + "\n").encode())
                for value in values:
                    stream.write(("\t".join(_cell(value.get(column)) for column in columns) + "\n").encode())


def write_kgx_jsonl(source: nx.DiGraph[Any] | ClaimStore, path: Path | str) -> None:
    """Write a claim graph as `nodes.jsonl` and `edges.jsonl` in a folder; raises `GraphFormatError`."""
    with rows_of(source) as rows, graph_folder(path, ("nodes.jsonl", "edges.jsonl")) as folder:
        for name, _, values in _parts(rows):
            with (folder / f"{name}.jsonl").open("wb") as stream:
                for value in values:
                    said = {key: held for key, held in value.items() if held is not None}
                    stream.write(packed_json(said) + b"\n")


def _parts(rows: Rows) -> Iterator[tuple[str, tuple[str, ...], Iterator[dict[str, Any]]]]:
    yield "nodes", NODE_COLUMNS, map(_node, rows.concepts())
    yield "edges", EDGE_COLUMNS, map(_edge, rows.stated())


@cache
def _aspects() -> dict[str, str]:
    return {row[0]: row[1] for row in read_mapping("biolink_aspects.tsv")}


def _node(node: Node) -> dict[str, Any]:
    return {
        "id": biolink_curie(node.key),
        "category": [TYPE_CATEGORIES.get(node.type, "biolink:NamedThing")],
        "name": node.name,
        "xref": [biolink_curie(xref) for xref in node.xrefs],
        "type": node.type,
        "n_claims": node.n_claims,
        "n_documents": node.n_documents,
    }


def _edge(edge: StatedEdge) -> dict[str, Any]:
    statement, supports = edge.statement, edge.supports
    signed = statement.predicate in SIGNED_PREDICATES
    return {
        "id": edge.key,
        "subject": biolink_curie(statement.subject),
        "predicate": PREDICATES.get(statement.predicate, "biolink:related_to"),
        "object": biolink_curie(statement.object),
        "category": ["biolink:Association"],
        "negated": statement.polarity == "negated",
        "qualified_predicate": _SIGNED if signed else None,
        "object_aspect_qualifier": _aspects().get(statement.aspect or ""),
        "object_direction_qualifier": statement.direction,
        "publications": sorted({biolink_curie(support.document) for support in supports}),
        "has_confidence_score": edge.belief,
        "primary_knowledge_source": SOURCE,
        "knowledge_level": "not_provided",  # what Translator's text-mined sources say
        "agent_type": "text_mining_agent",
        "predicate_of_claim": statement.predicate,
        "aspect": statement.aspect,
        "evidence": supports,
    }


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return hidden(value, NOT_IN_ROWS)
        case list() if all(isinstance(item, str) for item in value):
            return hidden("|".join(value), NOT_IN_ROWS)
        case list():
            return hidden(packed_json(value).decode(), NOT_IN_ROWS)
    return str(value)
