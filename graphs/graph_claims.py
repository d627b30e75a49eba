"""A networkx graph of claims, to be asked as a claim store is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import msgspec
import networkx as nx

from claimgraph.errors import GraphFormatError, QueryError
from claimgraph.extract.belief import belief
from claimgraph.extract.claim_counts import YearCount, counted
from claimgraph.extract.name_search import Found, find_nodes, suggest
from claimgraph.extract.statement import Node, Statement, Support
from claimgraph.extract.store_find import FoundStatement, Hit, Wanted
from claimgraph.extract.store_partners import Joined
from claimgraph.extract.store_statements import CountedStatement
from claimgraph.extract.vocabulary import SYMMETRIC_PREDICATES
from claimgraph.graphs.fitting import claim_fits, statement_fits
from claimgraph.graphs.formats.claim_values import node_in, statement_in, supports_in
from claimgraph.graphs.graph_counts import by_year, joined
from claimgraph.graphs.graph_names import GraphNames
from claimgraph.graphs.relation import surest


class GraphClaims:
    """The claims on a graph's edges, found by node; reads the whole graph once, when it is made.

    Raises `QueryError` for a graph that `claimgraph.graph` or `read_graph` did not make.
    """

    def __init__(self, graph: nx.MultiDiGraph[Any]) -> None:
        stated: dict[Statement, list[Support]] = defaultdict(list)  # an edge may be one claim
        try:
            self._nodes = {str(key): node_in(str(key), data) for key, data in graph.nodes(data=True)}
            for source, target, key, data in graph.edges(keys=True, data=True):
                statement = statement_in(str(source), str(target), str(key), data)
                stated[statement].extend(supports_in(str(key), data))
        except GraphFormatError as error:
            raise QueryError(f"this is no graph of claims: {error}") from error
        edges = [
            (statement, sorted(supports, key=lambda s: (s.document, s.start, s.claim)))
            for statement, supports in stated.items()
        ]
        edges.sort(key=lambda edge: edge[0].order)
        self._edges = edges
        self._rows: dict[str, list[int]] = defaultdict(list)
        for row, (statement, _) in enumerate(edges):
            for key in {statement.subject, statement.object}:
                self._rows[key].append(row)
        self._n_documents = len({support.document for _, supports in edges for support in supports})
        self._names = GraphNames(self._nodes, edges)

    def snapshot(self) -> AbstractContextManager[None]:
        """Do nothing: what was read when this was made does not change."""
        return nullcontext()

    def find_concept(self, name: str) -> list[Found]:
        """Give the nodes that a name, synonym or CURIE may mean, the likeliest first."""
        return find_nodes(self._names, name)

    def concepts(self, types: Collection[str]) -> list[str]:
        """Give the keys of the concepts of these types, those of names that were not grounded left out."""
        known = self._names.circumstances | self._nodes
        return sorted(key for key, node in known.items() if node.id is not None and node.type in types)

    def names(self, start: str, *, limit: int = 2_000) -> dict[str, str]:
        """Give up to `limit` names whose look-up keys begin so, by key, each as some text or lexicon writes it."""
        return self._names.beginning(start, limit=limit)

    def suggest(self, name: str, *, limit: int = 3) -> tuple[str, ...]:
        """Give names in the graph that look like `name`."""
        return suggest(name, self.names, limit=limit)

    def most_claimed(self, kind: str, *, limit: int | None) -> list[Node]:
        """Give the nodes of a type that stand in the most claims."""
        nodes = [node for node in self._nodes.values() if node.type == kind]
        return sorted(nodes, key=lambda node: (-node.n_claims, node.key))[:limit]

    def search(
        self, wanted: Wanted, *, best: int | None = None, least_belief: float | None = None
    ) -> Iterator[FoundStatement]:
        """Yield the statements that fit, with the belief from all their claims; none of them is left out."""
        for row in self._fitting(wanted):
            statement, supports = self._edges[row]
            trust = self._belief(row)
            if trust >= (least_belief or 0.0):
                yield FoundStatement(
                    row=row,
                    **_said(statement),
                    belief=trust,
                    n_documents=len({support.document for support in supports}),
                )

    def find_claims(self, wanted: Wanted) -> Iterator[Hit]:
        """Yield the claims that fit."""
        for row in self._fitting(wanted):
            statement, supports = self._edges[row]
            for number, support in enumerate(supports):
                if claim_fits(support, wanted):
                    yield Hit(
                        row=row,
                        **_said(statement),
                        claim=number,
                        document=support.document,
                        certainty=support.certainty,
                        kind=support.kind,
                        section=support.section,
                        year=support.year,
                        score=support.score,
                        author=support.author,
                    )

    def by_year(self, wanted: Wanted) -> list[YearCount]:
        """Count the claims that fit by the year of their documents, in order, what has no year last."""
        return by_year(self.find_claims(wanted))

    def partners(self, nodes: Collection[str]) -> Iterator[tuple[str, int]]:
        """Yield what nodes are joined to, each with the number of documents that join them, the most first."""
        found = joined(self.find_claims(Wanted(nodes=tuple(nodes))), nodes)
        yield from sorted(((key, one.n_documents) for key, one in found.items()), key=lambda one: -one[1])

    def joined(self, nodes: Collection[str], others: Collection[str]) -> dict[str, Joined]:
        """Give what joins each of `others` to nodes."""
        return joined(self.find_claims(Wanted(nodes=tuple(nodes), others=tuple(others))), nodes)

    def count_documents(self, nodes: Collection[str]) -> int:
        """How many documents hold a claim of one of some nodes."""
        return len({hit.document for hit in self.find_claims(Wanted(nodes=tuple(nodes)))})

    def _fitting(self, wanted: Wanted) -> Iterator[int]:
        """The numbers of the statements that join and say what is wanted."""
        anchors = next((keys for keys in (wanted.nodes, wanted.others) if keys is not None), None)
        rows: Collection[int] = range(len(self._edges))
        if anchors is not None:
            rows = sorted({row for key in anchors for row in self._rows.get(key, ())})
        kinds = {key: node.type for key, node in self._nodes.items()}
        return (row for row in rows if statement_fits(self._edges[row][0], wanted, kinds))

    def disputed(
        self, questions: Mapping[str, str], *, nodes: Collection[str] | None = None
    ) -> Iterator[list[int]]:
        """Yield numbers of statements of which the same is asked (predicate -> question) and not said the same."""
        touching = (
            None if nodes is None else {row for key in self._alike(nodes) for row in self._rows.get(key, ())}
        )
        together: dict[tuple[str | None, ...], list[int]] = defaultdict(list)
        for row, (statement, _) in enumerate(self._edges):
            if statement.predicate in questions and (touching is None or row in touching):
                ends = [self._nodes[key].folded for key in (statement.subject, statement.object)]
                if statement.predicate in SYMMETRIC_PREDICATES:
                    ends.sort()
                together[*ends, questions[statement.predicate], statement.aspect].append(row)
        for rows in together.values():
            if len({(self._edges[row][0].predicate, self._edges[row][0].polarity) for row in rows}) > 1:
                yield rows

    def _alike(self, keys: Collection[str]) -> set[str]:
        """The keys of nodes that stand for the same as one of these: genes of mouse and rat for the human ones."""
        wanted = {self._nodes[key].folded for key in keys if key in self._nodes}
        return {key for key, node in self._nodes.items() if node.folded in wanted}

    def nodes(self, keys: Collection[str] | None = None) -> Iterator[Node]:
        """Yield the nodes by key, or those of `keys`, with or without claims."""
        if keys is None:
            yield from (self._nodes[key] for key in sorted(self._nodes))
            return
        yield from self._names.nodes(keys)

    def statements(self, rows: Collection[int] | None = None) -> Iterator[CountedStatement]:
        """Yield the distinct claims in their own order, or those with these numbers."""
        for row in range(len(self._edges)) if rows is None else sorted(rows):
            statement, supports = self._edges[row]
            told = msgspec.structs.asdict(counted(supports))
            yield CountedStatement(row=row, statement=statement, belief=self._belief(row), **told)

    def _belief(self, row: int) -> float:
        """How far a statement is believed, from its claims and those of its denial, which stands beside it."""
        statement, supports = self._edges[row]
        beside = (self._edges[other] for other in (row - 1, row + 1) if 0 <= other < len(self._edges))
        return belief(supports, next((said for one, said in beside if one.asked == statement.asked), ()))

    def support(self, row: int, claims: Collection[int] | None = None) -> list[Support]:
        """Give the claims behind the statement of that number, or those of them with these numbers."""
        supports = self._edges[row][1]
        return [one for number, one in enumerate(supports) if claims is None or number in claims]

    def surest(self, row: int, limit: int) -> list[Support]:
        """Give those of the claims behind the statement of that number that weigh most, the surest first."""
        return list(surest(self._edges[row][1], limit))

    def n_documents(self) -> int:
        """How many documents have claims."""
        return self._n_documents


def _said(statement: Statement) -> dict[str, Any]:
    """What a statement says, as it is found."""
    return {name: value or "" for name, value in msgspec.structs.asdict(statement).items()}
