"""What stands on the nodes and edges of a claim graph: every attribute, its one type, its meaning.

A node's key is its concept's CURIE, or "text:<Type>:<name>" where the name could not be grounded. An edge's
key is unique in the whole graph. An attribute whose value is not known is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from claimgraph.extract.statement import Node, Statement, Support
from claimgraph.extract.vocabulary import CERTAINTIES, PREDICATES, TYPE_CATEGORIES
from claimgraph.graphs.belief import belief
from claimgraph.graphs.relation import counts

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
EDGE_ATTRIBUTES: tuple[Attribute, ...] = (
    Attribute("predicate", "string", "what the subject is said to do to the object"),
    Attribute("label", "string", "predicate, aspect and negation in words: what Gephi shows"),
    Attribute("interaction", "string", "the predicate again, with its denial: what Cytoscape shows"),
    Attribute("category", "string", "Biolink predicate"),
    Attribute("direction", "string", "increased or decreased"),
    Attribute("aspect", "string", "what of the object changes"),
    Attribute("polarity", "string", "affirmed or negated"),
    Attribute("negated", "boolean", "whether it is a denial"),
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
    negated = statement.polarity == "negated"
    certainties = Counter(support.certainty for support in supports)
    trust = belief(supports, opposing)
    counted = counts(supports)
    return _known(
        predicate=statement.predicate,
        label=statement_label(statement),
        interaction=f"not {statement.predicate}" if negated else statement.predicate,
        category=PREDICATES.get(statement.predicate),
        direction=statement.direction,
        aspect=statement.aspect,
        polarity=statement.polarity,
        negated=negated,
        n_claims=counted.n_claims,
        n_documents=counted.n_documents,
        first_year=counted.first_year,
        last_year=counted.last_year,
        years=counted.years or None,
        sections=counted.sections or None,
        **{f"n_{certainty}": certainties[certainty] for certainty in CERTAINTIES},
        belief=trust,
        weight=trust,
        evidence=msgspec.json.decode(msgspec.json.encode(supports)),
    )


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
