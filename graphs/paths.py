"""Finds how two entities hang together: the best believed chains of claims between them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import islice, pairwise
from typing import Unpack

import msgspec

from claimgraph.errors import QueryError
from claimgraph.extract.statement import Node
from claimgraph.extract.store_find import Wanted
from claimgraph.extract.vocabulary import PREDICATES
from claimgraph.graphs.claim_source import Asked, ClaimSource, asked
from claimgraph.graphs.entities import resolve, under_any
from claimgraph.graphs.filters import Filters, wanted_by
from claimgraph.graphs.path_reach import steps_to_search
from claimgraph.graphs.path_search import DIGITS, best_paths
from claimgraph.graphs.query import matching
from claimgraph.graphs.relation import Relation
from claimgraph.graphs.sign import Sign, net_sign

_LONGEST = 6
_WAYS = tuple(predicate for predicate in PREDICATES if predicate != "is_a")


class Hop(msgspec.Struct, frozen=True):
    """A step of a path: what is claimed between its two nodes for it, and against it, the best believed first.

    `sign` is that of the best believed relation that has one; `opposing` are the relations of the other sign,
    and what is denied. `belief` is that of the best believed relation for the step.
    """

    start: Node
    end: Node
    sign: Sign | None
    belief: float
    relations: tuple[Relation, ...]
    opposing: tuple[Relation, ...]


class Path(msgspec.Struct, frozen=True):
    """A chain of claims; its belief is the product of each hop's best, its sign that of the hops' signs.

    `sign` is None where a hop has none; `weakest` is the place, from 0, of the hop that is believed least. `under`
    tells of its ends that a more general one was asked for, by their keys.
    """

    nodes: tuple[Node, ...]
    belief: float
    sign: Sign | None
    weakest: int
    hops: tuple[Hop, ...]
    under: dict[str, str] = {}


class _Asked(msgspec.Struct, frozen=True):
    """How the hops of a path are to be looked up."""

    source: ClaimSource
    wanted: Wanted
    least: float | None
    under: Mapping[str, str]
    relations_per_hop: int
    evidence: int | None


def paths(
    source: Asked,
    start: str,
    end: str,
    *,
    max_length: int = 3,
    limit: int = 10,
    directed: bool = False,
    relations_per_hop: int = 3,
    evidence: int | None = 2,
    **filters: Unpack[Filters],
) -> list[Path]:
    """Give up to `limit` paths of at most `max_length` hops (1 to 6), the best believed first.

    A path takes each hop either way, or, if `directed`, only from subject to object (predicates that read
    both ways go both ways). Entities are named by name, synonym or id. What is denied is no way, unless
    `polarity` is given as None; nor is that one is a kind of the other, unless `predicate` asks for it.
    `filters` are told in `Filters`; a hop's relations, for and against it, all fit them, polarity apart.
    Raises `UnknownEntity`, and `QueryError` where both names mean the same node.
    """
    if not 1 <= max_length <= _LONGEST:
        raise QueryError(f"a path may have 1 to {_LONGEST} hops, not {max_length}")
    filters.setdefault("polarity", "affirmed")
    filters["predicate"] = filters.get("predicate") or _WAYS
    source = asked(source)
    with source.snapshot():
        wanted = msgspec.structs.replace(wanted_by(source, filters), role="subject" if directed else None)
        least = filters.get("least_belief")
        general = filters.get("general", False)
        meant = [resolve(source, name, general=general) for name in (start, end)]
        starts, ends = (set(entity.keys) for entity in meant)
        if starts & ends:
            raise QueryError(f"{start!r} and {end!r} are the same: {', '.join(sorted(starts & ends))}")
        costs = steps_to_search(
            source, wanted, (starts, ends), max_length=max_length, limit=limit, least_belief=least
        )
        chains = islice(best_paths(costs, starts, ends, max_length=max_length), limit)
        question = _Asked(source, wanted, least, under_any(meant), relations_per_hop, evidence)
        return [_path(question, keys, cost) for cost, keys in chains]


def _path(question: _Asked, keys: Sequence[str], cost: float) -> Path:
    """A path with its nodes, and with what is claimed between each and the next."""
    nodes = {node.key: node for node in question.source.nodes(keys)}
    hops = tuple(_hop(question, nodes[one], nodes[other]) for one, other in pairwise(keys))
    weakest = min(range(len(hops)), key=lambda place: hops[place].belief)
    belief = round(math.exp(-cost), DIGITS)
    sign = net_sign(hop.sign for hop in hops)
    under = {key: question.under[key] for key in keys if key in question.under}
    return Path(tuple(nodes[key] for key in keys), belief, sign, weakest, hops, under)


def _hop(question: _Asked, start: Node, end: Node) -> Hop:
    wanted = msgspec.structs.replace(question.wanted, nodes=(start.key,), others=(end.key,), polarity=None)
    said = matching(
        question.source,
        wanted,
        evidence=question.evidence,
        least_belief=question.least,
        under=question.under,
    )
    ways = [one for one in said if question.wanted.polarity in (None, one.polarity)]
    sign = next((one.sign for one in ways if one.sign is not None), None)
    against = [one for one in said if one.polarity == "negated" or (sign and one.sign == -sign)]
    count = question.relations_per_hop
    relations = tuple(one for one in ways if one not in against or one is ways[0])[:count]
    return Hop(
        start, end, sign, ways[0].belief, relations, tuple(a for a in against if a not in relations)[:count]
    )
