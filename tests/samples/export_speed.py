"""Measures the exports of a store: time, peak memory and size, each in a process of its own.

    python tests/samples/export_speed.py claims.db                          # every format
    python tests/samples/export_speed.py claims.db graphml                  # some
    python tests/samples/export_speed.py claims.db --beside-others          # GraphML beside networkx and igraph

The last writes the same graph with our writer from the store, with networkx and with igraph from memory, in one
process, one after the other; what is measured is processor time.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.formats.catalog import FORMATS, write_graph
from claimgraph.graphs.formats.graphml import write_graphml


def measure(store: str, name: str) -> str:
    """Export a store in one format, here and now."""
    with tempfile.TemporaryDirectory() as folder, ClaimStore.open(store) as claims:
        path = Path(folder, f"g{FORMATS[name].endings[0]}")
        begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        wall, processor = time.perf_counter(), time.process_time()
        write_graph(claims, path)
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        size = sum(f.stat().st_size for f in ([path] if path.is_file() else path.iterdir()))
    return (
        f"| {name} | {wall:.1f} | {processor:.1f} | {peak / 1024:,.0f} | {(peak - begun) / 1024:,.0f} "
        f"| {size / 1e6:,.1f} |"
    )


def beside_others(store: str) -> list[str]:
    """GraphML of the same graph by three writers."""
    import igraph  # noqa: PLC0415
    import networkx as nx  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder, ClaimStore.open(store) as claims:
        path = Path(folder, "ours.graphml")
        taken = {"claimgraph, from the store": _timed(lambda: write_graphml(claims, path))}
        graph = nx.read_graphml(path, force_multigraph=True)
        size = f"{len(graph):,} nodes, {graph.number_of_edges():,} edges"
        taken["claimgraph, from memory"] = _timed(lambda: write_graphml(graph, Path(folder, "a")))
        taken["networkx"] = _timed(lambda: nx.write_graphml(graph, Path(folder, "b")))
        graph.clear()  # room for the next
        other = igraph.Graph.Read_GraphML(str(path))
        taken["igraph"] = _timed(lambda: other.write_graphml(str(Path(folder, "c"))))
    rows = (f"| {name} | {s:.2f} | {s / taken['networkx']:.2f} |" for name, s in taken.items())
    return [size, *rows]


def _timed(write: Callable[[], object]) -> float:
    before = time.process_time()
    write()
    return time.process_time() - before


if __name__ == "__main__":
    store, *rest = sys.argv[1:]
    if rest == ["--beside-others"]:
        lines = beside_others(store)
    elif rest[:1] == ["--here"]:
        lines = [measure(store, rest[1])]
    else:
        lines = []
        for name in rest or FORMATS:
            command = [sys.executable, __file__, store, "--here", name]
            done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)
            lines.append(done.stdout.strip())
    print("\n".join(lines))  # noqa: T201
