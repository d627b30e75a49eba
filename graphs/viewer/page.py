"""Writes a graph as one HTML page that needs nothing else: no network, no server, no other file."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from importlib.resources import files
from pathlib import Path

import networkx as nx

from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.viewer.content import PageContent, as_script
from claimgraph.graphs.viewer.first_picture import Rank, first_nodes, ranked_edges
from claimgraph.graphs.viewer.gather import gather
from claimgraph.graphs.viewer.labels import node_box, short_label
from claimgraph.graphs.viewer.layout import layout
from claimgraph.graphs.viewer.links import links_between
from claimgraph.graphs.viewer.marks import marks
from claimgraph.graphs.viewer.part import Part, part_of
from claimgraph.version import __version__
from claimgraph.whole_file import open_whole

CONCEPTS, CLAIMS, SENTENCES = 3000, 12_000, 20  # that a page holds at most; sentences are those of a claim
NODES = 50  # that it draws at first
_LINES = 1.6  # drawn claims a node

# What the page is made of, in order; the scripts share one scope.
LIBRARY = "cytoscape.min.js"
SCRIPTS = (
    "elements.js",
    "data.js",
    "filters.js",
    "appearance.js",
    "picture.js",
    "sentences.js",
    "details.js",
    "table.js",
    "search.js",
    "legend.js",
    "start.js",
)
_SLOT = re.compile(r"\{slot:(\w+)\}")


def write_page(
    source: nx.MultiDiGraph[str] | ClaimStore,
    path: Path | str,
    *,
    title: str | None = None,
    about: str | None = None,
    depth: int = 2,
    nodes: int = NODES,
    by: Rank = "claims",
    concepts: int = CONCEPTS,
    claims: int = CLAIMS,
) -> PageContent:
    """Write a store's graph, or one that `graphs.build.assemble` made, and give what the page holds.

    The page holds at most so many `concepts` and distinct `claims`: the most claimed, or those within `depth`
    steps of the entity `about`; it says how many there are in all. It draws at most so many `nodes` at first,
    the most claimed or the best believed ("belief"); the others come when they are asked for. The file appears
    whole or not at all; the same input gives the same bytes. Raises `UnknownEntity`, `GraphFormatError`.
    """
    part = part_of(source, about=about, depth=depth, concepts=concepts, claims=claims)
    first = first_nodes(part, limit=nodes, by=by)
    places = layout(
        links_between(part.graph, first),
        {
            node: node_box(short_label(data.get("name", node)), data.get("n_claims", 0))
            for node, data in part.graph.nodes(data=True)
            if node in set(first)
        },
    )
    content = gather(
        part,
        ranked_edges(part.graph, by),
        places,
        title=title or _title(part),
        lines=round(_LINES * len(first)),
        sentences=SENTENCES,
    )
    with open_whole(path) as stream:
        stream.write(page_of(content).encode("utf-8"))
    return content


def page_of(content: PageContent) -> str:
    """The page as text; its policy lets run the page's own scripts and nothing else."""
    style = _part("page.css")
    scripts = [_part(LIBRARY), "(() => {\n'use strict';\n" + "".join(map(_part, SCRIPTS)) + "})();\n"]
    slots = {
        "policy": _policy([style, _part("cytoscape.css")], scripts),
        "title": html.escape(_writable(content.title)),
        "version": html.escape(__version__),
        "style": style,
        "cytoscape_style": _part("cytoscape.css"),
        "data": as_script(content, marks()),
        "library": scripts[0],
        "program": scripts[1],
    }
    return _SLOT.sub(lambda slot: slots[slot[1]], _part("page.html"))


def _policy(styles: list[str], scripts: list[str]) -> str:
    allowed = [" ".join(map(_hash, texts)) for texts in (scripts, styles)]
    return f"default-src 'none'; script-src {allowed[0]}; style-src {allowed[1]}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _title(part: Part) -> str:
    names = [str(part.graph.nodes[node].get("name", node)) for node in part.about[:1]]
    return f"Claims about {names[0]}" if names else "Claims"


def _writable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
