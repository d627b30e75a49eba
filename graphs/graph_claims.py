"""A networkx graph of claims, to be asked as a claim store is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import msgspec
import networkx as nx

from claimgraph.errors import QueryError
from claimgraph.extract.lookup_key import lookup_key
from claimgraph.extract.statement import Node, Statement, Support
from claimgraph.extract.store_find import Hit, Wanted
from claimgraph.extract.store_names import Found, alike, likeliest, spellings
from claimgraph.extract.store_read import CountedStatement
from claimgraph.graphs.fitting import claim_fits, statement_fits

# The type of a concept that is only the circumstance of claims, so that the graph has no node for it.
_TYPES_OF_ROLES = {
    "species": "Organism",
    "disease": "Disease",
    "cell_type": "CellType",
    "cell_line": "CellLine",
    "anatomy": "Anatomy",
}


class GraphClaims:
    """The claims on a graph's edges, found by node; reads the whole graph once, when it is made.

    It knows preferred names and identifiers, not the spellings that only texts use. Raises `QueryError` for a
    graph that `claimgraph.graph` or `read_graphml` did not make.
    """

    def __init__(self, graph: nx.MultiDiGraph[Any]) -> None:
        try:
            self._nodes = {str(key): _node(str(key), data) for key, data in graph.nodes(data=True)}
            edges = [
                (
                    Statement(
                        *(str(source), data["predicate"], str(target)),
                        *(data.get("direction"), data.get("aspect"), data["polarity"]),
                    ),
                    msgspec.convert(data["evidence"], list[Support]),
                )
                for source, target, data in graph.edges(data=True)
            ]
        except (KeyError, msgspec.ValidationError) as error:
            raise QueryError(f"this is no graph of claims: {error}") from error
        edges.sort(key=lambda edge: edge[0].order)
        self._edges = edges
        self._rows: dict[str, list[int]] = defaultdict(list)
        for row, (statement, _) in enumerate(edges):
            for key in {statement.subject, statement.object}:
                self._rows[key].append(row)
        self._years = {
            support.document: support.year
            for _, supports in edges
            for support in supports
            if support.year is not None
        }
        self._n_documents = len({support.document for _, supports in edges for support in supports})
        self._names: dict[str, list[Node]] = defaultdict(list)
        self._circumstances = _circumstances(edges, self._nodes)
        for node in (*self._nodes.values(), *self._circumstances.values()):
            self._names[lookup_key(node.name)].append(node)

    def snapshot(self) -> AbstractContextManager[None]:
        """Do nothing: what was read when this was made does not change."""
        return nullcontext()

    def find_concept(self, name: str) -> list[Found]:
        """Give the nodes that a name or CURIE may mean, the likeliest first."""
        wanted = name.strip()
        known = (*self._nodes.values(), *self._circumstances.values())
        if ":" in wanted:
            folded = wanted.casefold()
            for reason, nodes in (
                ("id", [node for node in known if node.key == wanted]),
                ("id", [node for node in known if node.key.casefold() == folded]),
                ("xref", [n for n in known if folded in {xref.casefold() for xref in n.xrefs}]),
            ):
                if nodes:
                    return sorted((Found(node, reason, node.n_claims) for node in nodes), key=likeliest)
        for key in spellings(name):
            if key in self._names:
                found = (Found(node, "name", node.n_claims) for node in self._names[key])
                return sorted(found, key=likeliest)
        return []

    def names(self, start: str, *, limit: int = 2_000) -> dict[str, str]:
        """Give up to `limit` names whose look-up keys begin so, by key."""
        keys = sorted(key for key in self._names if key.startswith(start))
        return {key: min(node.name for node in self._names[key]) for key in keys[:limit]}

    def suggest(self, name: str, *, limit: int = 3) -> tuple[str, ...]:
        """Give names in the graph that look like `name`."""
        return tuple(dict.fromkeys(text for text, _ in alike(name, self.names, limit=limit)))

    def most_claimed(self, kind: str, *, limit: int) -> list[Node]:
        """Give the nodes of a type that stand in the most claims."""
        nodes = [node for node in self._nodes.values() if node.type == kind]
        return sorted(nodes, key=lambda node: (-node.n_claims, node.key))[:limit]

    def find_claims(self, wanted: Wanted) -> Iterator[Hit]:
        """Yield the claims that fit."""
        anchors = next((keys for keys in (wanted.nodes, wanted.others) if keys is not None), None)
        rows: Collection[int] = range(len(self._edges))
        if anchors is not None:
            rows = sorted({row for key in anchors for row in self._rows.get(key, ())})
        kinds = {key: node.type for key, node in self._nodes.items()}
        for row in rows:
            statement, supports = self._edges[row]
            if not statement_fits(statement, wanted, kinds):
                continue
            for number, support in enumerate(supports):
                if claim_fits(support, wanted):
                    yield Hit(
                        row=row,
                        subject=statement.subject,
                        predicate=statement.predicate,
                        object=statement.object,
                        direction=statement.direction or "",
                        aspect=statement.aspect or "",
                        polarity=statement.polarity,
                        claim=number,
                        document=support.document,
                        certainty=support.certainty,
                        score=support.score,
                    )

    def nodes(self, keys: Collection[str] | None = None) -> Iterator[Node]:
        """Yield the nodes by key, or those of `keys`, with or without claims."""
        if keys is None:
            yield from (self._nodes[key] for key in sorted(self._nodes))
            return
        known = self._circumstances | self._nodes
        yield from (known[key] for key in sorted(set(keys)) if key in known)

    def statements(self, rows: Collection[int] | None = None) -> Iterator[CountedStatement]:
        """Yield the distinct claims in their own order, or those with these numbers."""
        for row in range(len(self._edges)) if rows is None else sorted(rows):
            statement, supports = self._edges[row]
            documents = {support.document for support in supports}
            yield CountedStatement(row, statement, len(supports), len(documents))

    def support(self, row: int, claims: Collection[int] | None = None) -> list[Support]:
        """Give the claims behind the statement of that number, or those of them with these numbers."""
        supports = self._edges[row][1]
        return [one for number, one in enumerate(supports) if claims is None or number in claims]

    def years(self, documents: Collection[int | str]) -> dict[int | str, int]:
        """Give the years of documents where they are known."""
        return {key: self._years[key] for key in documents if isinstance(key, str) and key in self._years}

    def n_documents(self) -> int:
        """How many documents have claims."""
        return self._n_documents


def _node(key: str, data: Mapping[str, Any]) -> Node:
    return Node(
        key=key,
        id=data.get("id"),
        name=data["name"],
        type=data["type"],
        xrefs=tuple(data.get("xrefs", ())),
        n_claims=data.get("n_claims", 0),
        n_documents=data.get("n_documents", 0),
    )


def _circumstances(edges: list[tuple[Statement, list[Support]]], nodes: Collection[str]) -> dict[str, Node]:
    """The concepts that are circumstances of claims and nothing else, under the name that they mostly have."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    kinds: dict[str, str] = {}
    for _, supports in edges:
        for said in (said for support in supports for said in support.context):
            if said.id is not None and said.id not in nodes:
                names[said.id][said.text] += 1
                kinds[said.id] = _TYPES_OF_ROLES.get(said.role, "")
    usual = {key: min(found, key=lambda text: (-found[text], text)) for key, found in names.items()}
    return {key: Node(key=key, id=key, name=name, type=kinds[key]) for key, name in usual.items()}
