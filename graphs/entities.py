"""Which nodes a question means by a name."""

from __future__ import annotations

import msgspec

from claimgraph.errors import UnknownEntity
from claimgraph.extract.statement import Node
from claimgraph.extract.store import ClaimStore


class Entity(msgspec.Struct, frozen=True):
    """What was asked for: `nodes` are meant by it, the likeliest first; `others` bear the name too."""

    asked: str
    nodes: tuple[Node, ...]
    others: tuple[Node, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the nodes meant."""
        return tuple(node.key for node in self.nodes)


def resolve(store: ClaimStore, name: str) -> Entity:
    """Find what a name, synonym, CURIE or node key means; raises `UnknownEntity` with suggestions.

    An identifier means its one node. A name means the concept that texts most often call so, and with it its
    equivalents (the same gene of another species, by cross-reference) and the mentions of that name which
    were not grounded; concepts of another kind that bear the name too are `others`.
    """
    found = store.find_concept(name)
    if not found:
        raise UnknownEntity(name, suggestions=store.suggest(name))
    grounded = [hit.node for hit in found if hit.node.id is not None] or [hit.node for hit in found]
    first = grounded[0]
    nodes = [hit.node for hit in found]
    if found[0].reason == "name":
        nodes = [node for node in nodes if node.id is None or _equivalent(first, node)]
    nodes.sort(key=lambda node: node is not first)
    return Entity(name, tuple(nodes), tuple(hit.node for hit in found if hit.node not in nodes))


def _equivalent(one: Node, other: Node) -> bool:
    return not {one.key, *one.xrefs}.isdisjoint({other.key, *other.xrefs})
