"""The command `claimgraph export`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from claimgraph.commands.options import GraphFormatName, Store, one_of


def export(
    store: Store,
    output: Annotated[
        Path,
        typer.Argument(
            metavar="OUT",
            help="The file or folder to write, its ending tells the format; .gz packs a file, - is standard output.",
        ),
    ],
    name: GraphFormatName = None,
    edges: Annotated[
        str | None,
        typer.Option(
            help="GraphML: an edge is one of the statements (distinct claims, the default) or of the claims.",
            callback=one_of(("statements", "claims")),
            show_default=False,
        ),
    ] = None,
    evidence: Annotated[
        str | None,
        typer.Option(
            help="GraphML: the sentences are inside (the default), apart in OUT.evidence.jsonl, or none.",
            callback=one_of(("inside", "apart", "none")),
            show_default=False,
        ),
    ] = None,
    yed: Annotated[bool, typer.Option("--yed", help="GraphML: add the labels that yEd shows.")] = False,
) -> None:
    """Export a store's graph in the format that the ending of OUT, or --format, tells.

    \b
    graphml    .graphml     networkx, igraph, rustworkx, Cytoscape, Gephi, yEd
    node-link  .json        networkx, D3
    kgx        .kgx         tables of the Biolink Model, a folder
    kgx-jsonl  .kgx-jsonl   the same as JSON lines, a folder
    neo4j      .neo4j       tables for Neo4j's bulk import, a folder
    parquet    .parquet     DuckDB, pandas, Polars, a folder
    indra      .indra.json  INDRA statements, of the claims that have a counterpart
    cx2        .cx2         NDEx, Cytoscape
    turtle     .ttl         RDF
    trig       .trig        RDF, nanopublications
    html       .html        a page for a browser; claimgraph view has its options

    The first four can be read back by `claimgraph import`.

    \b
    Examples:
      claimgraph export claims.db graph.graphml
      claimgraph export claims.db graph.kgx
      claimgraph export claims.db claims.graphml.gz --edges claims --evidence apart
    """
    from claimgraph.console import counted
    from claimgraph.errors import GraphFormatError
    from claimgraph.extract.store import ClaimStore
    from claimgraph.extract.written_files import files_of_store
    from claimgraph.graphs.formats.catalog import format_of, write_graph

    if str(output) != "-" and os.path.realpath(output) in files_of_store(store):
        raise typer.BadParameter(f"{output} is the store itself")
    try:
        chosen = format_of(output, name)
    except GraphFormatError as error:
        raise typer.BadParameter(f"{error}{'' if name else ', or give its --format'}") from None
    given: dict[str, Any] = {"edges": edges, "evidence": evidence, "yed": yed or None}
    options = {option: value for option, value in given.items() if value is not None}
    if options and chosen.name != "graphml":
        raise typer.BadParameter(f"--{next(iter(options))} is for GraphML, not for {chosen.name}")
    with ClaimStore.open(store) as claims, claims.snapshot():
        write_graph(claims, output, name=chosen.name, **options)
        counts = claims.counts()
    if chosen.name == "indra":
        typer.echo(
            f"{output}: of {counted(counts['statements'], 'edge')} those that INDRA has statements for",
            err=True,
        )
        return
    if chosen.name == "html":
        typer.echo(f"{output}: a page; claimgraph view tells and chooses what it holds", err=True)
        return
    n_edges = counts["claims" if edges == "claims" else "statements"]
    typer.echo(f"{output}: {counted(counts['nodes'], 'node')}, {counted(n_edges, 'edge')}", err=True)
