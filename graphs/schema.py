"""What stands on the nodes and edges of a claim graph: every attribute, its one type, its meaning.

A node's key is its concept's CURIE, or "text:<Type>:<name>" where the name could not be grounded. An edge's
key is unique in the whole graph. An attribute whose value is not known is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal

import msgspec

from claimgraph.extract.belief import belief
from claimgraph.extract.claim_counts import counted
from claimgraph.extract.statement import Node, Statement, Support
from claimgraph.extract.vocabulary import CERTAINTIES, PREDICATES, TYPE_CATEGORIES

Kind = Literal["string", "long", "double", "boolean", "list", "json"]


class Attribute(msgspec.Struct, frozen=True):
    """An attribute of nodes or edges; "list" is a tuple of strings, "json" lists and dicts."""

    name: str
    kind: Kind
    meaning: str = ""


NODE_ATTRIBUTES: tuple[Attribute, ...] = (
    Attribute("id", "string", "CURIE of the concept; left out where the name was not grounded"),
    Attribute("name", "string", "preferred name, or the name as texts most often write it"),
    Attribute("label", "string", "the name again: what Gephi shows"),
    Attribute("type", "string", "entity type"),
    Attribute("category", "string", "Biolink category"),
    Attribute("xrefs", "list", "equivalent CURIEs"),
    Attribute("n_claims", "long", "claims with it as subject or object"),
    Attribute("n_documents", "long", "documents of these claims"),
)
_STATED: tuple[Attribute, ...] = (
    Attribute("predicate", "string", "what the subject is said to do to the object"),
    Attribute("label", "string", "predicate, aspect and negation in words: what Gephi shows"),
    Attribute("interaction", "string", "the predicate again, with its denial: what Cytoscape shows"),
    Attribute("category", "string", "Biolink predicate"),
    Attribute("direction", "string", "increased or decreased"),
    Attribute("aspect", "string", "what of the object changes"),
    Attribute("polarity", "string", "affirmed or negated"),
    Attribute("negated", "boolean", "whether it is a denial"),
)
EDGE_ATTRIBUTES: tuple[Attribute, ...] = (
    *_STATED,
    Attribute("n_claims", "long", "claims that state it"),
    Attribute("n_documents", "long", "documents of these claims"),
    Attribute("first_year", "long", "year of the first of these documents"),
    Attribute("last_year", "long", "year of the last of these documents"),
    Attribute("years", "json", "documents by year"),
    Attribute("sections", "json", "claims by section"),
    Attribute("n_certain", "long", "claims that state it as certain"),
    Attribute("n_probable", "long", "claims that state it as probable"),
    Attribute("n_possible", "long", "claims that state it as possible"),
    Attribute("belief", "double", "chance that it holds, from the claims for and against it"),
    Attribute("weight", "double", "the belief again: what layouts and Gephi use"),
    Attribute(
        "evidence", "json", "the claims, each with its document, sentence, certainty, context and more"
    ),
)
CLAIM_ATTRIBUTES: tuple[Attribute, ...] = (
    *_STATED,
    Attribute("weight", "double", "the score again: what layouts and Gephi use"),
    Attribute("claim", "string", "key of the claim"),
    Attribute("document", "string", "id of the document"),
    Attribute("pmid", "string", "its PubMed number"),
    Attribute("doi", "string", "its DOI"),
    Attribute("journal", "string", "its journal"),
    Attribute("year", "long", "year of publication"),
    Attribute("author", "string", "its last author"),
    Attribute("sentence", "string", "the sentence, or run of sentences, that states it"),
    Attribute("start", "long", "where the sentence begins in the text"),
    Attribute("end", "long", "where it ends"),
    Attribute("subject_start", "long", "where the words for its subject begin"),
    Attribute("subject_end", "long", "where they end"),
    Attribute("object_start", "long", "where the words for its object begin"),
    Attribute("object_end", "long", "where they end"),
    Attribute("section", "string", "section of the text"),
    Attribute("certainty", "string", "certain, probable or possible"),
    Attribute("kind", "string", "finding, background, aim or method"),
    Attribute("score", "double", "how sure the extractor is"),
    Attribute("extractor", "string", "rule or model that made it"),
    Attribute("cues", "json", "the words that made it what it is"),
    Attribute("context", "json", "for whom or under what it holds"),
)


def node_attributes(node: Node) -> dict[str, Any]:
    """Attributes of a node of the graph."""
    return _known(
        id=node.id,
        name=node.name,
        label=node.name,
        type=node.type,
        category=TYPE_CATEGORIES.get(node.type),
        xrefs=tuple(node.xrefs),
        n_claims=node.n_claims,
        n_documents=node.n_documents,
    )


def edge_attributes(
    statement: Statement, supports: Sequence[Support], opposing: Sequence[Support] = ()
) -> dict[str, Any]:
    """Attributes of an edge of the graph; `supports` are all claims that state it, `opposing` those that deny it."""
    return _edge_attributes(statement, supports, opposing, msgspec.json.decode(packed_evidence(supports)))


def packed_edge_attributes(
    statement: Statement, supports: Sequence[Support], opposing: Sequence[Support] = ()
) -> dict[str, Any]:
    """The same attributes with the evidence as packed JSON: what writers need."""
    return _edge_attributes(statement, supports, opposing, msgspec.Raw(packed_evidence(supports)))


def packed_evidence(supports: Sequence[Support]) -> bytes:
    """The claims behind an edge as JSON, keys sorted."""
    return msgspec.json.encode(supports, order="sorted")


def claim_attributes(statement: Statement, support: Support) -> dict[str, Any]:
    """Attributes of an edge that is one claim."""
    said: dict[str, Any] = msgspec.to_builtins(support)
    for role in ("subject", "object"):
        said[f"{role}_start"], said[f"{role}_end"] = said.pop(role)
    return _known(**_said(*_signs(statement)), weight=support.score, **said)


def _edge_attributes(
    statement: Statement, supports: Sequence[Support], opposing: Sequence[Support], evidence: Any
) -> dict[str, Any]:
    certainties = [support.certainty for support in supports]
    trust = belief(supports, opposing)
    summary = counted(supports)
    return _known(
        **_said(*_signs(statement)),
        n_claims=summary.n_claims,
        n_documents=summary.n_documents,
        first_year=summary.first_year,
        last_year=summary.last_year,
        years=summary.years or None,
        sections=summary.sections or None,
        **{f"n_{certainty}": certainties.count(certainty) for certainty in CERTAINTIES},
        belief=trust,
        weight=trust,
        evidence=evidence,
    )


@lru_cache(maxsize=1 << 10)
def _said(predicate: str, direction: str | None, aspect: str | None, polarity: str) -> dict[str, Any]:
    """What an edge says, whoever its ends are."""
    statement = Statement("", predicate, "", direction, aspect, polarity)
    negated = statement.polarity == "negated"
    return {
        "predicate": statement.predicate,
        "label": statement_label(statement),
        "interaction": f"not {statement.predicate}" if negated else statement.predicate,
        "category": PREDICATES.get(statement.predicate),
        "direction": statement.direction,
        "aspect": statement.aspect,
        "polarity": statement.polarity,
        "negated": negated,
    }


def _signs(statement: Statement) -> tuple[str, str | None, str | None, str]:
    return statement.predicate, statement.direction, statement.aspect, statement.polarity


def statement_label(statement: Statement) -> str:
    """A statement's verb in words.

    >>> statement_label(Statement("A", "increases", "B", "increased", "activity", "negated"))
    'not: increases activity'
    """
    words = [statement.predicate.replace("_", " ")]
    if statement.polarity == "negated":
        words.insert(0, "not:")
    if statement.aspect:
        words.append(statement.aspect)
    return " ".join(words)


def _known(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
