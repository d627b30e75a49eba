"""Claims in memory, folded by node and by statement, to be read as a store is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Protocol

from claimgraph.extract.claim import Claim, Context, Mention
from claimgraph.extract.claim_key import node_key
from claimgraph.extract.statement import Circumstance, Node, Statement, Support, pmid_of, statement_of


class Folded(Protocol):
    """Claims in memory, by the nodes and statements that they are of."""

    def nodes(self) -> Iterator[Node]:
        """Yield the nodes, by key."""

    def statements(self) -> Iterator[tuple[Statement, list[Support]]]:
        """Yield the statements in their order, each with its claims."""


class GatheredClaims:
    """The nodes and statements of some claims, whatever their order; a claim that comes twice counts once."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        # Of claims with one key the best scored counts, as in a record.
        kept: dict[str, Claim] = {}
        for claim in claims:
            known = kept.get(claim.key)
            if known is None or _rank(claim) < _rank(known):
                kept[claim.key] = claim
        self._nodes: dict[str, _GatheredNode] = {}
        self._statements: dict[Statement, list[Support]] = {}
        for claim in kept.values():
            self._statements.setdefault(statement_of(claim), []).append(_support(claim))
            for mention in (claim.subject, claim.object):
                self._nodes.setdefault(node_key(mention), _GatheredNode()).add(mention, claim)

    def nodes(self) -> Iterator[Node]:
        """Yield the nodes by key."""
        for key in sorted(self._nodes):
            yield self._nodes[key].node(key)

    def statements(self) -> Iterator[tuple[Statement, list[Support]]]:
        """Yield the statements in their order, their claims by document and place."""
        for statement in sorted(self._statements, key=lambda statement: statement.order):
            supports = self._statements[statement]
            yield statement, sorted(supports, key=lambda s: (s.document, s.start, s.claim))


class _GatheredNode:
    """What the mentions of one node say of it; where they differ, the most common value holds."""

    def __init__(self) -> None:
        self._ids: Counter[str] = Counter()
        self._names: Counter[str] = Counter()
        self._types: Counter[str] = Counter()
        self._xrefs: Counter[tuple[str, ...]] = Counter()
        self._claims: set[str] = set()
        self._documents: set[str] = set()

    def add(self, mention: Mention, claim: Claim) -> None:
        """Take in one mention of the node as an argument of a claim."""
        concept = mention.concept
        if concept is not None:
            self._ids[concept.id] += 1
        self._names[concept.name if concept else mention.text] += 1
        self._types[concept.type if concept else mention.type] += 1
        self._xrefs[concept.xrefs if concept else ()] += 1
        self._claims.add(claim.key)
        self._documents.add(claim.document)

    def node(self, key: str) -> Node:
        """The node as gathered so far."""
        return Node(
            key=key,
            id=_usual(self._ids) if self._ids else None,
            name=_usual(self._names),
            type=_usual(self._types),
            xrefs=min(self._xrefs, key=lambda xrefs: (-self._xrefs[xrefs], xrefs)),
            n_claims=len(self._claims),
            n_documents=len(self._documents),
        )


def _usual(counts: Counter[str]) -> str:
    return min(counts, key=lambda value: (-counts[value], value))


def _rank(claim: Claim) -> tuple[float, str, str]:
    return -claim.score, claim.extractor, repr(claim)


def _support(claim: Claim) -> Support:
    return Support(
        claim=claim.key,
        document=claim.document,
        pmid=pmid_of(claim.document),
        sentence=claim.evidence.text,
        start=claim.evidence.start,
        end=claim.evidence.end,
        subject=(claim.subject.start, claim.subject.end),
        object=(claim.object.start, claim.object.end),
        section=claim.section,
        certainty=claim.certainty,
        kind=claim.kind,
        score=claim.score,
        extractor=claim.extractor,
        cues=claim.cues,
        context=tuple(_circumstance(context) for context in claim.context),
    )


def _circumstance(context: Context) -> Circumstance:
    place = (context.start, context.end)
    if context.mention is None:
        return Circumstance(context.role, context.text, None, *place)
    concept = context.mention.concept
    if concept is None:
        return Circumstance(context.role, context.text, None, *place, None, context.mention.type)
    known = (concept.id, *place, concept.name, concept.type, concept.xrefs)
    return Circumstance(context.role, context.text, *known)
