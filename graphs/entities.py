"""Which nodes a question means by a name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import msgspec

from claimgraph.errors import MissingModel, QueryError, UnknownEntity
from claimgraph.extract.statement import Node
from claimgraph.graphs.claim_source import Asked, ClaimSource, asked
from claimgraph.graphs.general import narrower
from claimgraph.models.lexicon import Lexicon, LexiconConcept


class Entity(msgspec.Struct, frozen=True):
    """What was asked for: `nodes` are meant by it, the likeliest first; `others` bear the name too.

    `under` gives, of each node that is meant only as a kind or member of another, the key of that other.
    """

    asked: str
    nodes: tuple[Node, ...]
    others: tuple[Node, ...] = ()
    under: dict[str, str] = {}

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the nodes meant."""
        return tuple(node.key for node in self.nodes)


def resolve(source: Asked, name: str, *, general: bool = False, lexicon: Lexicon | None = None) -> Entity:
    """Find what a name, synonym, CURIE or node key means; raises `UnknownEntity` with suggestions.

    An identifier means its one node. A name means the concept that texts most often call so, and with it its
    equivalents (the same gene of another species, by cross-reference) and the mentions of that name which
    were not grounded; concepts of another kind that bear the name too are `others`. A name that no text of
    the store uses is looked up in the lexicon, by default the core one. With `general`, what stands under these
    concepts in the lexicon is meant, too: their kinds, and the members of families.
    """
    if not name.strip():
        raise QueryError("an entity is asked for by a name that is empty")
    source = asked(source)
    found = source.find_concept(name)
    nodes = [hit.node for hit in found]
    if not nodes:
        nodes = _by_lexicon(source, name, lexicon or _core_lexicon())
    lexicon = (lexicon or _core_lexicon()) if general else None
    if not nodes and lexicon is not None and (concept := _sense(name, lexicon)):
        under = narrower(source.concepts({concept.type}), [concept.id], lexicon=lexicon)
        nodes = list(source.nodes(under))
        if nodes:
            return Entity(name, tuple(nodes), (), under)
    if not nodes:
        raise UnknownEntity(name, suggestions=source.suggest(name))
    first = next((node for node in nodes if node.id is not None), nodes[0])
    meant = nodes
    if not found or found[0].reason == "name":
        meant = [node for node in nodes if node.id is None or _equivalent(first, node)]
    meant = sorted(meant, key=lambda node: node != first)
    others = tuple(node for node in nodes if node not in meant)
    if lexicon is None:
        return Entity(name, tuple(meant), others)
    keys = [node.key for node in meant]
    under = narrower(set(source.concepts({node.type for node in meant})) - set(keys), keys, lexicon=lexicon)
    return Entity(name, (*meant, *source.nodes(under)), others, under)


def under_any(entities: Iterable[Entity]) -> dict[str, str]:
    """Of each node that one of some entities takes in as more special, the key of the more general one."""
    return {key: general for entity in entities for key, general in entity.under.items()}


def _sense(name: str, lexicon: Lexicon) -> LexiconConcept | None:
    """What a name or identifier most likely means by the lexicon alone."""
    senses = lexicon.lookup(name)
    return lexicon.concept(name.strip()) or (senses[0].concept if senses else None)


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
