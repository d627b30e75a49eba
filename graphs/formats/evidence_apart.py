"""Evidence in a file of its own: JSON lines, one an edge, beside the graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec
import networkx as nx

from claimgraph.errors import GraphFormatError
from claimgraph.extract.statement import Support
from claimgraph.graphs.formats.claim_values import supports_in
from claimgraph.graphs.formats.reading import opened
from claimgraph.graphs.formats.rows import EdgeRow


class EdgeEvidence(msgspec.Struct, frozen=True):
    """The claims behind the edge of that id."""

    edge: str
    evidence: list[Support]


_decoder = msgspec.json.Decoder(EdgeEvidence)


def evidence_beside(path: Path | str) -> Path:
    """Where the evidence of a graph's file lies: for `graph.graphml.gz` in `graph.evidence.jsonl.gz`."""
    if str(path) == "-":
        raise GraphFormatError("on standard output there is no place beside the graph for its evidence")
    path = Path(path)
    packed = ".gz" if path.suffix == ".gz" else ""
    return path.with_name(f"{Path(path.name.removesuffix('.gz')).stem}.evidence.jsonl{packed}")


def kept_apart(edges: Iterator[EdgeRow], stream: BinaryIO) -> Iterator[EdgeRow]:
    """Pass edges on, and write the evidence of each to `stream`."""
    for row in edges:
        stream.write(msgspec.json.encode(EdgeEvidence(row[2], supports_in(row[2], row[3]))) + b"\n")
        yield row


def put_evidence_back(graph: nx.MultiDiGraph[str], path: Path | str) -> None:
    """Give the edges of a graph that was read from `path` the evidence that lies beside, where they have none.

    Raises `GraphFormatError` that names the line.
    """
    beside = evidence_beside(path)
    if not beside.is_file():
        return
    if any("evidence" in data or "sentence" in data for *_, data in graph.edges(data=True)):
        return
    edges = {key: data for _, _, key, data in graph.edges(keys=True, data=True)}
    with opened(beside) as stream:
        for number, line in enumerate(stream, start=1):
            try:
                read = _decoder.decode(line)
            except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
                raise GraphFormatError(f"line {number}: {error}") from None
            if read.edge not in edges:
                raise GraphFormatError(f"line {number}: the graph has no edge {read.edge!r}")
            edges[read.edge]["evidence"] = msgspec.to_builtins(read.evidence)
