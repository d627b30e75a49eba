"""Where nodes stand: no box over another, the same places each time, neighbours nearer than strangers."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.graphs.viewer.layout import layout

names = st.integers(0, 25).map(str)
links_of = st.lists(st.tuples(names, names, st.integers(1, 9)), max_size=50)


def linked(links: list[tuple[str, str, int]]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(["lone"])
    graph.add_weighted_edges_from((one, other, weight) for one, other, weight in links if one != other)
    return graph


@settings(max_examples=25, deadline=None)
@given(links_of, st.randoms(use_true_random=False))
def test_no_box_lies_over_another_and_order_does_not_matter(
    links: list[tuple[str, str, int]], random: object
) -> None:
    graph = linked(links)
    boxes = {node: (40.0 + 9 * (len(node) + sum(map(ord, node)) % 7), 50.0) for node in graph}
    places = layout(graph, boxes)
    assert set(places) == set(graph)
    for one, other in combinations(sorted(graph), 2):
        apart = [abs(a - b) for a, b in zip(places[one], places[other], strict=True)]
        room = [(a + b) / 2 for a, b in zip(boxes[one], boxes[other], strict=True)]
        assert apart[0] >= room[0] - 1.01 or apart[1] >= room[1] - 1.01, (one, other)
    other_way: nx.Graph[str] = nx.Graph()
    other_way.add_nodes_from(reversed(list(graph)))
    other_way.add_edges_from((b, a, data) for a, b, data in reversed(list(graph.edges(data=True))))
    assert layout(other_way, boxes) == places


def test_neighbours_are_nearer_than_the_ends_of_a_chain() -> None:
    chain: nx.Graph[str] = nx.path_graph(["a", "b", "c", "d", "e"])
    nx.set_edge_attributes(chain, 1, "weight")
    places = layout(chain, dict.fromkeys(chain, (40.0, 40.0)))

    def distance(one: str, other: str) -> float:
        return float(
            ((places[one][0] - places[other][0]) ** 2 + (places[one][1] - places[other][1]) ** 2) ** 0.5
        )

    assert distance("a", "b") < distance("a", "e") / 2


@pytest.mark.parametrize("number", [0, 1, 2])
def test_few_nodes(number: int) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(str(node) for node in range(number))
    assert len(set(layout(graph, dict.fromkeys(graph, (10.0, 10.0))).values())) == number


def test_a_large_picture_is_laid_out_by_forces_and_still_without_overlaps() -> None:
    graph: nx.Graph[str] = nx.relabel_nodes(nx.barabasi_albert_graph(150, 2, seed=3), str)
    nx.set_edge_attributes(graph, 1, "weight")
    places = layout(graph, dict.fromkeys(graph, (90.0, 50.0)))
    for one, other in combinations(graph, 2):
        assert abs(places[one][0] - places[other][0]) >= 89 or abs(places[one][1] - places[other][1]) >= 49
