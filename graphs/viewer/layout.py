"""Where the nodes of a picture stand: near what they are linked to, and no label over another."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Box = tuple[float, float]  # width and height of a node with its label
Point = tuple[int, int]

_SEED = 5
_ASPECT = 1.45  # width by height
_GAP = 10.0  # between boxes
_HUBS = 0.4  # how much longer links between hubs are
_EXACT = 120  # nodes for which all distances are laid out exactly
_ROUNDS = 400


def layout(links: nx.Graph[str], boxes: Mapping[str, Box], *, room: float = 2.6) -> dict[str, Point]:
    """Give each node of a graph of weighted links the centre of its box; no two boxes overlap. `room` is the
    area of a component in areas of its boxes.

    Of the links a maximum spanning forest and the heaviest others count, twice as many as nodes. Each connected
    component is laid out by stress (Kamada & Kawai 1989, Inform Process Lett 31:7) or, if large, by forces
    (Fruchterman & Reingold 1991, Softw Pract Exp 21:1129, seeded), then boxes that overlap push each other
    apart; components stand in rows, the largest first. Same graph, same places.
    """
    few = _fewer(links)
    parts = sorted(nx.connected_components(few), key=lambda part: (-len(part), min(part)))
    placed: dict[str, tuple[float, float]] = {}
    places = [_component(few, sorted(part), boxes, room) for part in parts]
    sizes = [_extent(place, boxes) for place in places]
    widest = max([math.sqrt(sum(w * h for w, h in sizes) * _ASPECT), *(w for w, _ in sizes)], default=0.0)
    x = y = row = 0.0
    for place, (width, height) in zip(places, sizes, strict=True):
        if x and x + width > widest:
            x, y, row = 0.0, y + row + _GAP, 0.0
        for node, (left, top) in place.items():
            placed[node] = (x + left, y + top)
        x, row = x + width + _GAP, max(row, height)
    return {node: (round(left), round(top)) for node, (left, top) in placed.items()}


def _fewer(links: nx.Graph[str]) -> nx.Graph[str]:
    """The links that count, in one order whatever that of `links`."""
    weights: list[tuple[float, str, str]] = []
    weight: float
    for one, other, weight in links.edges(data="weight"):
        weights.append((-weight, min(one, other), max(one, other)))
    weights.sort()
    few: nx.Graph[str] = nx.Graph()
    few.add_nodes_from(sorted(links))
    few.add_weighted_edges_from((one, other, -weight) for weight, one, other in weights)
    kept: nx.Graph[str] = nx.Graph(nx.maximum_spanning_tree(few))
    kept.add_edges_from((one, other) for _, one, other in weights[: 2 * len(links)])
    return kept


def _component(
    links: nx.Graph[str], nodes: Sequence[str], boxes: Mapping[str, Box], room: float
) -> dict[str, tuple[float, float]]:
    """Centres of the nodes of a component; its boxes begin at 0, 0."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(nodes)  # in one order, whatever that of the sets they come from
    for one, other in sorted(tuple(sorted(link)) for link in links.subgraph(nodes).edges()):
        # Hubs keep their distance from each other, that each has room for its own neighbours.
        graph.add_edge(
            one, other, length=1 + _HUBS * math.sqrt(min(links.degree(one), links.degree(other)) - 1)
        )
    size = np.array([boxes[node] for node in nodes], dtype=float)
    if len(nodes) <= _EXACT:
        unit = nx.kamada_kawai_layout(graph, weight="length")
    else:
        unit = nx.spring_layout(graph, seed=_SEED, iterations=150)
    at = np.array([unit[node] for node in nodes], dtype=float)
    height = math.sqrt(float(size.prod(axis=1).sum()) * room / _ASPECT)
    at *= (
        np.array([height * _ASPECT, height]) / np.maximum(np.ptp(at, axis=0), 1e-9)
        if len(nodes) > 2
        else 90.0
    )
    at = _apart(at, size + _GAP)
    at -= (at - size / 2).min(axis=0)
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, at, strict=True)}


def _apart(at: NDArray[np.float64], size: NDArray[np.float64]) -> NDArray[np.float64]:
    """Push boxes that overlap apart, each pair by the shorter way, until none do."""
    room = (size[:, None, :] + size[None, :, :]) / 2
    order = np.arange(len(at))
    side = np.where(order[:, None] > order[None, :], 1.0, -1.0)  # of boxes on one spot, the later goes on
    for _ in range(_ROUNDS):
        apart = at[:, None, :] - at[None, :, :]
        over = room - np.abs(apart)
        hit = (over > 0.01).all(axis=2)
        np.fill_diagonal(hit, val=False)
        if not hit.any():
            break
        along_x = over[:, :, 0] < over[:, :, 1]
        for axis, chosen in ((0, hit & along_x), (1, hit & ~along_x)):
            way = np.where(apart[:, :, axis] == 0, side, np.sign(apart[:, :, axis]))
            at[:, axis] += np.where(chosen, way * (over[:, :, axis] / 2 + 0.01), 0.0).sum(axis=1) * 0.6
    return at


def _extent(place: Mapping[str, tuple[float, float]], boxes: Mapping[str, Box]) -> Box:
    return (
        max(x + boxes[node][0] / 2 for node, (x, _) in place.items()),
        max(y + boxes[node][1] / 2 for node, (_, y) in place.items()),
    )
