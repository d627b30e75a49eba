"""The formats of graphs: by what endings they are known, who writes and reads them, and what they are for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from claimgraph.errors import GraphFormatError

if TYPE_CHECKING:
    import networkx as nx

    from claimgraph.extract.store import ClaimStore

_PACKAGE = "claimgraph.graphs.formats"


class GraphFormat(msgspec.Struct, frozen=True, kw_only=True):
    """A format; `writer` and `reader` are "module:function" from this package on, `extra` is what writing needs."""

    name: str
    endings: tuple[str, ...]
    meaning: str
    writer: str
    reader: str | None = None
    extra: str | None = None
    folder: bool = False


FORMATS: dict[str, GraphFormat] = {
    known.name: known
    for known in (
        GraphFormat(
            name="graphml",
            endings=(".graphml", ".graphml.gz"),
            meaning="GraphML, for networkx, igraph, rustworkx, Cytoscape, Gephi and yEd",
            writer="graphml:write_graphml",
            reader="graphml_read:read_graphml",
        ),
        GraphFormat(
            name="node-link",
            endings=(".json", ".json.gz"),
            meaning="node-link JSON, for networkx, D3 and other libraries of the web",
            writer="node_link:write_node_link",
            reader="node_link:read_node_link",
        ),
        GraphFormat(
            name="kgx",
            endings=(".kgx",),
            meaning="KGX tables of the Biolink Model, in a folder",
            writer="kgx:write_kgx_tsv",
            reader="kgx_read:read_kgx_tsv",
            folder=True,
        ),
        GraphFormat(
            name="kgx-jsonl",
            endings=(".kgx-jsonl",),
            meaning="KGX as JSON lines, in a folder",
            writer="kgx:write_kgx_jsonl",
            reader="kgx_read:read_kgx_jsonl",
            folder=True,
        ),
        GraphFormat(
            name="neo4j",
            endings=(".neo4j",),
            meaning="tables for Neo4j's bulk import, in a folder",
            writer="neo4j_csv:write_neo4j_csv",
            folder=True,
        ),
        GraphFormat(
            name="parquet",
            endings=(".parquet",),
            meaning="Parquet for DuckDB, pandas and Polars, in a folder",
            writer="parquet:write_parquet",
            extra="analysis",
            folder=True,
        ),
        GraphFormat(
            name="indra",
            endings=(".indra.json", ".indra.json.gz"),
            meaning="INDRA statements, of the claims that have a counterpart",
            writer="indra:write_indra",
        ),
        GraphFormat(
            name="cx2",
            endings=(".cx2", ".cx2.gz"),
            meaning="CX2, for NDEx and Cytoscape",
            writer="cx2:write_cx2",
        ),
        GraphFormat(
            name="turtle",
            endings=(".ttl", ".ttl.gz"),
            meaning="RDF in the terms of the Biolink Model",
            writer="rdf:write_turtle",
        ),
        GraphFormat(
            name="trig",
            endings=(".trig", ".trig.gz"),
            meaning="RDF as nanopublications, each claim with its provenance",
            writer="rdf:write_trig",
        ),
        GraphFormat(
            name="html",
            endings=(".html",),
            meaning="a page to look at, search and read, for a browser",
            writer=".viewer.page:write_page",
        ),
    )
}


def format_of(path: Path | str, name: str | None = None) -> GraphFormat:
    """Give the format of that name, else the one that the ending of a path tells; raises `GraphFormatError`."""
    if name is not None:
        if name not in FORMATS:
            raise GraphFormatError(f"no format is called {name!r}; there are {', '.join(FORMATS)}")
        return FORMATS[name]
    if str(path) == "-":
        return FORMATS["graphml"]
    fitting = [
        (len(ending), known)
        for known in FORMATS.values()
        for ending in known.endings
        if Path(path).name.lower().endswith(ending)
    ]
    if not fitting:
        endings = ", ".join(known.endings[0] for known in FORMATS.values())
        raise GraphFormatError(f"{path}: the ending tells no format; end it with one of {endings}")
    return max(fitting, key=lambda fit: fit[0])[1]


def write_graph(
    source: nx.DiGraph[Any] | ClaimStore, path: Path | str, *, name: str | None = None, **options: Any
) -> None:
    """Write a graph or a store in a format, by name or by the path's ending; `options` are the writer's own."""
    chosen = format_of(path, name)
    if str(path) == "-" and chosen.folder:
        raise GraphFormatError(f"{chosen.name} is a folder of files: it can't go to standard output")
    _function(chosen.writer)(source, path, **options)


def read_graph(path: Path | str, *, name: str | None = None) -> nx.MultiDiGraph[str]:
    """Read a graph that `write_graph` wrote, as far as its format can be read.

    Evidence that lies apart is put back. Raises `GraphFormatError`.
    """
    from claimgraph.graphs.formats.evidence_apart import put_evidence_back  # noqa: PLC0415

    chosen = format_of(path, name)
    if chosen.reader is None:
        readable = ", ".join(known.name for known in FORMATS.values() if known.reader)
        raise GraphFormatError(f"{path}: {chosen.name} is only written; {readable} can be read back")
    graph: nx.MultiDiGraph[str] = _function(chosen.reader)(path)
    put_evidence_back(graph, path)
    return graph


def _function(place: str) -> Callable[..., Any]:
    module, _, name = place.partition(":")
    function: Callable[..., Any] = getattr(import_module(f".{module}", _PACKAGE), name)
    return function
