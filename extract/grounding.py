"""Ground one mention: find its concept, say why and how probable it is, or that none is probable enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from claimgraph.extract.candidate_features import GENE, SPELT, Case, Fit, order
from claimgraph.extract.claim import Candidate, Concept, Mention
from claimgraph.extract.organisms import Organism
from claimgraph.extract.ranking import Weights, probabilities
from claimgraph.extract.readings import Reading, variants
from claimgraph.models.own_terms import OWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimgraph.models.lexicon import Lexicon, LexiconConcept, Sense

# Recognised type -> the concept types that it may have, its own first.
COMPATIBLE: dict[str, tuple[str, ...]] = {
    "Disease": ("Disease", "Phenotype"),
    "Phenotype": ("Phenotype", "Disease"),
    "CellType": ("CellType", "CellLine"),
    "CellLine": ("CellLine", "CellType"),
    "Anatomy": ("Anatomy", "CellularComponent"),
    "CellularComponent": ("CellularComponent", "Anatomy"),
    "Chemical": ("Chemical", GENE),
}
_OTHER_TYPE = 0.9  # factor for a concept of a compatible type that is not the recognised one
_GENE_CLASS = 0.8  # factor for a heading that may stand for a gene family, against the gene of that name
_MAX_ALTERNATIVES = 4
_RANKED = 8  # concepts at most that a name is weighed between
LEAST = 0.45  # probability below which no answer is the better one
_HOW = {"curated": "curated name"}  # a kind of sense in words, where it needs more than itself
_RIVAL = 0.25  # probability of a second concept that tells that several fit
_MOST = 0.5  # share of a definition's words
_DESIGNATION = 5  # letters that the designation of a gene has at least
_SYMBOL = 6  # letters that a short symbol has at most
_GENE_PREFIXES = {"human": "HGNC", "mouse": "MGI", "rat": "RGD"}


class Grounding(msgspec.Struct, frozen=True):
    """What a name means: its concept, or none and the best alternatives; of many mentions the same value."""

    type: str
    concept: Concept | None = None
    score: float = 0.0
    reason: str = ""
    alternatives: tuple[Candidate, ...] = ()

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
    lexicon: Lexicon,
    weights: Weights,
    elsewhere: frozenset[str] = frozenset(),
) -> Grounding:
    """The concept of a name in a text about the genes of an organism, or the best alternatives.

    `readings` come the surest first. `elsewhere` are identifiers of concepts that the document names in other words.
    """
    case = case_of(mention_type, readings, organism, lexicon=lexicon, elsewhere=elsewhere)
    if case is None:
        return Grounding(mention_type, reason="no such term")
    own = case.fits[0]
    if own.sense.kind == OWN:
        return Grounding(
            own.concept.type, concept=_concept(own.concept), score=1.0, reason=f"{OWN} for {own.concept.name}"
        )
    ranked = sorted(zip(probabilities(case, weights), case.fits, strict=True), key=lambda pair: -pair[0])
    (probability, best), *others = ranked
    if probability < LEAST:
        why = _why_none(case, ranked)
        how = best.reading.how
        return Grounding(
            mention_type, reason=f"{why}; {how}" if how else why, alternatives=_alternatives(ranked)
        )
    matched = f"{_HOW.get(best.sense.kind, best.sense.kind)} of {best.concept.name}{best.case}"
    note = "named elsewhere in the text" if best.concept.id in elsewhere else ""
    return Grounding(
        best.concept.type,
        concept=_concept(best.concept),
        score=round(probability, 4),
        reason="; ".join(part for part in (matched, best.reading.how, note) if part),
        alternatives=_alternatives(others),
    )


def case_of(
    mention_type: str,
    readings: Sequence[Reading],
    organism: Organism,
    *,
    lexicon: Lexicon,
    elsewhere: frozenset[str] = frozenset(),
) -> Case | None:
    """What there is to choose between; None where the lexicon has no such term."""
    fits = find_fits(mention_type, readings, organism.name, lexicon=lexicon)
    if not fits:
        return None
    if _is_family(fits[0]):  # it is named, and not a member that texts call by its name as well
        fits = tuple(fit for fit in fits if not _borrows(fit))
    return Case(
        mention_type,
        readings[0].text,
        fits[:_RANKED],
        organism,
        defined=bool(readings[-1].definition),
        elsewhere=elsewhere,
    )


def _is_family(fit: Fit) -> bool:
    return fit.concept.id.startswith("FPLX:")


def _borrows(fit: Fit) -> bool:
    """Whether it is a gene whose own name or symbol this is not: AKT1 is called AKT, ADA is ADA."""
    return fit.concept.type == GENE and not _is_family(fit) and fit.sense.kind not in {"name", "curated"}


def _why_none(case: Case, ranked: Sequence[tuple[float, Fit]]) -> str:
    is_gene = ranked[0][1].concept.type == GENE
    if is_gene and case.organism.name == "other":
        return "gene of an organism that the lexicon does not hold"
    if len(ranked) > 1 and ranked[1][0] >= _RIVAL:
        return "fits several concepts about equally well"
    return "too unsure"


def find_fits(
    mention_type: str, readings: Iterable[Reading], organism: str, *, lexicon: Lexicon
) -> tuple[Fit, ...]:
    """The concepts that the readings of a mention can mean, best first."""
    types = COMPATIBLE.get(mention_type, (mention_type,))
    found: dict[str, Fit] = {}
    for reading in readings:
        for way in variants(reading, mention_type):
            senses = [
                sense
                for sense in lexicon.lookup(way.text, types=types)
                if sense.kind == OWN
                or (_can_be(sense, mention_type, way) and _agrees(sense, way, lexicon, most=bool(found)))
            ]
            if senses and senses[0].kind == OWN:
                return (Fit(senses[0].concept, 1.0, senses[0], way),)
            if senses:
                fits = _fits(senses, way, mention_type, organism, lexicon=lexicon)
                for fit in fits:
                    other = found.get(fit.concept.id)
                    if other is None and reading.definition and found and fit.concept.type != GENE:
                        continue  # its definition has told what it means
                    if other is None:
                        found[fit.concept.id] = fit
                    else:
                        better = fit if fit.score > other.score else other
                        found[fit.concept.id] = msgspec.structs.replace(
                            better, readings=other.readings + 1, shared=max(fit.shared, other.shared)
                        )
                break
    return order(list(found.values()))


def _can_be(sense: Sense, mention_type: str, reading: Reading) -> bool:
    """Leave out genes that share a short word by chance.

    A chemical may be a gene's product by its name (insulin) or a common symbol (IL-2), hardly by a rare symbol;
    and few letters are no designation of a gene, nor a short symbol that its source writes otherwise.
    """
    if sense.concept.type != GENE:
        return True
    if sense.kind == "designation":
        if len(reading.text) < _DESIGNATION and reading.text.isalpha():
            return False
        if len(reading.text) <= _SYMBOL and not sense.exact_case:
            return False
    return mention_type != "Chemical" or sense.kind == "curated" or SPELT.search(reading.text) is not None


def _agrees(sense: Sense, reading: Reading, lexicon: Lexicon, *, most: bool) -> bool:
    """Whether a short form's definition allows the sense.

    With `most` they share most words and not just one: the definition alone has told of another concept.
    """
    return not reading.definition or _shared(sense.concept, reading, lexicon) > (_MOST if most else 0)


def _shared(concept: LexiconConcept, reading: Reading, lexicon: Lexicon) -> float:
    """The share of a definition's words that names of the concept and of its human orthologue hold."""
    same = (concept.id, *(other for other in concept.orthologs if other.startswith("HGNC:")))
    return reading.shares_words([name for one in same for name in lexicon.names(one)])


