"""What is claimed, apart from where: statements, the nodes they join, and the claims that support them."""

from __future__ import annotations

import msgspec

from claimgraph.extract.claim import Claim, Cue
from claimgraph.extract.claim_key import content_hash, name_key, node_key, normal_form, placed_key
from claimgraph.extract.vocabulary import SYMMETRIC_PREDICATES
from claimgraph.models.orthologues import folded


class Statement(msgspec.Struct, frozen=True):
    """A distinct claim; `subject` and `object` are node keys (a CURIE or "text:<Type>:<name>")."""

    subject: str
    predicate: str
    object: str
    direction: str | None = None
    aspect: str | None = None
    polarity: str = "affirmed"

    @property
    def order(self) -> tuple[str, ...]:
        """Values to sort statements by: parallel edges together, as a graph in memory gives them."""
        signs = (self.direction or "", self.aspect or "", self.polarity)
        return (self.subject, self.object, self.predicate, *signs)

    @property
    def asked(self) -> tuple[str | None, ...]:
        """What it affirms or denies: all but its polarity."""
        return (self.subject, self.object, self.predicate, self.direction, self.aspect)

    @property
    def key(self) -> str:
        """Hash that names the edge, unique in the graph; the "e" keeps it from being taken for a number."""
        return "e" + content_hash(*msgspec.structs.astuple(self))


def statement_of(claim: Claim) -> Statement:
    """Give what a claim states; of a predicate that reads both ways, the smaller node key is the subject."""
    subject, target = node_key(claim.subject), node_key(claim.object)
    if claim.predicate in SYMMETRIC_PREDICATES and target < subject:
        subject, target = target, subject
    return Statement(subject, claim.predicate, target, claim.direction, claim.aspect, claim.polarity)


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A node of the graph: a concept, or (`id` None) a name that was not grounded.

    `n_claims` and `n_documents` count the claims in which it is subject or object.
    """

    key: str
    id: str | None
    name: str
    type: str
    xrefs: tuple[str, ...] = ()
    n_claims: int = 0
    n_documents: int = 0

    @property
    def folded(self) -> str:
        """The key, or of a mouse's or rat's gene that of the human one."""
        return folded(self.key, self.xrefs)


class Circumstance(msgspec.Struct, frozen=True):
    """For whom or under what a claim holds: role, words and their place, and the thing where they name one.

    A thing has a `type`, a concept `id`, `name` and `xrefs`, too.
    """

    role: str
    text: str
    id: str | None = None
    start: int = 0
    end: int = 0
    name: str | None = None
    type: str | None = None
    xrefs: tuple[str, ...] = ()

    @property
    def node(self) -> str | None:
        """Key of the node that it stands for, if it names a thing."""
        if self.id is not None:
            return self.id
        return None if self.type is None else name_key(self.type, self.text)

    def as_node(self) -> Node:
        """That node, as if no claim had it for an argument."""
        name = self.text if self.id is not None else normal_form(self.text)
        return Node(
            key=self.node or "", id=self.id, name=self.name or name, type=self.type or "", xrefs=self.xrefs
        )


def claim_key_in(statement: Statement, support: Support, *, turned: bool = False) -> str:
    """The key of a claim that supports a statement, made along its edge or (`turned`) against it."""
    ends = (statement.object, statement.subject) if turned else (statement.subject, statement.object)
    return placed_key(
        support.document,
        (ends[0], *support.subject),
        statement.predicate,
        (ends[1], *support.object),
        (statement.direction, statement.aspect, statement.polarity),
        (support.start, support.end),
    )


class Support(msgspec.Struct, frozen=True, kw_only=True):
    """One claim as the evidence of a statement: where it stands, how surely it is said, for whom it holds.

    `start` and `end` are the sentence's place in the document's text, `subject` and `object` those of the words
    that the claim is about, as it was made: of a predicate that reads both ways, `subject` may be the edge's
    target. DOI, journal, year and last author are those that a store knows of the document; claims in memory
    have none.
    """

    claim: str
    document: str
    pmid: str | None
    doi: str | None = None
    journal: str | None = None
    year: int | None = None
    author: str | None = None
    sentence: str
    start: int
    end: int
    subject: tuple[int, int]
    object: tuple[int, int]
    section: str | None
    certainty: str
    kind: str
    score: float
    extractor: str = ""
    cues: tuple[Cue, ...] = ()
    context: tuple[Circumstance, ...] = ()


def pmid_of(document: str) -> str | None:
    """The PubMed number in a document's id, where it has one."""
    prefix, _, number = document.partition(":")
    return number if prefix == "PMID" else None
