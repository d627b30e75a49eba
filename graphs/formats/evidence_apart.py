"""Evidence in a file of its own: JSON lines, one an edge, beside the graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from claimgraph.errors import GraphFormatError
from claimgraph.extract.statement import Support
from claimgraph.graphs.formats.claim_rows import supports_in
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


def evidence_in(lines: Iterator[bytes], *, where: str) -> dict[str, list[dict[str, Any]]]:
    """Evidence by edge id, as the attribute of an edge has it; raises `GraphFormatError` that names the line."""
    found = {}
    for number, line in enumerate(lines, start=1):
        try:
            read = _decoder.decode(line)
        except (msgspec.DecodeError, UnicodeError) as error:
            raise GraphFormatError(f"{where}, line {number}: {error}") from None
        found[read.edge] = msgspec.to_builtins(read.evidence)
    return found
