"""Which nodes a question means by a name."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from claimgraph.errors import MissingModel, UnknownEntity
from claimgraph.extract.statement import Node
from claimgraph.graphs.claim_source import Asked, ClaimSource, asked
from claimgraph.models.lexicon import Lexicon


class Entity(msgspec.Struct, frozen=True):
    """What was asked for: `nodes` are meant by it, the likeliest first; `others` bear the name too."""

    asked: str
    nodes: tuple[Node, ...]
    others: tuple[Node, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the nodes meant."""
        return tuple(node.key for node in self.nodes)


def resolve(source: Asked, name: str, *, lexicon: Lexicon | None = None) -> Entity:
    """Find what a name, synonym, CURIE or node key means; raises `UnknownEntity` with suggestions.

    An identifier means its one node. A name means the concept that texts most often call so, and with it its
    equivalents (the same gene of another species, by cross-reference) and the mentions of that name which
    were not grounded; concepts of another kind that bear the name too are `others`. A name that no text of
    the store uses is looked up in the lexicon, by default the core one.
    """
    source = asked(source)
    found = source.find_concept(name)
    nodes = [hit.node for hit in found]
    if not nodes:
        nodes = _by_lexicon(source, name, lexicon or _core_lexicon())
    if not nodes:
        raise UnknownEntity(name, suggestions=source.suggest(name))
    first = next((node for node in nodes if node.id is not None), nodes[0])
    meant = nodes
    if not found or found[0].reason == "name":
        meant = [node for node in nodes if node.id is None or _equivalent(first, node)]
    meant = sorted(meant, key=lambda node: node != first)
    return Entity(name, tuple(meant), tuple(node for node in nodes if node not in meant))


def _equivalent(one: Node, other: Node) -> bool:
    return not {one.key, *one.xrefs}.isdisjoint({other.key, *other.xrefs})


def _by_lexicon(source: ClaimSource, name: str, lexicon: Lexicon | None) -> list[Node]:
    """The source's nodes among what the lexicon says that a name can mean, best first."""
    if lexicon is None:
        return []
    same = lexicon.concept(name.strip())
    concepts = [same] if same else [sense.concept for sense in lexicon.lookup(name)]
    keys = {concept.id: place for place, concept in reversed(list(enumerate(concepts)))}
    return sorted(source.nodes(keys), key=lambda node: keys[node.key])


@lru_cache(maxsize=1)
def _core_lexicon() -> Lexicon | None:
    try:
        return Lexicon.open()
    except MissingModel:
        return None
