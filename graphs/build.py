"""Assembles claims into a graph: a node for each concept, an edge for each distinct claim, with evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from os import PathLike

import networkx as nx

from claimgraph.extract.claim import Claim
from claimgraph.extract.statement import Statement, Support
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.gathered import Folded, GatheredClaims
from claimgraph.graphs.schema import edge_attributes, node_attributes


def assemble(claims: Iterable[Claim] | ClaimStore) -> nx.MultiDiGraph[str]:
    """Build the graph of some claims, or of everything in a store; `graphs.schema` tells its attributes.

    Nodes and edges stand in one order whatever the order of the claims, and a claim that comes twice counts
    once. Edges of predicates that read both ways run from the smaller node key to the greater. A store is
    read in one state, whatever is written meanwhile.
    """
    if isinstance(claims, ClaimStore):
        with claims.snapshot():
            return assembled(claims)
    if isinstance(claims, str | bytes | PathLike):
        raise TypeError(f"a graph is made of claims or of a store: ClaimStore.open({claims!r}) opens one")
    return assembled(GatheredClaims(claims))


def assembled(source: ClaimStore | Folded) -> nx.MultiDiGraph[str]:
    """Build the graph of claims that are folded by node and statement already."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from((node.key, node_attributes(node)) for node in source.nodes())
    for statement, supports, opposing in stated(source):
        attributes = edge_attributes(statement, supports, opposing)
        graph.add_edge(statement.subject, statement.object, key=statement.key, **attributes)
    return graph


def stated(source: ClaimStore | Folded) -> Iterator[tuple[Statement, list[Support], list[Support]]]:
    """Yield each statement, in order, with the claims that make it and those that deny it."""
    supported = (
        ((one.statement, supports) for one, supports in source.stated())
        if isinstance(source, ClaimStore)
        else source.statements()
    )
    for _, group in groupby(supported, key=lambda found: found[0].asked):
        sides = list(group)  # in the order of statements a denial comes right behind what it denies
        for statement, supports in sides:
            opposing = [other for stands, other in sides if stands is not statement]
            yield statement, supports, opposing[0] if opposing else []
