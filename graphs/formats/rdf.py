"""RDF in the terms of the Biolink Model: Turtle, and nanopublications in TriG.

A node is an instance of its category; a distinct claim is a `biolink:Association`, never a bare triple, so that
what is denied or only possible is not asserted; each claim behind it is a `prov:Entity` with its sentence. What
has no IRI of its own gets one under a host that does not exist: no other file will use it by mistake.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

import networkx as nx

from claimgraph.extract.statement import Node, Support
from claimgraph.extract.store import ClaimStore
from claimgraph.extract.vocabulary import PREDICATES, SIGNED_PREDICATES, TYPE_CATEGORIES
from claimgraph.graphs.formats.rdf_terms import Pair, described, header, known, literal, resource
from claimgraph.graphs.formats.rows import StatedEdge, rows_of
from claimgraph.graphs.schema import statement_label
from claimgraph.version import __version__
from claimgraph.whole_file import open_whole


def write_turtle(source: nx.DiGraph[Any] | ClaimStore, path: Path | str) -> None:
    """Write a claim graph as Turtle; raises `GraphFormatError`."""
    with rows_of(source) as rows, open_whole(path) as stream:
        _put(stream, header())
        for node in rows.concepts():
            _put(stream, _node(node))
        for edge in rows.stated():
            derived = [("prov:wasDerivedFrom", _claim_name(support)) for support in edge.supports]
            _put(stream, described(_edge_name(edge.key), [*_association(edge), *derived]))
            for support in edge.supports:
                _put(stream, described(_claim_name(support), _claim(support)))


def write_trig(source: nx.DiGraph[Any] | ClaimStore, path: Path | str) -> None:
    """Write a claim graph as one nanopublication a distinct claim; raises `GraphFormatError`.

    The assertion says what is claimed, the provenance which sentences of which articles it comes from, the
    publication info what made it. They have no trusty URIs and are not signed. Nodes stand in the default graph.
    """
    with rows_of(source) as rows, open_whole(path) as stream:
        _put(stream, header())
        for node in rows.concepts():
            _put(stream, _node(node))
        for edge in rows.stated():
            _put(stream, _nanopublication(edge))


def _put(stream: BinaryIO, text: str) -> None:
    stream.write(text.encode())


def _nanopublication(edge: StatedEdge) -> str:
    name = resource(f"np:{edge.key}")
    parts = {part: f"{name[:-1]}#{part}>" for part in ("head", "assertion", "provenance", "pubinfo")}
    assertion = parts["assertion"]
    head = [
        ("rdf:type", "np:Nanopublication"),
        ("np:hasAssertion", assertion),
        ("np:hasProvenance", parts["provenance"]),
        ("np:hasPublicationInfo", parts["pubinfo"]),
    ]
    derived = [("prov:wasDerivedFrom", _claim_name(support)) for support in edge.supports]
    made = [
        ("prov:wasAttributedTo", _software()),
        ("dcterms:description", literal("read from abstracts by software")),
    ]
    graphs = {
        "head": described(name, head),
        "assertion": described(_edge_name(edge.key), _association(edge)),
        "provenance": described(assertion, [*derived, ("prov:wasAttributedTo", _software())])
        + "".join(described(_claim_name(support), _claim(support)) for support in edge.supports),
        "pubinfo": described(name, made),
    }
    return "".join(f"{parts[part]} {{\n{text}}}\n" for part, text in graphs.items())


def _node(node: Node) -> str:
    category = TYPE_CATEGORIES.get(node.type, "biolink:NamedThing")
    pairs = [("rdf:type", category), ("rdfs:label", literal(node.name))]
    pairs += [("skos:closeMatch", resource(xref)) for xref in node.xrefs]
    return described(resource(node.key), pairs)


def _association(edge: StatedEdge) -> list[Pair]:
    statement = edge.statement
    signed = statement.predicate in SIGNED_PREDICATES
    publications = sorted({support.document for support in edge.supports})
    return [
        ("rdf:type", "biolink:Association"),
        ("rdfs:label", literal(statement_label(statement))),
        ("biolink:subject", resource(statement.subject)),
        ("biolink:predicate", PREDICATES.get(statement.predicate, "biolink:related_to")),
        ("biolink:object", resource(statement.object)),
        ("biolink:negated", literal(statement.polarity == "negated")),
        *([("biolink:qualified_predicate", "biolink:causes")] if signed else []),
        *known(
            (
                ("biolink:object_direction_qualifier", statement.direction),
                ("claims:aspect", statement.aspect),
                ("claims:predicate", statement.predicate),
            )
        ),
        *(("biolink:publications", resource(document)) for document in publications),
        *known([("biolink:has_confidence_score", edge.belief)]),
        ("biolink:knowledge_level", literal("not_provided")),
        ("biolink:agent_type", literal("text_mining_agent")),
    ]


def _claim(support: Support) -> list[Pair]:
    return [
        ("rdf:type", "prov:Entity"),
        ("prov:value", literal(support.sentence)),
        ("prov:wasQuotedFrom", resource(support.document)),
        *known(
            (
                ("claims:start", support.start),
                ("claims:end", support.end),
                ("claims:section", support.section),
                ("claims:certainty", support.certainty),
                ("claims:kind", support.kind),
                ("claims:score", float(support.score)),
                ("claims:extractor", support.extractor or None),
            )
        ),
        *(("claims:context", literal(f"{said.role}: {said.text}")) for said in support.context),
    ]


def _edge_name(key: str) -> str:
    return resource(f"edge:{key}")


def _claim_name(support: Support) -> str:
    return resource(f"claim:{support.claim}")


def _software() -> str:
    return resource(f"software:claimgraph-{__version__}")
