"""The names by which the claims of a graph know its nodes, read off their evidence as a store keeps them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice

from claimgraph.extract.lookup_key import lookup_key
from claimgraph.extract.name_search import in_one_case
from claimgraph.extract.statement import Node, Statement, Support, claim_key_in
from claimgraph.extract.vocabulary import SYMMETRIC_PREDICATES

Stated = Iterable[tuple[Statement, list[Support]]]


class GraphNames:
    """The names of the nodes of some statements, as `name_search.KnownNames`.

    `circumstances` are the nodes that stand in claims only as those, of which the graph has none.
    """

    def __init__(self, nodes: Mapping[str, Node], stated: Stated) -> None:
        stated = list(stated)
        self.circumstances = _circumstances(stated, nodes)
        self._nodes = {**self.circumstances, **nodes}
        self._written: dict[str, set[str]] = defaultdict(set)  # look-up key -> ways to write it
        self._called: dict[str, Counter[str]] = defaultdict(Counter)
        self._keyed: dict[str, list[str]] = defaultdict(list)
        self._cross_referenced: dict[str, list[str]] = defaultdict(list)
        for key, node in self._nodes.items():
            self._keyed[in_one_case(key)].append(key)
            for xref in {in_one_case(xref) for xref in node.xrefs}:
                self._cross_referenced[xref].append(key)
            name = node.name if node.id is not None else key.split(":", 2)[-1]
            self._written[lookup_key(name)].add(name)
            self._called[lookup_key(name)][key] += 0
        for _, _, _, text, key in set(_mentions(stated)):
            self._written[lookup_key(text)].add(text)
            self._called[lookup_key(text)][key] += 1

    def keyed(self, key: str) -> list[str]:
        """Give the key of the node of that very key, if there is one."""
        return [key] if key in self._nodes else []

    def keyed_in_any_case(self, key: str) -> list[str]:
        """Give the keys of nodes of that key, whatever the case of its ASCII letters."""
        return self._keyed.get(in_one_case(key), [])

    def cross_referenced(self, xref: str) -> list[str]:
        """Give the keys of nodes that have the cross-reference, whatever the case of its ASCII letters."""
        return self._cross_referenced.get(in_one_case(xref), [])

    def called(self, name: str) -> Mapping[str, int]:
        """Give the keys of nodes that are called by that look-up key, each with the mentions that call it so."""
        return self._called.get(name, {})

    def nodes(self, keys: Collection[str]) -> Iterator[Node]:
        """Yield the nodes of these keys, by key."""
        return (self._nodes[key] for key in sorted(set(keys)) if key in self._nodes)

    def beginning(self, start: str, *, limit: int) -> dict[str, str]:
        """Up to `limit` names whose look-up keys begin with `start`: key and one way to write it, by key."""
        keys = sorted(key for key in self._written if key.startswith(start))
        return {key: min(self._written[key]) for key in islice(keys, limit)}


def _mentions(stated: Stated) -> Iterator[tuple[str, int, int, str, str]]:
    """Document, start, end, words and node of each mention that the claims hold."""
    for statement, supports in stated:
        for support in supports:
            for key, (start, end) in zip(
                _said(statement, support), (support.subject, support.object), strict=True
            ):
                words = support.sentence[start - support.start : end - support.start]
                yield support.document, start, end, words, key
            for said in support.context:
                if said.node is not None:
                    yield support.document, said.start, said.end, said.text, said.node


def _said(statement: Statement, support: Support) -> tuple[str, str]:
    """The nodes of a claim's subject and object: an edge that reads both ways may run against the claim."""
    along = statement.subject, statement.object
    if statement.predicate in SYMMETRIC_PREDICATES and claim_key_in(statement, support) != support.claim:
        return along[::-1]
    return along


def _circumstances(stated: Stated, nodes: Collection[str]) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for said in (said for _, supports in stated for support in supports for said in support.context):
        if said.node is not None and said.node not in nodes:
            found[said.node] = said.as_node()
    return found
