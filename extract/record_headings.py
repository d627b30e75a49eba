"""The concepts that a document's record is indexed by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.extract.candidate_features import GENE
from claimgraph.models.heading_order import uninverted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from claimgraph.models.lexicon import Lexicon, LexiconConcept


def heading_concepts(doc: Doc, lexicon: Lexicon) -> frozenset[str]:
    """The concepts of the MeSH headings of a doc's record, by their numbers or, where it has none, their names."""
    document = doc._.document
    if document is None:
        return frozenset()
    found = [lexicon.concept(number) for number in document.source.mesh]
    if not found:
        terms = (term for heading in document.source.mesh_terms for term in uninverted(heading))
        found = [next(filter(_has_mesh, _concepts(term, lexicon)), None) for term in terms]
    return frozenset(concept.id for concept in found if concept is not None)


def _concepts(term: str, lexicon: Lexicon) -> Iterator[LexiconConcept]:
    return (sense.concept for sense in lexicon.lookup(term) if sense.kind in {"name", "synonym"})


def _has_mesh(concept: LexiconConcept) -> bool:
    return concept.type != GENE and any(one.startswith("MESH:") for one in (concept.id, *concept.xrefs))
