"""The neighbourhood of an entity as a figure: its best claims, drawn as the page draws them."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx

from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.plots.drawn_claims import Spot, draw_claim, draw_concept
from claimgraph.graphs.plots.figure import QUIET, written_figure
from claimgraph.graphs.viewer.drawn_lines import Line, drawn
from claimgraph.graphs.viewer.first_picture import Edge, Rank, first_nodes, ranked_edges
from claimgraph.graphs.viewer.labels import LETTER, LINE, label_lines, node_box, node_size, short_label
from claimgraph.graphs.viewer.layout import Point, layout
from claimgraph.graphs.viewer.links import links_between
from claimgraph.graphs.viewer.marks import SignMark, marks
from claimgraph.graphs.viewer.part import part_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_CONCEPTS, _CLAIMS = 1000, 5000  # looked at
_LINES = 1.5  # drawn claims a concept
_ROOM = 4.0  # of the picture, in areas of its concepts with their labels
_SIZE = 0.7  # of a node, by that of the page
_INCH = 100.0  # pixels
_NARROWEST = 730.0  # pixels: the legend's
_LEGEND_ROW = 22.0  # pixels


def plot_neighbourhood(
    source: nx.MultiDiGraph[str] | ClaimStore,
    path: Path | str,
    *,
    about: str,
    depth: int = 1,
    nodes: int = 25,
    by: Rank = "claims",
) -> int:
    """Draw an entity (name, synonym or identifier) with at most so many concepts; gives how many claims are drawn.

    Claims of the entity come first, for each pair one of a sign and polarity, in all half as many again as concepts.
    Raises `UnknownEntity`, `MissingExtra`.
    """
    part = part_of(source, about=about, depth=depth, concepts=_CONCEPTS, claims=_CLAIMS)
    shown = first_nodes(part, limit=nodes, by=by)
    boxes = {
        node: node_box(short_label(data.get("name", node)), data.get("n_claims", 0))
        for node, data in part.graph.nodes(data=True)
        if node in set(shown)
    }
    places = layout(links_between(part.graph, shown), boxes, room=_ROOM)
    edges = _few(
        part.graph, ranked_edges(part.graph, by), set(shown), set(part.about), round(_LINES * len(shown))
    )
    width = max(x + boxes[node][0] / 2 for node, (x, _) in places.items()) + 20
    height = max(y + boxes[node][1] / 2 for node, (_, y) in places.items()) + 20
    signs = [one for one in marks().signs if any(_sign(part.graph, edge) is one for edge in edges)]
    types = list(dict.fromkeys(marks().of_type(part.graph.nodes[node].get("type")).name for node in shown))
    width = max(width, _NARROWEST)
    full = height + (_legend_rows(signs, types) + 1) * _LEGEND_ROW
    with written_figure(path, width=width / _INCH, height=full / _INCH) as figure:
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(-20, width), ylim=(full, -10))
        axes.set_axis_off()
        _draw(axes, part.graph, edges, places, set(part.about))
        _legend(axes, signs, types, top=height + _LEGEND_ROW / 2, width=width)
    return len(edges)


def _few(
    graph: nx.MultiDiGraph[str], edges: list[Edge], shown: set[str], about: set[str], limit: int
) -> list[Edge]:
    """The edges that are drawn, of those between the concepts shown; those at the entity come first."""
    inside = [edge for edge in edges if edge[0] in shown and edge[1] in shown]
    inside.sort(key=lambda edge: about.isdisjoint(edge[:2]))  # else in their order
    lines = [
        Line(number, *edge[:2], _sign(graph, edge).name, _denied(graph, edge))
        for number, edge in enumerate(inside)
    ]
    return [inside[line.number] for line in drawn(lines, limit)]


def _draw(
    axes: Axes, graph: nx.MultiDiGraph[str], edges: list[Edge], places: dict[str, Point], about: set[str]
) -> None:
    parallel = Counter(frozenset(edge[:2]) for edge in edges)
    beside: Counter[frozenset[str]] = Counter()
    sizes = {node: _SIZE * node_size(graph.nodes[node].get("n_claims", 0)) for node in places}
    labels = {node: label_lines(short_label(graph.nodes[node].get("name", node))) for node in places}

    def room(node: str, other: str, *, tip: bool) -> float:
        way = (places[other][0] - places[node][0], places[other][1] - places[node][1])
        return _outside(way, sizes[node] / 2, labels[node] if tip else []) + 2

    for edge in edges:
        one, other, _ = edge
        sign, pair = _sign(graph, edge), frozenset(edge[:2])
        bend = beside[pair] - (parallel[pair] - 1) / 2
        beside[pair] += 1
        draw_claim(
            axes,
            sign,
            places[one],
            places[other],
            room=(room(one, other, tip=sign.both), room(other, one, tip=sign.arrow != "none")),
            denied=_denied(graph, edge),
            belief=graph.edges[edge].get("belief", 0.5),
            bend=bend if one < other else -bend,  # the side is that of the pair, not of the direction
        )
    for node, at in places.items():
        mark = marks().of_type(graph.nodes[node].get("type"))
        draw_concept(axes, mark, at, sizes[node], label="\n".join(labels[node]), focus=node in about)


def _outside(way: Spot, radius: float, lines: list[str]) -> float:
    """How far from a node's centre a line of that direction leaves the node and the label beneath it."""
    length = math.hypot(*way) or 1.0
    across, down = abs(way[0]) / length, way[1] / length
    half = max(map(len, lines), default=0) * LETTER / 2
    if not lines or down <= 0 or across * radius > down * half:  # it passes beside the label
        return radius
    bottom = (radius + 4 + len(lines) * LINE) / down
    return max(radius, min(bottom, half / across if across else bottom))


def _legend(axes: Axes, signs: list[SignMark], types: list[str], *, top: float, width: float) -> None:
    """Signs in two columns, kinds of concepts in a third."""
    denial = marks().signs[-1]
    rows = _legend_rows(signs, types)
    for number, sign in enumerate([*signs, denial]):
        x, y = 10 + number // rows * width * 0.37, top + number % rows * _LEGEND_ROW
        denied = number == len(signs)
        draw_claim(axes, sign, (x, y), (x + 40, y), denied=denied)
        axes.text(x + 48, y, "denied" if denied else sign.name, va="center", fontsize=8.5, color=QUIET)
    by_name = {mark.name: mark for mark in [*marks().types.values(), marks().other_type]}
    for row, name in enumerate(types):
        x, y = width * 0.79, top + row * _LEGEND_ROW
        draw_concept(axes, by_name[name], (x, y), 14)
        axes.text(x + 14, y, name, va="center", fontsize=8.5, color=QUIET)


def _legend_rows(signs: list[SignMark], types: list[str]) -> int:
    return max((len(signs) + 2) // 2, len(types))


def _sign(graph: nx.MultiDiGraph[str], edge: Edge) -> SignMark:
    return marks().of_predicate(graph.edges[edge].get("predicate"))


def _denied(graph: nx.MultiDiGraph[str], edge: Edge) -> bool:
    return bool(graph.edges[edge].get("polarity") == "negated")