def _fits(
    senses: Sequence[Sense], reading: Reading, mention_type: str, organism: str, *, lexicon: Lexicon
) -> list[Fit]:
    best: dict[str, Fit] = {}
    for sense in senses:
        own = sense.concept
        score = sense.score
        if own.type != mention_type:
            score *= _OTHER_TYPE
        concept = own
        if own.type == GENE:
            if own.id.startswith("MESH:"):
                score *= _GENE_CLASS
            concept = _of_organism(own, lexicon=lexicon, organism=reading.organism or organism)
        score *= reading.factor
        if concept.id not in best or score > best[concept.id].score:
            shared = _shared(own, reading, lexicon) if reading.definition else 0.0
            best[concept.id] = Fit(concept, score, sense, reading, shared=shared)
    return list(best.values())


def _alternatives(ranked: Sequence[tuple[float, Fit]]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(fit.concept.id, fit.concept.name, round(probability, 4))
        for probability, fit in ranked[:_MAX_ALTERNATIVES]
    )


def _of_organism(concept: LexiconConcept, *, lexicon: Lexicon, organism: str) -> LexiconConcept:
    """A gene's orthologue in the text's organism; a human gene where the text's organism has none."""
    wanted = _GENE_PREFIXES.get(organism, "HGNC") + ":"
    if not concept.orthologs or concept.id.startswith(wanted):
        return concept
    human = next((other for other in concept.orthologs if other.startswith("HGNC:")), None)
    known = (concept, lexicon.concept(human) if human else None)  # mouse and rat are linked by the human gene
    others = {
        other for one in known if one is not None for other in one.orthologs if other.startswith(wanted)
    }
    found = [gene for gene in map(lexicon.concept, sorted(others)) if gene is not None]
    symbol = concept.name.casefold()
    return min(found, key=lambda gene: (gene.name.casefold() != symbol, gene.id), default=concept)


def _concept(concept: LexiconConcept) -> Concept:
    """The concept as a value; a mouse or rat gene names its human orthologue among its equivalents."""
    xrefs = concept.xrefs
    if not concept.id.startswith("HGNC:"):
        xrefs += tuple(other for other in concept.orthologs if other.startswith("HGNC:"))
    return Concept(concept.id, concept.name, concept.type, xrefs)
