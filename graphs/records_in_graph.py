"""Turns a claim graph back into records, so that a graph file can become a store again.

Of each document the graph holds the sentences with claims, each with its place, so that is what its text is made
of: what stood between them is blank. Claims keep their keys, which are checked; scores of mentions, titles and
what else an edge does not tell are lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import msgspec
import networkx as nx

from claimgraph.corpus.document import Document, Source
from claimgraph.errors import GraphFormatError
from claimgraph.extract.claim import Claim, Concept, Context, Evidence, Mention
from claimgraph.extract.records import Record, to_record
from claimgraph.extract.statement import Circumstance, Node, Statement, Support, claim_key_in
from claimgraph.extract.vocabulary import SYMMETRIC_PREDICATES
from claimgraph.graphs.formats.claim_values import node_in, statement_in, supports_in

LONGEST_TEXT = 10_000_000  # characters of a document; a forged place must not fill the memory

_Stated = list[tuple[Statement, Support]]


def records_in(graph: nx.MultiDiGraph[str]) -> Iterator[Record]:
    """Yield the documents behind a graph's edges, by id, each with its claims.

    Raises `GraphFormatError` where an edge has no evidence, or says what can't be.
    """
    nodes = {key: node_in(key, data) for key, data in graph.nodes(data=True)}
    documents: defaultdict[str, _Stated] = defaultdict(list)
    for subject, target, key, data in graph.edges(keys=True, data=True):
        statement = statement_in(subject, target, key, data)
        for support in supports_in(key, data):
            documents[support.document].append((statement, support))
    for document in sorted(documents):
        yield _record(document, documents[document], nodes)


def _record(document: str, stated: _Stated, nodes: dict[str, Node]) -> Record:
    text = _text(document, [support for _, support in stated])
    first = stated[0][1]
    source = Source(
        pmid=first.pmid,
        doi=first.doi,
        journal=first.journal,
        year=first.year,
        authors=() if first.author is None else (first.author,),  # the last one tells the group
    )
    claims = [_claim(document, text, statement, support, nodes) for statement, support in stated]
    return to_record(Document(id=document, text=text, source=source), claims=claims)


def _text(document: str, supports: list[Support]) -> str:
    """A document's text as far as its evidence tells, blank between."""
    pieces: set[tuple[int, int, str]] = set()
    for support in supports:
        pieces.add((support.start, support.end, support.sentence))
        pieces.update((said.start, said.end, said.text) for said in support.context)
    size = max(end for _, end, _ in pieces)
    if size > LONGEST_TEXT:
        raise GraphFormatError(f"{document}: a text of {size:,} characters is no abstract or article")
    signs: list[str | None] = [None] * size
    for start, end, piece in sorted(pieces):
        if not 0 <= start < end or len(piece) != end - start:
            raise GraphFormatError(f"{document}: {piece[:40]!r} is not as long as its place [{start}, {end})")
        held = signs[start:end]
        if any(old not in (None, new) for old, new in zip(held, piece, strict=True)):
            raise GraphFormatError(f"{document}: two texts stand at [{start}, {end})")
        signs[start:end] = piece
    return "".join(sign or " " for sign in signs)


def _claim(document: str, text: str, statement: Statement, support: Support, nodes: dict[str, Node]) -> Claim:
    ends = [nodes[statement.subject], nodes[statement.object]]
    if claim_key_in(statement, support) != support.claim:
        # An edge of a predicate that reads both ways may run against the claim: the key tells.
        turned = claim_key_in(statement, support, turned=True) == support.claim
        if not turned or statement.predicate not in SYMMETRIC_PREDICATES:
            raise GraphFormatError(f"{document}: {support.claim!r} is not the key of what the claim says")
        ends.reverse()
    return Claim(
        key=support.claim,
        document=document,
        subject=_mention(ends[0], support.subject, text),
        predicate=statement.predicate,
        object=_mention(ends[1], support.object, text),
        direction=statement.direction,
        aspect=statement.aspect,
        polarity=statement.polarity,
        certainty=support.certainty,
        kind=support.kind,
        section=support.section,
        evidence=Evidence(support.start, support.end, support.sentence),
        cues=support.cues,
        context=tuple(_context(said, nodes) for said in support.context),
        score=support.score,
        extractor=support.extractor,
    )


def _mention(node: Node, place: tuple[int, int], text: str) -> Mention:
    concept = None if node.id is None else Concept(node.id, node.name, node.type, node.xrefs)
    return Mention(start=place[0], end=place[1], text=text[slice(*place)], type=node.type, concept=concept)


def _context(said: Circumstance, nodes: dict[str, Node]) -> Context:
    mention = None
    if said.node is not None:
        node = nodes.get(said.node) or said.as_node()
        mention = msgspec.structs.replace(
            _mention(node, (0, 0), ""), start=said.start, end=said.end, text=said.text
        )
    return Context(said.role, said.start, said.end, said.text, mention)
