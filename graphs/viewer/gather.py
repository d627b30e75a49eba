"""Gathers the data of a page from the part of a graph that it shows."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from claimgraph.extract.vocabulary import SYMMETRIC_PREDICATES
from claimgraph.graphs.viewer.content import PageClaim, PageConcept, PageContent
from claimgraph.graphs.viewer.evidence import Said, Shelf, best_said
from claimgraph.graphs.viewer.first_picture import Edge
from claimgraph.graphs.viewer.labels import node_size, short_label
from claimgraph.graphs.viewer.layout import Point
from claimgraph.graphs.viewer.part import Part

_CURIE = re.compile(r"[A-Za-z][\w.]*:[\w.:-]+", re.ASCII)
_OTHER_NAMES = 12  # of a concept, the most used

Names = Mapping[str, Counter[str]]


def gather(
    part: Part, edges: Sequence[Edge], places: Mapping[str, Point], *, title: str, lines: int, sentences: int
) -> PageContent:
    """Put together what a page shows; of each claim at most so many `sentences`, the surest first.

    Raises `GraphFormatError` for an edge whose evidence is not as `graphs.schema` says.
    """
    numbers = {node: number for number, node in enumerate(part.graph)}
    names: dict[str, Counter[str]] = defaultdict(Counter)
    shelf = Shelf()
    claims = []
    for edge in edges:
        data = part.graph.edges[edge]
        said = best_said(data.get("evidence", ()), edge)
        if data.get("predicate") not in SYMMETRIC_PREDICATES:  # else the ends may have changed places
            _count_names(names, edge, said)
        claims.append(
            PageClaim(
                subject=numbers[edge[0]],
                object=numbers[edge[1]],
                predicate=data.get("predicate", "associated_with"),
                label=data.get("label", "associated with"),
                aspect=data.get("aspect"),
                denied=data.get("polarity") == "negated",
                belief=_share(data.get("belief", 0.0)),
                sentences=len(said),
                documents=len({one.document for one in said}),
                evidence=shelf.put(said[:sentences]),
            )
        )
    return PageContent(
        title=title,
        about=tuple(numbers[node] for node in part.about),
        n_concepts=part.n_concepts,
        n_claims=part.n_claims,
        lines=lines,
        concepts=tuple(
            _concept(node, data, names.get(node, Counter()), places.get(node))
            for node, data in part.graph.nodes(data=True)
        ),
        claims=tuple(claims),
        documents=tuple(shelf.documents),
        sentences=tuple(shelf.sentences),
    )


def _count_names(names: Mapping[str, Counter[str]], edge: Edge, said: Iterable[Said]) -> None:
    for one in said:
        for node, place in ((edge[0], one.subject), (edge[1], one.object)):
            if words := one.words(place):
                names[node][words] += 1


def _concept(node: str, data: Mapping[str, Any], names: Counter[str], at: Point | None) -> PageConcept:
    name = data.get("name", node)
    known = data.get("id")
    used = sorted(names, key=lambda one: (-names[one], one))
    return PageConcept(
        key=node,
        name=name,
        label=short_label(name),
        type=data.get("type", ""),
        id=known,
        url=f"https://bioregistry.io/{known}" if known and _CURIE.fullmatch(known) else None,
        xrefs=tuple(data.get("xrefs", ())),
        also=tuple(one for one in used if one != name)[:_OTHER_NAMES],
        size=node_size(data.get("n_claims", 0)),
        claims=data.get("n_claims", 0),
        documents=data.get("n_documents", 0),
        at=at,
    )


def _share(belief: float) -> float:
    return round(belief, 3) if math.isfinite(belief) else 0.0
