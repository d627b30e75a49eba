"""What the rest of a document and the other candidates tell of each candidate that a name may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from claimgraph.extract.annotated_names import ANNOTATED, counted_as
from claimgraph.extract.candidate_features import GENE

if TYPE_CHECKING:
    from claimgraph.extract.candidate_features import Fit
    from claimgraph.extract.knowledge import Knowledge
    from claimgraph.models.lexicon import Lexicon, LexiconConcept

_BY_MESH = frozenset({"Disease", "Phenotype", "Chemical"})  # which most corpora name by numbers of MeSH


def find_kin(lexicon: Lexicon, concept: LexiconConcept) -> frozenset[str]:
    """A concept's families, the kinds of it, and the other members of its families.

    Genes of mouse and rat are told of by their human orthologues, as families hold these.
    """
    own = counted_as(concept)
    above = lexicon.ancestors(own) if concept.type == GENE else lexicon.parents(own)
    near = (*above, *lexicon.members(own))
    return frozenset(
        {*near, *(member for one in near for member in lexicon.members(one))} - {own, concept.id}
    )


def with_words(fits: tuple[Fit, ...], words: frozenset[str], knowledge: Knowledge) -> tuple[Fit, ...]:
    """Say of each fit how many words of the text its names hold that some other's do not."""
    told = [
        {word for word in words if word in names}
        for names in map(knowledge.names, (one.concept for one in fits))
    ]
    shared = set.intersection(*told)
    return tuple(
        msgspec.structs.replace(fit, told=len(own - shared)) for fit, own in zip(fits, told, strict=True)
    )


def without_borrowers(fits: tuple[Fit, ...]) -> tuple[Fit, ...]:
    """Leave out what goes by the name of another thing, where that is among the fits.

    A family is named, and not a member that texts call by its name as well: AKT1 is called AKT. So is a class of
    proteins, and not one of the genes that are designated as such ("serine protease"). And where a disease or
    chemical has the very name and curators could have chosen it, what they meant by it in some text is not meant by
    it elsewhere.
    """
    if _is_family(fits[0]):
        fits = tuple(fit for fit in fits if not _borrows(fit))
    named = [fit for fit in fits if fit.is_named]
    designated = [fit for fit in fits if fit.sense.kind == "designation" and not fit.is_heading]
    if len(designated) > 1 and any(fit.is_heading for fit in named):
        fits = tuple(fit for fit in fits if fit not in designated)
    if any(_has_mesh(fit) and fit.concept.type in _BY_MESH for fit in named):
        fits = tuple(fit for fit in fits if fit in named or fit.sense.kind != ANNOTATED)
    return fits


def _has_mesh(fit: Fit) -> bool:
    return any(one.startswith("MESH:") for one in (fit.concept.id, *fit.concept.xrefs))


def _is_family(fit: Fit) -> bool:
    return fit.concept.id.startswith("FPLX:")


def _borrows(fit: Fit) -> bool:
    """Whether it is a gene whose own name or symbol this is not."""
    return fit.concept.type == GENE and not _is_family(fit) and fit.sense.kind not in {"name", "curated"}


def all_names(concept: LexiconConcept, lexicon: Lexicon) -> list[str]:
    """The normalised names of a concept and of its human orthologue."""
    same = (concept.id, *(other for other in concept.orthologs if other.startswith("HGNC:")))
    return [name for one in same for name in lexicon.names(one)]
