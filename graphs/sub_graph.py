"""Makes a graph of the relations in an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
import networkx as nx

from claimgraph.extract.statement import Statement
from claimgraph.graphs.changes import Change
from claimgraph.graphs.relation import Relation
from claimgraph.graphs.schema import edge_attributes, node_attributes


def sub_graph(answers: Iterable[msgspec.Struct]) -> nx.MultiDiGraph[str]:
    """Build the graph of all relations in some answers, with the attributes that the whole graph has.

    An edge is believed as its relation is; its counts are those of the evidence that the relation came with: ask
    with `evidence=None` to have all. Counts of a node are those of the whole source.
    """
    relations = {relation.key: relation for relation in relations_in(answers)}
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    nodes = {node.key: node for one in relations.values() for node in (one.subject, one.object)}
    graph.add_nodes_from((key, node_attributes(nodes[key])) for key in sorted(nodes))
    stated = [(_statement(relation), relation) for relation in relations.values()]
    for statement, relation in sorted(stated, key=lambda one: one[0].order):
        attributes = edge_attributes(statement, relation.evidence)
        attributes |= {"belief": relation.belief, "weight": relation.belief}  # what denies it is counted in
        graph.add_edge(statement.subject, statement.object, key=relation.key, **attributes)
    return graph


def relations_in(answers: Iterable[object]) -> Iterator[Relation]:
    """Yield the relations that stand anywhere in some answers; of a change, what is claimed after it."""
    for answer in answers:
        if isinstance(answer, Relation):
            yield answer
        elif isinstance(answer, Change):
            yield from relations_in([answer.after])
        elif isinstance(answer, msgspec.Struct):
            yield from relations_in(getattr(answer, name) for name in answer.__struct_fields__)
        elif isinstance(answer, tuple | list):
            yield from relations_in(answer)


def _statement(relation: Relation) -> Statement:
    signs = (relation.direction, relation.aspect, relation.polarity)
    return Statement(relation.subject.key, relation.predicate, relation.object.key, *signs)
