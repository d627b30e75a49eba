"""Ground one mention: find its concept, say why and how probable it is, or that none is probable enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from claimgraph.extract.annotated_names import counted_as
from claimgraph.extract.candidate_context import with_words, without_borrowers
from claimgraph.extract.candidate_features import GENE, Case, Fit
from claimgraph.extract.claim import Candidate, Concept, Mention
from claimgraph.extract.knowledge import Knowledge
from claimgraph.extract.organisms import Organism
from claimgraph.extract.ranking import probabilities
from claimgraph.models.own_terms import OWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimgraph.extract.readings import Reading
    from claimgraph.models.lexicon import LexiconConcept

_MAX_ALTERNATIVES = 4
_RANKED = 8  # concepts at most that a name is weighed between
LEAST = 0.5  # what is less likely than not is no answer
# Of a curated name's probability, and what a second concept may have of it, where the text is not about others' genes.
_LEAST_CURATED, _FAR = 0.35, 0.5
_HOW = {"curated": "curated name"}  # a kind of sense in words, where it needs more than itself
_RIVAL = 0.25  # probability of a second concept that tells that several fit
_EQUAL = 0.9  # share of the best one's probability with which a second concept fits about equally well


class Grounding(msgspec.Struct, frozen=True):
    """What a name means: its concept, or none and the best alternatives; of many mentions the same value."""

    type: str
    concept: Concept | None = None
    score: float = 0.0
    reason: str = ""
    alternatives: tuple[Candidate, ...] = ()

    def candidates(self) -> set[str]:
        """The identifiers of the concept and of its alternatives."""
        found = {one.id for one in self.alternatives}
        return found if self.concept is None else {self.concept.id, *found}

    def of(self, mention: Mention) -> Mention:
        """The mention, grounded so."""
        return Mention(
            start=mention.start,
            end=mention.end,
            text=mention.text,
            type=self.type,
            concept=self.concept,
            score=self.score,
            reason=self.reason,
            alternatives=self.alternatives,
        )


def ground(
    mention_type: str,
    readings: Sequence[Reading],
    organism: Organism,
    *,
    knowledge: Knowledge,
    elsewhere: frozenset[str] = frozenset(),
    headings: frozenset[str] = frozenset(),
    words: frozenset[str] = frozenset(),
    loosely: bool = False,
) -> Grounding:
    """The concept of a name in a text about the genes of an organism, or the best alternatives.

    `readings` come the surest first. `elsewhere` are identifiers of concepts that the document names in other words,
    `headings` of those that its record is indexed by, which is taken for as much; `words` are those of the document,
    in their normal form.
    If `loosely`, the name is looked up in other forms, more generally and by its spelling (`loose_readings`).
    """
    case = case_of(
        mention_type,
        readings,
        organism,
        knowledge=knowledge,
        elsewhere=elsewhere | headings,
        words=words,
        loosely=loosely,
    )
    if case is None:
        return Grounding(mention_type, reason="no such term")
    own = case.fits[0]
    if own.sense.kind == OWN:
        return by_own_term(own.concept)
    ranked = sorted(
        zip(probabilities(case, knowledge.weights), case.fits, strict=True), key=lambda pair: -pair[0]
    )
    (probability, best), *others = ranked
    rival = others[0][0] if others else 0.0
    curated = best.sense.kind == "curated" and rival <= _FAR * probability and case.organism.foreign <= 0
    if probability < (_LEAST_CURATED if curated else LEAST) or rival > _EQUAL * probability:
        why = _why_none(case, ranked)
        how = best.reading.how
        return Grounding(
            mention_type, reason=f"{why}; {how}" if how else why, alternatives=_alternatives(ranked)
        )
    matched = f"{_HOW.get(best.sense.kind, best.sense.kind)} of {best.concept.name}{best.case}"
    note = "named elsewhere in the text" if best.concept.id in elsewhere else ""
    if best.concept.id in headings:
        note = "a MeSH heading of the record"
    return Grounding(
        best.concept.type,
        concept=_concept(best.concept),
        score=round(probability, 4),
        reason="; ".join(part for part in (matched, best.reading.how, note) if part),
        alternatives=_alternatives(others),
    )


def by_own_term(concept: LexiconConcept) -> Grounding:
    """What a name means that a user's own terms hold."""
    return Grounding(concept.type, _concept(concept), 1.0, f"{OWN} for {concept.name}")


def case_of(
    mention_type: str,
    readings: Sequence[Reading],
    organism: Organism,
    *,
    knowledge: Knowledge,
    elsewhere: frozenset[str] = frozenset(),
    words: frozenset[str] = frozenset(),
    loosely: bool = False,
) -> Case | None:
    """What there is to choose between; None where the lexicon has no such term."""
    fits = knowledge.fits(mention_type, tuple(readings), organism.name, loosely=loosely)
    if not fits:
        return None
    if elsewhere:
        others = filter(None, map(knowledge.lexicon.concept, elsewhere))
        named = {counted_as(other) for other in others}
        fits = tuple(
            msgspec.structs.replace(fit, kin=not knowledge.kin(fit.concept).isdisjoint(named)) for fit in fits
        )
    fits = without_borrowers(fits)[:_RANKED]
    if words and len(fits) > 1:
        fits = with_words(fits, words, knowledge)
    return Case(
        mention_type,
        readings[0].text,
        fits,
        organism,
        defined=bool(readings[-1].definition),
        elsewhere=elsewhere,
    )


def _why_none(case: Case, ranked: Sequence[tuple[float, Fit]]) -> str:
    is_gene = ranked[0][1].concept.type == GENE
    if is_gene and case.organism.foreign > 0:
        return "gene of an organism that the lexicon does not hold"
    if len(ranked) > 1 and ranked[1][0] >= _RIVAL:
        return "fits several concepts about equally well"
    return "too unsure"


def _alternatives(ranked: Sequence[tuple[float, Fit]]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(fit.concept.id, fit.concept.name, round(probability, 4))
        for probability, fit in ranked[:_MAX_ALTERNATIVES]
    )


def _concept(concept: LexiconConcept) -> Concept:
    """The concept as a value; a mouse or rat gene names its human orthologue among its equivalents."""
    xrefs = concept.xrefs
    if not concept.id.startswith("HGNC:"):
        xrefs += tuple(other for other in concept.orthologs if other.startswith("HGNC:"))
    return Concept(concept.id, concept.name, concept.type, xrefs)
