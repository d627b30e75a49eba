"""Finds where texts disagree: what is claimed of the same two things for and against."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import msgspec

from claimgraph.extract.belief import belief, strength
from claimgraph.extract.claim_counts import Counts, counted
from claimgraph.extract.statement import Node, Statement, Support
from claimgraph.extract.vocabulary import opposite_polarity
from claimgraph.graphs.claim_source import Asked, ClaimSource, asked
from claimgraph.graphs.differences import Difference, differences
from claimgraph.graphs.entities import resolve, under_any
from claimgraph.graphs.oppositions import QUESTION_OF, opposes, sides
from claimgraph.graphs.relation import Relation, relation_of, surest

Answers = dict[Statement, list[Support]]  # what is said to one question about the same two things

_DIGITS = 12


class Side(Counts, frozen=True, kw_only=True):
    """One side of a conflict: what it states, the best believed first, with the counts of all its claims.

    `strength` is the chance that it is right, leaving the other side aside.
    """

    strength: float
    relations: tuple[Relation, ...]


class Conflict(msgspec.Struct, frozen=True, kw_only=True, rename={"for_": "for"}):
    """Two things of which opposite is claimed; `score` tells how well documents against documents bear it out.

    Where the things are genes of several species, `subject` and `object` are those of the best believed statement.
    """

    subject: Node
    object: Node
    aspect: str | None
    score: float
    for_: Side
    against: Side
    differences: tuple[Difference, ...]


def conflicts(
    source: Asked,
    entity: str | None = None,
    *,
    with_: str | None = None,
    general: bool = False,
    limit: int | None = None,
    evidence: int | None = None,
) -> list[Conflict]:
    """Give what is claimed for and against, the best supported conflict first, in a store or a graph.

    Compared are statements of the same subject, object and aspect that answer one question (`oppositions`): opposite
    signs (increases, decreases), a benefit and a harm (treats, causes), what is affirmed and what is denied. A
    mouse's or rat's gene is taken for its human counterpart. `entity` keeps conflicts about one entity, `with_`
    those that join it to another, both by name, synonym or id; with `general`, also about what stands under these in
    the lexicon; `limit` bounds the conflicts, `evidence` the claims shown with each statement. Raises `UnknownEntity`.

    A conflict's score is s_for x s_against, the product of its sides' strengths (`belief.strength`), each over the
    claims of the documents that stand on this side alone: one that says both compares what holds when, or was
    misread. It is the chance that both sides hold a claim that was read rightly; in Dempster and Shafer's theory it
    is the conflict of the two bodies of evidence (Shafer 1976, A Mathematical Theory of Evidence, ch. 3). Ties, as
    among conflicts within documents, whose score is 0, go to the product over all documents, then to more documents
    on the lesser side, to more in all, to the order of the keys. Of several ways to part the answers (more, less, no
    change) the first by these counts. The work is one sort of the statements; claims are read only of those that
    contradict each other.
    """
    source = asked(source)
    with source.snapshot():
        return _conflicts(source, (entity, with_), limit, evidence, general=general)


def _conflicts(
    source: ClaimSource,
    names: Sequence[str | None],
    limit: int | None,
    evidence: int | None,
    *,
    general: bool,
) -> list[Conflict]:
    meant = [resolve(source, name, general=general) for name in names if name is not None]
    asked = [{node.folded for node in entity.nodes} for entity in meant]
    parted = []
    for answers in _contested(source, meant[0].keys if meant else None):
        ends = {end for one in answers for end in (one.subject, one.object)}
        things = {node.folded for node in source.nodes(ends)} if asked else set()
        if all(not things.isdisjoint(wanted) for wanted in asked):
            parted.append(_parting(answers))
    parted.sort(key=lambda one: one.order)
    parted = parted[:limit]
    keys = {key for one in parted for stated in one.answers for key in (stated.subject, stated.object)}
    nodes = {node.key: node for node in source.nodes(keys)}
    return [_conflict(one, nodes, evidence, under_any(meant)) for one in parted]


class _Parting(msgspec.Struct, frozen=True):
    """The answers to one question, parted into two sides."""

    answers: Answers
    for_: list[Statement]
    against: list[Statement]
    score: float  # of documents that stand on one side alone
    strengths: tuple[float, float]
    documents: tuple[int, int]

    @property
    def order(self) -> tuple[Any, ...]:
        """What conflicts are sorted by, the best first; see `conflicts`."""
        whole = round(self.strengths[0] * self.strengths[1], _DIGITS)
        counted = (-min(self.documents), -sum(self.documents))
        return (-self.score, -whole, *counted, -self.strengths[0], min(one.order for one in self.for_))


def _parting(answers: Answers) -> _Parting:
    """The way to part them that comes first; of two affirmed sides the stronger is for."""
    return min(
        (_parted(answers, *way) for way in sides(sorted(answers, key=lambda statement: statement.order))),
        key=lambda parted: parted.order,
    )


def _parted(answers: Answers, for_: list[Statement], against: list[Statement]) -> _Parting:
    both = [[support for one in side for support in answers[one]] for side in (for_, against)]
    documents = [{support.document for support in side} for side in both]
    undecided = documents[0] & documents[1]
    alone = [strength(support for support in side if support.document not in undecided) for side in both]
    return _Parting(
        answers=answers,
        for_=for_,
        against=against,
        score=round(alone[0] * alone[1], _DIGITS),
        strengths=(strength(both[0]), strength(both[1])),
        documents=(len(documents[0]), len(documents[1])),
    )


def _conflict(
    parted: _Parting, nodes: Mapping[str, Node], evidence: int | None, under: Mapping[str, str]
) -> Conflict:
    claimed = [
        [(one, said) for one in side for said in parted.answers[one]]
        for side in (parted.for_, parted.against)
    ]
    given = [
        Side(
            strength=trust,
            relations=_relations(side, parted.answers, nodes, evidence, under),
            **msgspec.structs.asdict(counted([support for _, support in claims])),
        )
        for side, claims, trust in zip((parted.for_, parted.against), claimed, parted.strengths, strict=True)
    ]
    first = given[0].relations[0]
    return Conflict(
        subject=first.subject,
        object=first.object,
        aspect=first.aspect,
        score=parted.score,
        for_=given[0],
        against=given[1],
        differences=differences(*claimed),
    )


def _relations(
    side: Sequence[Statement],
    answers: Answers,
    nodes: Mapping[str, Node],
    evidence: int | None,
    under: Mapping[str, str],
) -> tuple[Relation, ...]:
    found = []
    for one in side:
        denial = msgspec.structs.replace(one, polarity=opposite_polarity(one.polarity))
        trust = belief(answers[one], answers.get(denial, ()))
        supports = answers[one]
        shown = surest(supports, evidence)
        found.append(relation_of(one, nodes, counted(supports), belief=trust, evidence=shown, under=under))
    return tuple(sorted(found, key=lambda relation: (-relation.belief, -relation.n_documents)))


def _contested(source: ClaimSource, nodes: Collection[str] | None) -> Iterator[Answers]:
    """Yield the answers, with their claims, to each question that is answered in ways that contradict each other."""
    for rows in list(source.disputed(QUESTION_OF, nodes=nodes)):
        stated = {found.statement: found.row for found in source.statements(rows)}
        if _contradictory(list(stated)):
            yield {statement: source.support(row) for statement, row in stated.items()}


def _contradictory(statements: Sequence[Statement]) -> bool:
    return any(opposes(one, other) for one, other in combinations(statements, 2))
